import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { sameTerms } from '@/domain/tariff/assignment'
import { availableActions } from '@/domain/work-order/transitions'
import { TermsText } from '@/features/accounts/components/terms-text'
import { accountAssignments, getAccount, isInForce } from '@/features/accounts/queries'
import { AttachmentsPanel } from '@/features/attachments/components/attachments-panel'
import { History } from '@/features/audit-log/components/history'
import { historyOf } from '@/features/audit-log/queries'
import { CommentsPanel } from '@/features/comments/components/comments-panel'
import { AssigneePanel } from '@/features/order-desk/components/assignee-panel'
import { categoryIndex } from '@/features/tariffs/queries'
import { BackBillingTable } from '@/features/work-orders/components/back-billing-table'
import { OrderDecisions } from '@/features/work-orders/components/order-decisions'
import { orderEffect } from '@/features/work-orders/components/order-effect'
import { PrintButton } from '@/features/work-orders/components/print-button'
import { SignatureBoxes } from '@/features/work-orders/components/signature-boxes'
import { StateBadge } from '@/features/work-orders/components/state-badge'
import { outlookOf } from '@/features/work-orders/correction'
import { findOrder } from '@/features/work-orders/queries'
import { requireViewer } from '@/server/session'
import { ActionNotice } from '@/ui/action-notice'
import { Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { DescriptionList } from '@/ui/description-list'
import { formatDate, formatInstant } from '@/ui/format'
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
  // A draft shows what it would bring today; from its submission on, what was frozen then.
  const { months, refusal } = order.state === 'draft' ? await outlookOf(viewer, order) : { months: order.backBilling, refusal: null }
  const [t, shell, locale, { byCode }, assignments, history] = await Promise.all([
    getTranslations('workOrders'),
    getTranslations('shell'),
    getLocale(),
    categoryIndex(),
    accountAssignments(viewer, account),
    historyOf(viewer, order.stationId, 'work-order', order.number),
  ])
  const actions = availableActions(order, viewer)
  const closed = assignments.find((assignment) => assignment.closedByOrderId === order.id)
  // An order that corrects bills alone closes nothing.
  const before = closed ?? assignments.find(isInForce)
  const changesTerms = !before || !sameTerms(before.terms, order.terms)
  const effect = await orderEffect({ effectiveFrom: order.effectiveFrom, months, openMonth: account.station.openMonth, changesTerms })
  const ownToDecide = order.state === 'submitted' && order.preparerId === viewer.userId && viewer.role === 'supervisor'
  const facts = [
    { term: t('account'), detail: <Link className="text-accent hover:underline" href={`/accounts/${order.accountNo}`}>{`${order.accountName} ${order.accountNo}`}</Link> },
    { term: t('form.finding'), detail: t(`findings.${order.finding}`) },
    { term: t('detail.effectiveFrom'), detail: formatDate(order.effectiveFrom, locale) },
    { term: t('detail.reason'), detail: <span className="whitespace-pre-wrap">{order.reason}</span> },
    { term: t('detail.evidence'), detail: <span className="whitespace-pre-wrap">{order.evidence || '—'}</span> },
    { term: t('preparer'), detail: `${order.preparerName} · ${formatInstant(order.createdAt, locale)}` },
    ...(order.approverName !== null && order.approvedAt ? [{ term: t('approver'), detail: `${order.approverName} · ${formatInstant(order.approvedAt, locale)}` }] : []),
    ...(order.decisionReason !== null ? [{ term: t('detail.decisionReason'), detail: order.decisionReason }] : []),
  ]
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            <span className="tabular">{order.number}</span> <StateBadge state={order.state} />
          </span>
        }
        crumbs={[{ label: t('title'), href: '/work-orders' }]}
        crumbsLabel={shell('breadcrumbs')}
        actions={
          <ClientMessages namespaces={['workOrders']}>
            {actions.includes('edit') && <LinkButton href={`/work-orders/${order.number}/edit`}>{t('detail.edit')}</LinkButton>}
            <OrderDecisions number={order.number} version={order.version} actions={actions} effect={refusal === null ? effect : null} />
            <PrintButton />
          </ClientMessages>
        }
      />
      {ownToDecide && (
        <div className="mb-4">
          <Notice tone="warn">{t('detail.ownOrder')}</Notice>
        </div>
      )}
      <div className="mb-4 grid gap-4 sm:grid-cols-2">
        <Card title={t('detail.before')}>{before ? <TermsText terms={before.terms} categories={byCode} /> : '—'}</Card>
        <Card title={t('detail.after')} className="border-accent">
          <strong>
            <TermsText terms={order.terms} categories={byCode} />
          </strong>
        </Card>
      </div>
      <Card title={t('detail.backBilling')} flush className="mb-4">
        {order.state === 'draft' && <p className="text-muted px-4 pb-2">{t('detail.notSubmitted')}</p>}
        {refusal && (
          <div className="px-4 pb-4">
            <ActionNotice error={{ code: refusal.code, params: refusal.params }} />
          </div>
        )}
        {refusal === null && (months.length === 0 ? <p className="text-muted px-4 pb-4">{t('detail.noMonths')}</p> : <BackBillingTable months={months} />)}
      </Card>
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title={t('detail.facts')}>
          <DescriptionList items={facts} />
        </Card>
        <AssigneePanel viewer={viewer} order={order} />
        <AttachmentsPanel viewer={viewer} order={order} />
        <CommentsPanel viewer={viewer} order={order} />
        <Card title={t('detail.history')} className="no-print">
          <History entries={history} />
        </Card>
      </div>
      <SignatureBoxes />
    </>
  )
}
