import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { parseOrderNumber } from '@/domain/work-order/order-number'
import { availableActions } from '@/domain/work-order/transitions'
import { PersonalDataView } from '@/features/accounts/components/personal-data'
import { ShowInFullButton } from '@/features/accounts/components/show-in-full'
import { getAccount } from '@/features/accounts/queries'
import { AttachmentsPanel } from '@/features/attachments/components/attachments-panel'
import { History } from '@/features/audit-log/components/history'
import { historyOf } from '@/features/audit-log/queries'
import { CommentsPanel } from '@/features/comments/components/comments-panel'
import { OrderComplaints } from '@/features/complaints/components/order-complaints'
import { AssigneePanel } from '@/features/order-desk/components/assignee-panel'
import { OrderAccountsTables } from '@/features/work-orders/components/order-accounts-tables'
import { OrderCode } from '@/features/work-orders/components/order-code'
import { OrderDecisions } from '@/features/work-orders/components/order-decisions'
import { orderEffect } from '@/features/work-orders/components/order-effect'
import { OrderFacts } from '@/features/work-orders/components/order-facts'
import { OrderNotices } from '@/features/work-orders/components/order-notices'
import { OrderTerms } from '@/features/work-orders/components/order-terms'
import { OrderWorking } from '@/features/work-orders/components/order-working'
import { PrintButton } from '@/features/work-orders/components/print-button'
import { ReverseButton } from '@/features/work-orders/components/reverse-button'
import { SignatureBoxes } from '@/features/work-orders/components/signature-boxes'
import { StateBadge } from '@/features/work-orders/components/state-badge'
import { orderSheet } from '@/features/work-orders/order-sheet'
import { findOrder } from '@/features/work-orders/queries'
import { requireViewer } from '@/server/session'
import { ActionNotice } from '@/ui/action-notice'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'

interface OrderPageProps {
  params: Promise<{ number: string }>
}

export async function generateMetadata({ params }: OrderPageProps) {
  return { title: (await params).number }
}

export default async function OrderPage({ params }: OrderPageProps) {
  const viewer = await requireViewer('work-orders.read')
  const order = await findOrder(viewer, (await params).number)
  if (!order) notFound()
  const account = await getAccount(viewer, order.accountNo)
  const [t, life, shell, sheet, history] = await Promise.all([
    getTranslations('workOrders'),
    getTranslations('orderLife'),
    getTranslations('shell'),
    orderSheet(viewer, order),
    historyOf(viewer, order.stationId, 'work-order', order.number),
  ])
  const { accounts, refusal, before, changesTerms, partnerTerms } = sheet
  const months = accounts.flatMap((one) => one.months)
  const actions = availableActions(order, viewer)
  const effect = await orderEffect({ order, accounts, openMonth: account.station.openMonth, changesTerms })
  return (
    <PersonalDataView>
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0 grow">
          <PageHeader
            title={
              <span className="flex flex-wrap items-center gap-2">
                <span className="tabular">{order.number}</span> <StateBadge state={order.state} />
              </span>
            }
            crumbs={[{ label: t('title'), href: '/work-orders' }]}
            crumbsLabel={shell('breadcrumbs')}
            actions={
              <ClientMessages namespaces={['workOrders', 'orderLife', 'personalData']}>
                {actions.includes('edit') && <LinkButton href={`/work-orders/${order.number}/edit`}>{t('detail.edit')}</LinkButton>}
                <OrderDecisions number={order.number} version={order.version} actions={actions} effect={refusal === null ? effect : null} />
                {actions.includes('prepare-reversal') && order.reversedBy === null && <ReverseButton number={order.number} version={order.version} />}
                {months.length > 0 && <LinkButton href={`/work-orders/${order.number}/letter`}>{life('detail.letter')}</LinkButton>}
                <LinkButton href={`/work-orders/register?station=${account.station.code}&month=${parseOrderNumber(order.number)?.month ?? ''}`}>{life('detail.register')}</LinkButton>
                <ShowInFullButton accounts={[order.accountNo, ...(order.partner ? [order.partner.accountNo] : [])].map((accountNo) => ({ accountNo }))} />
                <PrintButton />
              </ClientMessages>
            }
          />
        </div>
        <OrderCode number={order.number} />
      </div>
      <OrderNotices viewer={viewer} order={order} />
      <OrderTerms order={order} before={before} partnerTerms={partnerTerms} />
      <Card title={t('detail.backBilling')} flush className="mb-4">
        {order.state === 'draft' && <p className="text-muted px-4 pb-2">{t('detail.notSubmitted')}</p>}
        {refusal && (
          <div className="px-4 pb-4">
            <ActionNotice error={{ code: refusal.code, params: refusal.params }} />
          </div>
        )}
        {refusal === null && (months.length === 0 ? <p className="text-muted px-4 pb-4">{t('detail.noMonths')}</p> : <OrderAccountsTables accounts={accounts} />)}
      </Card>
      {months.length > 0 && (
        <Card title={life('detail.working')} flush className="mb-4">
          <OrderWorking accounts={accounts} />
        </Card>
      )}
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title={t('detail.facts')}>
          <OrderFacts order={order} months={months.map(({ month }) => month)} />
        </Card>
        <AssigneePanel viewer={viewer} order={order} />
        <AttachmentsPanel viewer={viewer} order={order} />
        <CommentsPanel viewer={viewer} order={order} />
        <div className="no-print grid content-start gap-4">
          {mayDo(viewer.role, 'complaints.read') && <OrderComplaints viewer={viewer} order={order} />}
          <Card title={t('detail.history')}>
            <History entries={history} />
          </Card>
        </div>
      </div>
      <SignatureBoxes />
    </PersonalDataView>
  )
}
