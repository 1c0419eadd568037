import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { DraftList } from '@/features/tariff-drafts/components/draft-list'
import { openDrafts } from '@/features/tariff-drafts/queries'
import { openChanges } from '@/features/tariff-categories/queries'
import { ChargeText } from '@/features/tariffs/components/charge-text'
import { tariffDocuments } from '@/features/tariffs/queries'
import { requireViewer } from '@/server/session'
import { Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatDate } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'
import { Table, Td, Th } from '@/ui/table'

export async function generateMetadata() {
  const t = await getTranslations('tariffs')
  return { title: t('title') }
}

export default async function TariffsPage() {
  const viewer = await requireViewer('tariffs.read')
  const mayDraft = mayDo(viewer.role, 'tariffs.draft')
  const [t, draftTexts, rePricing, locale, documents, drafts, changes] = await Promise.all([
    getTranslations('tariffs'),
    getTranslations('tariffDrafts'),
    getTranslations('rePricing'),
    getLocale(),
    tariffDocuments(),
    mayDraft || mayDo(viewer.role, 'tariffs.release') ? openDrafts() : [],
    openChanges(),
  ])
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            {mayDo(viewer.role, 'bill-checks.run') && <LinkButton href="/tariffs/what-if">{rePricing('title')}</LinkButton>}
            {mayDraft && (
              <>
                <LinkButton href="/tariffs/import">{draftTexts('import')}</LinkButton>
                <LinkButton href="/tariffs/drafts/new" variant="primary">
                  {draftTexts('newCategory')}
                </LinkButton>
              </>
            )}
          </>
        }
      />
      {drafts.length > 0 && (
        <Card flush className="mb-4" title={draftTexts('openDrafts')}>
          <DraftList drafts={drafts} />
        </Card>
      )}
      {changes.length > 0 && (
        <div className="mb-4">
          <Notice title={t('openChanges')}>
            <ul className="flex flex-wrap gap-x-4">
              {[...new Set(changes.map(({ categoryCode }) => categoryCode))].map((code) => (
                <li key={code}>
                  <Link href={`/tariffs/${code}`} className="underline">
                    {code}
                  </Link>
                </li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
      <Card flush>
        {documents.size === 0 ? (
          <EmptyState title={t('empty')}>
            <p>{t('emptyBody')}</p>
          </EmptyState>
        ) : (
          <Table caption={t('list')}>
            <thead>
              <tr>
                {(['code', 'name', 'class', 'current', 'price'] as const).map((column) => (
                  <Th key={column}>{t(column)}</Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...documents.values()].map(({ category, name, class: group, versions, currency }) => {
                const current = versions.at(-1)
                return (
                  <tr key={category}>
                    <Td className="whitespace-nowrap">
                      <Link href={`/tariffs/${category}`} className="text-accent hover:underline">
                        {category}
                      </Link>
                    </Td>
                    <Td className="whitespace-nowrap">{name[locale]}</Td>
                    <Td className="whitespace-nowrap">{t(`classes.${group}`)}</Td>
                    <Td className="whitespace-nowrap">{current && t('effectiveFrom', { date: formatDate(current.effectiveFrom, locale) })}</Td>
                    <Td>
                      {current?.charges.map((charge, index) => (
                        <p key={index}>
                          <ChargeText charge={charge} currency={currency} />
                        </p>
                      ))}
                    </Td>
                  </tr>
                )
              })}
            </tbody>
          </Table>
        )}
      </Card>
    </>
  )
}
