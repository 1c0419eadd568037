import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { ChargeText } from '@/features/tariffs/components/charge-text'
import { tariffDocuments } from '@/features/tariffs/queries'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatDate } from '@/ui/format'
import { PageHeader } from '@/ui/page-header'
import { Table, Td, Th } from '@/ui/table'

export async function generateMetadata() {
  const t = await getTranslations('tariffs')
  return { title: t('title') }
}

export default async function TariffsPage() {
  await requireViewer('tariffs.read')
  const [t, locale, documents] = await Promise.all([getTranslations('tariffs'), getLocale(), tariffDocuments()])
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
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
