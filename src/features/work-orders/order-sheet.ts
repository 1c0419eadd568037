import 'server-only'
import type { DomainError } from '@/domain/errors'
import { maskName } from '@/domain/identity/masking'
import type { BillingMonth } from '@/domain/plain-date'
import { sameTerms, type AssignmentTerms } from '@/domain/tariff/assignment'
import { accountAssignments, getAccount, isInForce } from '@/features/accounts/queries'
import { fromDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { inScope, type Viewer } from '@/server/viewer'
import type { AccountMonths } from './components/order-accounts-tables'
import { outlookOf } from './order-plan'
import { closedAssignment } from './planned'
import type { OrderDetail } from './queries'

export interface OrderSheet {
  accounts: AccountMonths[]
  /** What stands against a draft; null otherwise. */
  refusal: DomainError | null
  /** What the account was on before the order. */
  before: AssignmentTerms | null
  changesTerms: boolean
  /** What the other account of an alternating use is on. */
  partnerTerms: AssignmentTerms | null
  /** The month its entries were posted in, or will be. */
  postedIn: BillingMonth
}

/** What an order's page and papers show: a draft as it would come out today, from its submission on what was frozen then. */
export async function orderSheet(viewer: Viewer, order: OrderDetail): Promise<OrderSheet> {
  const account = await getAccount(viewer, order.accountNo)
  const assignments = await accountAssignments(viewer, account)
  const closed = closedAssignment(order, assignments)
  // An order that corrects bills alone closes nothing.
  const before = (closed ?? assignments.find(isInForce))?.terms ?? null
  const changesTerms = before === null || !sameTerms(before, order.terms)
  const posted = await db(viewer).adjustment.findFirst({ where: { AND: [inScope(viewer), { stationId: order.stationId, workOrderId: order.id }] }, select: { postedMonth: true } })
  const postedIn = posted ? fromDbMonth(posted.postedMonth) : account.station.openMonth
  const partnerTerms = order.partner ? ((await accountAssignments(viewer, { stationId: order.stationId, id: order.partner.id })).find(isInForce)?.terms ?? null) : null
  const named = (accountNo: string, name: string, months: AccountMonths['months']): AccountMonths => ({ accountNo, name: maskName(name), months })
  if (order.state !== 'draft') {
    const accounts = [named(order.accountNo, order.accountName, order.backBilling), ...(order.partner ? [named(order.partner.accountNo, order.partner.name, order.partner.backBilling)] : [])]
    return { accounts, refusal: null, before, changesTerms, partnerTerms, postedIn }
  }
  const { planned, refusal } = await outlookOf(viewer, order)
  const accounts = planned?.postings.map(({ account: { accountNo, name }, backBilling }) => named(accountNo, name, backBilling.months)) ?? []
  return { accounts, refusal, before, changesTerms, partnerTerms, postedIn }
}
