import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { isPlainDate } from '@/domain/plain-date'
import { catalogueVersionSchema } from '@/domain/tariff/catalogue-document'
import { availableDraftActions } from '@/domain/tariff/draft-transitions'
import { History } from '@/features/audit-log/components/history'
import { historyOf } from '@/features/audit-log/queries'
import { concernedBills, MOST_COUNTED } from '@/features/bills/concerned-bills-queries'
import { sampleAccounts } from '@/features/bills/sample-queries'
import { DraftContent } from '@/features/tariff-drafts/components/draft-content'
import { DraftDecisions } from '@/features/tariff-drafts/components/draft-decisions'
import { DraftEditor } from '@/features/tariff-drafts/components/draft-editor'
import { PreviewForm } from '@/features/tariff-drafts/components/preview-form'
import { PreviewTable } from '@/features/tariff-drafts/components/preview-table'
import { EMPTY_VERSION, type VersionDraft } from '@/features/tariff-drafts/components/version-editor/version-draft'
import { earlierDraft, effectiveFromOf, findDraft } from '@/features/tariff-drafts/queries'
import { tariffDocuments } from '@/features/tariffs/queries'
import { requireViewer } from '@/server/session'
import { Badge, Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { formatDate, formatInstant } from '@/ui/format'
import { PageHeader } from '@/ui/page-header'

interface DraftPageProps {
  params: Promise<{ id: string }>
}

export async function generateMetadata() {
  const t = await getTranslations('tariffDrafts')
  return { title: t('title') }
}

export default async function DraftPage({ params }: DraftPageProps) {
  const viewer = await requireViewer('tariffs.read')
  const draft = await findDraft((await params).id)
  if (!draft) notFound()
  const actions = availableDraftActions(draft, viewer)
  const from = effectiveFromOf(draft.content)
  const [t, tariffs, shell, locale, history, suggested, documents, earlier, bills] = await Promise.all([
    getTranslations('tariffDrafts'),
    getTranslations('tariffs'),
    getTranslations('shell'),
    getLocale(),
    historyOf(viewer, 0, 'tariff-draft', draft.id),
    sampleAccounts(viewer, draft.categoryCode),
    tariffDocuments(),
    earlierDraft(draft),
    actions.includes('release') && isPlainDate(from) ? concernedBills(draft.categoryCode, from) : 0,
  ])
  const finished = catalogueVersionSchema.safeParse(draft.content).data
  const supersedes = documents.get(draft.categoryCode)?.versions.findLast(({ effectiveFrom }) => effectiveFrom < from) ?? null
  return (
    <>
      <PageHeader
        title={
          <>
            {t('versionOf', { category: draft.header.name[locale] })} <Badge tone={draft.state === 'submitted' ? 'accent' : draft.state === 'released' ? 'good' : 'neutral'}>{t(`states.${draft.state}`)}</Badge>
          </>
        }
        description={`${draft.categoryCode} · ${t('drafter')} ${draft.drafterName} · ${formatInstant(draft.createdAt, locale)}`}
        crumbs={[{ label: tariffs('title'), href: '/tariffs' }]}
        crumbsLabel={shell('breadcrumbs')}
        actions={
          <ClientMessages namespaces={['tariffDrafts']}>
            <DraftDecisions id={draft.id} version={draft.version} actions={actions} effectiveFrom={isPlainDate(from) ? formatDate(from, locale) : '—'} concernedBills={bills} mostCounted={MOST_COUNTED} />
          </ClientMessages>
        }
      />
      <div className="grid gap-4 xl:grid-cols-[3fr_2fr] xl:items-start">
        <div className="grid gap-4">
          {draft.state === 'draft' && draft.decisionReason !== null && <Notice tone="warn">{t('returnedWith', { reason: draft.decisionReason })}</Notice>}
          {earlier && (draft.state === 'draft' || draft.state === 'submitted') && isPlainDate(earlier.effectiveFrom) && (
            <Notice>
              <Link href={`/tariffs/drafts/${earlier.id}`} className="underline">
                {t('waitsFor', { date: formatDate(earlier.effectiveFrom, locale) })}
              </Link>
            </Notice>
          )}
          {actions.includes('edit') ? (
            <Card className="pt-3">
              <ClientMessages namespaces={['tariffDrafts']}>
                <DraftEditor key={draft.version} id={draft.id} version={draft.version} content={{ ...EMPTY_VERSION, ...(draft.content as Partial<VersionDraft>) }} />
              </ClientMessages>
            </Card>
          ) : (
            draft.state === 'draft' && <Notice>{t('readOnly')}</Notice>
          )}
          {finished && <DraftContent header={draft.header} version={finished} supersedes={supersedes} />}
        </div>
        <div className="grid gap-4">
          <Card title={t('preview.title')} flush>
            {draft.preview ? <PreviewTable viewer={viewer} preview={draft.preview} /> : <p className="text-muted px-4 pb-3">{t(draft.state === 'draft' ? 'preview.hint' : 'preview.none')}</p>}
            {actions.includes('preview') && (
              <div className="px-4 pb-4">
                {finished ? (
                  <ClientMessages namespaces={['tariffDrafts']}>
                    <PreviewForm key={draft.version} id={draft.id} version={draft.version} accountNos={draft.preview?.rows.map(({ accountNo }) => accountNo) ?? suggested} />
                  </ClientMessages>
                ) : (
                  <p className="text-muted text-sm">{t('preview.first')}</p>
                )}
              </div>
            )}
          </Card>
          <Card title={t('history')}>
            <History entries={history} />
          </Card>
        </div>
      </div>
    </>
  )
}
