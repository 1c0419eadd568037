import { getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { missingColumns } from '@/domain/imports/columns'
import { CheckButton } from '@/features/imports/components/check-button'
import { CommitButtons } from '@/features/imports/components/commit-buttons'
import { ImportFigures } from '@/features/imports/components/import-figures'
import { ImportNotices } from '@/features/imports/components/import-notices'
import { ImportSteps, type ImportStep } from '@/features/imports/components/import-steps'
import { MappingForm } from '@/features/imports/components/mapping-form'
import { ProblemRows } from '@/features/imports/components/problem-rows'
import { ReconciledRows } from '@/features/imports/components/reconciled-rows'
import { SampleRows } from '@/features/imports/components/sample-rows'
import { IMPORT_COMMIT } from '@/features/imports/import-jobs'
import { goesInPart, getImport, type ImportDetail } from '@/features/imports/queries'
import { ROW_SEVERITIES } from '@/features/imports/stored-rows'
import { JobPanel } from '@/features/jobs/components/job-panel'
import { progressOf } from '@/features/jobs/queries'
import { now } from '@/server/clock'
import { findJob } from '@/server/jobs/job-store'
import { orNotFound } from '@/server/or-not-found'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

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
  const batch = await orNotFound(getImport(viewer, (await params).id))
  const query = await searchParams
  const [t, shell, job] = await Promise.all([getTranslations('imports'), getTranslations('shell'), batch.jobId === null ? null : findJob(viewer, BigInt(batch.jobId))])
  const underWay = job?.state === 'queued' || job?.state === 'running' ? job : null
  const mayWrite = mayDo(viewer.role, 'imports.write')
  const isOpen = (batch.state === 'uploaded' || batch.state === 'checked') && !underWay
  const isUnmapped = missingColumns(batch.kind, batch.mapping).length > 0
  const maps = isOpen && mayWrite && (isUnmapped || single(query['map']) === '1')
  const { summary, counts } = batch
  const after = Number(single(query['after']))
  const [month] = summary?.months ?? []
  return (
    <>
      <PageHeader
        title={batch.fileName}
        description={t('detail.encoding', { kind: t(`kinds.${batch.kind}`), encoding: batch.encoding, rows: summary ? String(summary.rows) : 'none', source: batch.source === '' ? 'none' : batch.source })}
        crumbs={[{ label: t('title'), href: '/imports' }]}
        crumbsLabel={shell('breadcrumbs')}
        actions={
          <>
            {isOpen && mayWrite && !maps && <LinkButton href={withParams(`/imports/${batch.id}`, { map: 1 })}>{t('map.again')}</LinkButton>}
            {batch.state === 'committed' && batch.kind === 'bills' && month !== undefined && <LinkButton href={withParams('/bill-checks', { month })}>{t('detail.checkBills')}</LinkButton>}
            {batch.state === 'committed' && <LinkButton href="/dashboard">{t('detail.dashboard')}</LinkButton>}
          </>
        }
      />
      <ImportSteps at={stepOf(batch, maps, underWay?.kind)} />
      <ImportNotices batch={batch} seenBefore={single(query['seen']) === '1'} maps={maps} />
      <ClientMessages namespaces={['imports']}>
        {underWay && (
          <div className="mb-4">
            <JobPanel key={underWay.id} initial={progressOf(underWay, now())} title={t(underWay.kind === IMPORT_COMMIT ? 'jobs.commit' : 'jobs.check')} />
          </div>
        )}
        {maps && (
          <Card className="mb-4" title={t('map.title')}>
            <p className="text-muted mb-3">{t('map.intro')}</p>
            <MappingForm id={batch.id} version={batch.version} kind={batch.kind} header={batch.header} example={batch.sample[0] ?? []} proposed={batch.mapping} source={batch.source} />
          </Card>
        )}
        {isOpen && mayWrite && !maps && (batch.state === 'uploaded' || batch.failure) && (
          <Card className="mb-4 pt-3">
            <CheckButton id={batch.id} version={batch.version} failure={batch.failure} />
          </Card>
        )}
        {summary && <ImportFigures batch={batch} />}
        {isOpen && mayWrite && !maps && batch.state === 'checked' && summary && (
          <Card className="mb-4 pt-3">
            <CommitButtons id={batch.id} version={batch.version} ready={summary.added + summary.changed + counts.confirmed * (goesInPart(batch) ? 1 : 0)} unchanged={summary.unchanged} open={counts.blocker + counts.held} partial={goesInPart(batch)} />
          </Card>
        )}
        {batch.state === 'committed' && batch.kind === 'category-months' && <ReconciledRows viewer={viewer} batch={batch} />}
        {summary && !underWay && <ProblemRows viewer={viewer} batch={batch} severity={ROW_SEVERITIES.find((one) => one === single(query['severity']))} after={Number.isSafeInteger(after) ? after : undefined} />}
        <Card title={t('detail.sample')} flush>
          <SampleRows kind={batch.kind} header={batch.header} mapping={batch.mapping} rows={batch.sample} />
        </Card>
      </ClientMessages>
    </>
  )
}

function stepOf(batch: ImportDetail, maps: boolean, job: string | undefined): ImportStep {
  if (maps) return 'map'
  if (batch.state === 'committed' || job === IMPORT_COMMIT) return 'commit'
  return batch.state === 'checked' && job === undefined ? 'preview' : 'check'
}
