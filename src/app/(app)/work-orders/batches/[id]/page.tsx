import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { JobPanel } from '@/features/jobs/components/job-panel'
import { progressOf } from '@/features/jobs/queries'
import { batchItems, findBatch, sumsOf } from '@/features/order-desk/batch-queries'
import { BatchItems } from '@/features/order-desk/components/batch-items'
import { BatchSummary } from '@/features/order-desk/components/batch-summary'
import { StartBatch } from '@/features/order-desk/components/start-batch'
import { now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { buttonStyle } from '@/ui/button'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { formatCount } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

interface BatchPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('orderDesk.batches')
  return { title: t('one') }
}

const PAGE_SIZE = 200

/** Many orders at once: before it is carried out what will change, afterwards what came of each. */
export default async function BatchPage({ params, searchParams }: BatchPageProps) {
  const viewer = await requireViewer('work-orders.read')
  const { id } = await params
  const batch = /^\d{1,18}$/.test(id) ? await findBatch(viewer, BigInt(id)) : null
  if (!batch) notFound()
  const [t, orders, shell, common, items, query] = await Promise.all([
    getTranslations('orderDesk.batches'),
    getTranslations('workOrders'),
    getTranslations('shell'),
    getTranslations('common'),
    batchItems(viewer, batch),
    searchParams,
  ])
  const after = Number(single(query['after']) ?? '0')
  const sums = sumsOf(items)
  const drafts = batch.kind === 'drafts'
  const decision = items.find((item) => item.decision !== null)?.decision ?? null
  const mixed = new Set(items.map((item) => item.decision)).size > 1
  const what = drafts ? t('kinds.drafts') : decision === null || mixed ? t('kinds.decisions') : t(`decisions.${decision}`)
  const underWay = batch.job && (batch.job.state === 'queued' || batch.job.state === 'running')
  const left = sums.ready > 0 && (batch.job === null || batch.job.state === 'cancelled' || batch.job.state === 'failed')
  const rest = items.filter(({ place }) => place > after)
  const shown = rest.slice(0, PAGE_SIZE)
  return (
    <>
      <PageHeader
        title={t('heading', { what, count: formatCount(sums.items) })}
        description={batch.fileName ?? undefined}
        crumbs={[{ label: orders('title'), href: '/work-orders' }, { label: t('title'), href: '/work-orders/batches' }]}
        crumbsLabel={shell('breadcrumbs')}
        actions={
          <a href={`/work-orders/files/batch/${id}`} download className={buttonStyle()}>
            {t('report')}
          </a>
        }
      />
      <ClientMessages namespaces={['orderDesk', 'workOrders']}>
        <BatchSummary sums={sums} drafts={drafts} started={batch.job !== null} posts={items.some((item) => item.decision === 'approve-and-apply' || item.decision === 'apply')} />
        {batch.job && (underWay || batch.job.state === 'failed' || batch.job.state === 'cancelled') && (
          <div className="mb-4">
            <JobPanel key={`${batch.job.id} ${batch.job.state}`} initial={progressOf(batch.job, now())} title={what} />
          </div>
        )}
        {left && (
          <div className="mb-4">
            <StartBatch id={id} label={t(batch.job === null ? 'confirm' : 'goOn', { what, count: formatCount(sums.ready) })} />
          </div>
        )}
        <Card flush>
          <BatchItems items={shown} drafts={drafts} />
          {(after > 0 || rest.length > PAGE_SIZE) && (
            <div className="flex gap-2 p-3">
              {after > 0 && <LinkButton href={`/work-orders/batches/${id}`}>{common('first')}</LinkButton>}
              {rest.length > PAGE_SIZE && <LinkButton href={withParams(`/work-orders/batches/${id}`, { after: shown.at(-1)?.place })}>{common('next')}</LinkButton>}
            </div>
          )}
        </Card>
      </ClientMessages>
    </>
  )
}
