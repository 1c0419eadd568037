import { getLocale, getTranslations } from 'next-intl/server'
import { maskName } from '@/domain/identity/masking'
import { availableActions } from '@/domain/work-order/transitions'
import { TermsText } from '@/features/accounts/components/terms-text'
import { AttachmentsPanel } from '@/features/attachments/components/attachments-panel'
import { History } from '@/features/audit-log/components/history'
import { historyOf } from '@/features/audit-log/queries'
import { CommentsPanel } from '@/features/comments/components/comments-panel'
import { categoryIndex } from '@/features/tariffs/queries'
import { OrderAccountsTables } from '@/features/work-orders/components/order-accounts-tables'
import { StateBadge } from '@/features/work-orders/components/state-badge'
import { sheetOf } from '@/features/work-orders/plan-queries'
import { findOrder } from '@/features/work-orders/queries'
import type { Viewer } from '@/server/viewer'
import { ActionNotice } from '@/ui/action-notice'
import { Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { DescriptionList } from '@/ui/description-list'
import { formatDate } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { offeredDecisions } from '../offered-decisions'
import { AssigneePanel } from './assignee-panel'
import { PaneDecisions } from './pane-decisions'

/** One order beside the list: what is decided on, without leaving the queue. Its own page has everything. */
export async function OrderPane({ viewer, number, closeHref }: { viewer: Viewer; number: string; closeHref: string }) {
  const [t, orders, life, locale, order] = await Promise.all([getTranslations('orderDesk.pane'), getTranslations('workOrders'), getTranslations('orderLife.detail'), getLocale(), findOrder(viewer, number)])
  if (!order) return <Notice tone="warn">{t('gone', { number })}</Notice>
  const [{ accounts, refusal, before }, { byCode }, history] = await Promise.all([
    sheetOf(viewer, order),
    categoryIndex(),
    historyOf(viewer, order.stationId, 'work-order', order.number),
  ])
  const actions = availableActions(order, viewer)
  const decisions = offeredDecisions(actions)
  const facts = [
    { term: orders('account'), detail: `${maskName(order.accountName)} ${order.accountNo}` },
    { term: orders('form.finding'), detail: orders(`findings.${order.finding}`) },
    { term: orders('detail.before'), detail: before ? <TermsText terms={before} categories={byCode} /> : '—' },
    { term: orders('detail.after'), detail: <strong><TermsText terms={order.terms} categories={byCode} /></strong> },
    { term: orders('detail.effectiveFrom'), detail: formatDate(order.effectiveFrom, locale) },
    ...(order.isReversal ? [] : [{ term: life('cause'), detail: life(`causes.${order.breach ? 'customer' : 'company'}`) }]),
    { term: orders('detail.reason'), detail: <span className="whitespace-pre-wrap">{order.reason}</span> },
    { term: orders('detail.evidence'), detail: <span className="whitespace-pre-wrap">{order.evidence || '—'}</span> },
    { term: orders('preparer'), detail: order.preparerName },
    ...(order.decisionReason === null ? [] : [{ term: orders('detail.decisionReason'), detail: order.decisionReason }]),
  ]
  return (
    <div className="grid gap-3">
      <Card
        title={
          <span className="flex flex-wrap items-center gap-2">
            <span className="tabular">{order.number}</span> <StateBadge state={order.state} />
          </span>
        }
        actions={
          <span className="flex gap-2">
            <LinkButton href={`/work-orders/${order.number}`}>{t('open')}</LinkButton>
            <LinkButton href={closeHref} variant="ghost">
              {t('close')}
            </LinkButton>
          </span>
        }
      >
        {decisions.length > 0 && (
          <ClientMessages namespaces={['orderDesk']}>
            <PaneDecisions key={`${order.number} ${order.version}`} order={{ number: order.number, version: order.version, accountName: maskName(order.accountName), accountNo: order.accountNo, differenceFen: order.differenceFen, penaltyFen: order.state === 'draft' || order.penaltyFen === 0n ? null : order.penaltyFen }} decisions={decisions} />
          </ClientMessages>
        )}
        {actions.length > 0 && <p className="text-muted mb-2 text-sm">{t(decisions.length > 0 ? 'keysDecide' : 'keysOpen')}</p>}
        <DescriptionList items={facts} />
      </Card>
      <Card title={orders('detail.backBilling')} flush className="[&_[data-in-words]]:hidden [&_table]:text-sm [&_td]:px-2 [&_th]:px-2 [&_th]:whitespace-normal">
        {refusal && (
          <div className="px-4 pb-4">
            <ActionNotice error={{ code: refusal.code, params: refusal.params }} />
          </div>
        )}
        {refusal === null && (accounts.every(({ months }) => months.length === 0) ? <p className="text-muted px-4 pb-4">{orders('detail.noMonths')}</p> : <OrderAccountsTables accounts={accounts} />)}
      </Card>
      <AssigneePanel viewer={viewer} order={order} />
      <AttachmentsPanel viewer={viewer} order={order} />
      <CommentsPanel viewer={viewer} order={order} />
      <Card title={orders('detail.history')}>
        <History entries={history} />
      </Card>
    </div>
  )
}
