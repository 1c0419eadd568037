import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { DomainError } from '@/domain/errors'
import { mayDo } from '@/domain/identity/permissions'
import { CommitButtons } from '@/features/imports/components/commit-buttons'
import { ImportRows } from '@/features/imports/components/import-rows'
import { ImportSteps } from '@/features/imports/components/import-steps'
import { ReconciledRows } from '@/features/imports/components/reconciled-rows'
import { getImport } from '@/features/imports/queries'
import { requireViewer } from '@/server/session'
import { Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { formatInstant } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'
import { single } from '@/ui/url'

interface ImportPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('imports')
  return { title: t('title') }
}

export default async function ImportPage({ params, searchParams }: ImportPageProps) {
  const viewer = await requireViewer('imports.read')
  const batch = await getImport(viewer, (await params).id).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'import-not-found') notFound()
    throw error
  })
  const seenBefore = single((await searchParams)['seen']) === '1'
  const [t, shell, locale] = await Promise.all([getTranslations('imports'), getTranslations('shell'), getLocale()])
  const mayDecide = mayDo(viewer.role, 'imports.write')
  const { outcome, committedAt } = batch
  return (
    <>
      <PageHeader
        title={batch.fileName}
        description={t('detail.encoding', { encoding: batch.encoding, rows: batch.rowCount })}
        crumbs={[{ label: t('title'), href: '/imports' }]}
        crumbsLabel={shell('breadcrumbs')}
        actions={batch.state === 'committed' && <LinkButton href="/dashboard">{t('detail.dashboard')}</LinkButton>}
      />
      <ImportSteps at={batch.state === 'committed' ? 'commit' : 'check'} />
      <div className="mb-4 grid gap-2">
        {seenBefore && (
          <Notice tone="accent" role="status">
            {t('detail.seenBefore')}
          </Notice>
        )}
        {outcome && committedAt && (
          <Notice tone="good" role="status">
            {t('detail.committed', { ...outcome, at: formatInstant(committedAt, locale) })} {outcome.added + outcome.changed === 0 && t('detail.unchanged')}
          </Notice>
        )}
        {batch.state === 'discarded' && <Notice>{t('detail.discarded')}</Notice>}
      </div>
      <ClientMessages namespaces={['imports']}>
        {batch.state === 'checked' && mayDecide && (
          <Card className="mb-4 pt-3">
            <CommitButtons id={batch.id} version={batch.version} rowCount={batch.rowCount} openCount={batch.openCount} />
          </Card>
        )}
        {batch.state === 'committed' && <ReconciledRows viewer={viewer} batch={batch} />}
        <Card title={t('detail.rows')} flush>
          <ImportRows batch={batch} mayDecide={mayDecide} />
        </Card>
      </ClientMessages>
    </>
  )
}
