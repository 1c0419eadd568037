import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ORDER_STATES, type OrderState } from '@/domain/work-order/transitions'
import { OrderTable } from '@/features/work-orders/components/order-table'
import { listOrders, orderCounts } from '@/features/work-orders/queries'
import { now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { classNames } from '@/ui/class-names'
import { EmptyState } from '@/ui/empty-state'
import { formatCount } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

interface WorkOrdersPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('workOrders')
  return { title: t('title') }
}

/** The states worth a tab before anything stands in them. */
const USUAL: readonly OrderState[] = ['submitted', 'draft', 'approved', 'applied']

export default async function WorkOrdersPage({ searchParams }: WorkOrdersPageProps) {
  const viewer = await requireViewer('work-orders.read')
  const params = await searchParams
  const state = ORDER_STATES.find((name) => name === single(params['state']))
  const mine = single(params['mine']) === '1'
  const after = single(params['after'])
  const [t, common, counts, page] = await Promise.all([
    getTranslations('workOrders'),
    getTranslations('common'),
    orderCounts(viewer),
    listOrders(viewer, { state, mine }, after),
  ])
  const tabs = [
    { label: t('tabs.all'), href: '/work-orders', here: !state && !mine },
    { label: t('tabs.mine'), href: '/work-orders?mine=1', here: mine },
    ...ORDER_STATES.filter((name) => USUAL.includes(name) || counts[name] > 0).map((name) => ({
      label: `${t(`states.${name}`)} ${formatCount(counts[name])}`,
      href: `/work-orders?state=${name}`,
      here: state === name && !mine,
    })),
  ]
  const filter = { state, mine: mine ? 1 : null }
  return (
    <>
      <ListKeys />
      <PageHeader title={t('title')} description={t('description')} />
      <nav aria-label={t('tabs.label')} className="mb-3 flex flex-wrap gap-1">
        {tabs.map(({ label, href, here }) => (
          <Link key={href} href={href} aria-current={here ? 'page' : undefined} className={classNames('rounded-md px-3 py-1.5', here ? 'bg-accent-soft text-accent font-semibold' : 'hover:bg-raised')}>
            {label}
          </Link>
        ))}
      </nav>
      <Card flush>
        {page.rows.length === 0 ? (
          <EmptyState title={t('empty.title')}>
            <p>{t('empty.body')}</p>
            <LinkButton href="/accounts">{t('empty.find')}</LinkButton>
          </EmptyState>
        ) : (
          <OrderTable rows={page.rows} at={now()} />
        )}
        {(after !== undefined || page.next !== null) && (
          <div className="flex gap-2 p-3">
            {after !== undefined && <LinkButton href={withParams('/work-orders', filter)}>{common('first')}</LinkButton>}
            {page.next !== null && <LinkButton href={withParams('/work-orders', { ...filter, after: page.next })}>{common('next')}</LinkButton>}
          </div>
        )}
      </Card>
    </>
  )
}
