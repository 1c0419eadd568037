import { getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { listStations } from '@/features/accounts/queries'
import { OrderPane } from '@/features/order-desk/components/order-pane'
import { QueueFilters, QueueOptions } from '@/features/order-desk/components/queue-filters'
import { QueueTable } from '@/features/order-desk/components/queue-table'
import { QueueViews } from '@/features/order-desk/components/queue-views'
import { queueHref } from '@/features/order-desk/queue-address'
import { readAddress } from '@/features/order-desk/read-address'
import { QUEUE_COUNT_CAP, queueCounts, queuePage } from '@/features/order-desk/queue-queries'
import { QUEUE_COLUMNS, type QueueColumn } from '@/features/order-desk/choices'
import { mayDecide, SET_WISE_DECISIONS } from '@/features/work-orders/schemas-set-wise'
import { now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { EmptyState } from '@/ui/empty-state'
import { formatCount } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'

interface WorkOrdersPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('workOrders')
  return { title: t('title') }
}

/** The columns for which there is room beside an opened order. */
const NARROW: readonly QueueColumn[] = ['state', 'account', 'difference', 'due']

export default async function WorkOrdersPage({ searchParams }: WorkOrdersPageProps) {
  const viewer = await requireViewer('work-orders.read')
  const address = readAddress(await searchParams)
  const at = now()
  const [t, orders, common, stations, { rows, next }, { matching, views }] = await Promise.all([
    getTranslations('orderDesk'),
    getTranslations('workOrders'),
    getTranslations('common'),
    listStations(viewer),
    queuePage(viewer, address.filter, at, address.after),
    queueCounts(viewer, address.filter, at),
  ])
  const capped = matching > QUEUE_COUNT_CAP
  const decisions = SET_WISE_DECISIONS.filter((decision) => mayDecide(viewer.role, decision))
  const columns = address.columns ?? (address.order === undefined ? QUEUE_COLUMNS : NARROW)
  return (
    <>
      <PageHeader
        title={orders('title')}
        description={t('description')}
        actions={
          <>
            {(mayDo(viewer.role, 'work-orders.prepare') || decisions.length > 0) && <LinkButton href="/work-orders/excel">{t('excel.link')}</LinkButton>}
            {(mayDo(viewer.role, 'work-orders.prepare') || decisions.length > 0) && <LinkButton href="/work-orders/batches">{t('batches.link')}</LinkButton>}
            <LinkButton href="/work-orders/register">{t('register')}</LinkButton>
          </>
        }
      />
      <QueueViews address={address} counts={views} cap={QUEUE_COUNT_CAP} />
      <QueueFilters address={address} stations={stations} />
      <div className={address.order === undefined ? '' : 'grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_30rem]'}>
        <Card
          flush
          title={<span className="text-muted text-sm font-normal">{t(capped ? 'countCapped' : 'count', { count: formatCount(capped ? QUEUE_COUNT_CAP : matching) })}</span>}
          actions={<QueueOptions address={address} />}
        >
          {rows.length === 0 ? (
            <EmptyState title={orders('empty.title')}>
              <p>{t('empty')}</p>
              <LinkButton href="/accounts">{orders('empty.find')}</LinkButton>
            </EmptyState>
          ) : (
            <ClientMessages namespaces={['orderDesk', 'workOrders']}>
              <QueueTable key={JSON.stringify([address.filter, address.after])} rows={rows} address={address} columns={columns} matching={Math.min(matching, QUEUE_COUNT_CAP)} capped={capped} decisions={decisions} />
            </ClientMessages>
          )}
          {(address.after !== undefined || next !== null) && (
            <div className="flex gap-2 p-3">
              {address.after !== undefined && <LinkButton href={queueHref(address, { after: undefined })}>{common('first')}</LinkButton>}
              {next !== null && <LinkButton href={queueHref(address, { after: next })}>{common('next')}</LinkButton>}
            </div>
          )}
        </Card>
        {address.order !== undefined && (
          <section aria-label={t('pane.label')} tabIndex={0} className="hidden xl:sticky xl:top-16 xl:block xl:max-h-[calc(100dvh-5rem)] xl:overflow-y-auto">
            <OrderPane viewer={viewer} number={address.order} closeHref={queueHref(address, { order: undefined })} />
          </section>
        )}
      </div>
    </>
  )
}
