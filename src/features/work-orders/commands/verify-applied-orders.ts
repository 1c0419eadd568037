import 'server-only'
import { assignedDays, ratedByDays, unassignedDays, type AssignedDays } from '@/domain/audit/expected-bill'
import { DomainError } from '@/domain/errors'
import { firstDayOf, type BillingMonth } from '@/domain/plain-date'
import type { CompiledTariff } from '@/domain/tariff/compile'
import type { BillPart } from '@/domain/tariff/rate-bill'
import { verifyBill } from '@/domain/work-order/verification'
import { SYSTEM, transition } from '@/domain/work-order/transitions'
import { accountAssignments, getAccount } from '@/features/accounts/queries'
import { accountBills, partToJson, type AccountBill } from '@/features/bills/account-bills'
import { compiledTariffs } from '@/features/tariffs/queries'
import { fromDbMonth, toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { withinStation } from '@/server/scope'
import { transact } from '@/server/transaction'
import { seesStation, type Viewer } from '@/server/viewer'
import { closedAssignment } from '../planned'
import { getOrder, type OrderDetail } from '../queries'
import type { RaisedReason } from '../stored-order'
import { compareAndSet } from './compare-and-set'
import { entry } from './order-columns'

interface StationMonth {
  stationId: number
  month: BillingMonth
}

export interface VerifiedOrders {
  verified: number
  raised: number
  /** Applied orders whose accounts have no new bill yet. */
  waiting: number
}

/**
 * The system's own check when a month's bills have come: was each applied order followed, by the first bills after it? Becomes
 * verified, or comes back raised with the reason. Doing it again without new bills changes nothing.
 * @param viewer for whom it is done; the step itself is nobody's but the system's
 * @throws DomainError `station-not-found` outside of the viewer's stations
 */
export async function verifyAppliedOrders(viewer: Viewer, { stationId, month }: StationMonth, at: Date): Promise<VerifiedOrders> {
  if (!seesStation(viewer, stationId)) throw new DomainError('station-not-found', { station: String(stationId) })
  const waiting = await db(viewer).workOrder.findMany({
    where: { stationId, state: { in: ['applied', 'raised'] }, OR: [{ checkedMonth: null }, { checkedMonth: { lt: toDbMonth(month) } }] },
    select: { number: true },
    orderBy: { id: 'asc' },
  })
  const tariffs = await compiledTariffs()
  const counts: VerifiedOrders = { verified: 0, raised: 0, waiting: 0 }
  for (const { number } of waiting) {
    const order = await getOrder(viewer, number)
    const finding = await lookAt(viewer, order, month, tariffs)
    if (finding === 'waiting') counts.waiting += 1
    else if (await settle(viewer, order, finding, month, at)) counts[finding === 'verified' ? 'verified' : 'raised'] += 1
  }
  return counts
}

type Finding = 'waiting' | 'verified' | RaisedReason

/** All accounts of an order have to be followed; the first that was not is the reason. */
async function lookAt(viewer: Viewer, order: OrderDetail, month: BillingMonth, tariffs: ReadonlyMap<string, CompiledTariff>): Promise<Finding> {
  const accountNos = [order.accountNo, ...(order.partner ? [order.partner.accountNo] : [])]
  const findings = await Promise.all(accountNos.map((accountNo) => lookAtAccount(viewer, order, accountNo, month, tariffs)))
  return findings.find((finding) => typeof finding === 'object') ?? (findings.includes('waiting') ? 'waiting' : 'verified')
}

async function lookAtAccount(viewer: Viewer, order: OrderDetail, accountNo: string, month: BillingMonth, tariffs: ReadonlyMap<string, CompiledTariff>): Promise<Finding> {
  const account = await getAccount(viewer, accountNo)
  // A closed account gets no more bills: there is nothing left to follow.
  if (account.closedOn !== null && account.closedOn < firstDayOf(month)) return 'verified'
  const known = new Set([...order.backBilling, ...(order.partner?.backBilling ?? [])].map((one) => one.month))
  const bill = (await accountBills(viewer, account, month)).find((one) => one.month === month)
  if (!bill || known.has(month) || bill.periodTo <= order.effectiveFrom) return 'waiting'
  const assignments = await accountAssignments(viewer, account)
  const days = assignedDays(assignments, { from: bill.periodFrom, to: bill.periodTo })
  const right = partsOn(bill, days, tariffs)
  const raised = (code: RaisedReason['code'], parts: readonly BillPart[]): RaisedReason => ({ code, month, accountNo, billed: bill.parts, right: parts })
  if (!right) return raised('uncheckable', [])
  const previous = closedAssignment(order, assignments)
  const before = previous ? partsOn(bill, [{ from: bill.periodFrom, to: bill.periodTo, terms: previous.terms }], tariffs) : null
  const verification = verifyBill(bill.parts, right, before)
  return verification.outcome === 'verified' ? 'verified' : raised(verification.code, right)
}

/** The bill's own energy on assignments, or null when they do not cover it or have no price. */
function partsOn(bill: AccountBill, days: readonly AssignedDays[], tariffs: ReadonlyMap<string, CompiledTariff>): BillPart[] | null {
  const period = { from: bill.periodFrom, to: bill.periodTo }
  if (unassignedDays(period, days).length > 0) return null
  const rated = ratedByDays({ period, energyWh: bill.energyWh, yearToDateWh: bill.yearToDateWh }, days, tariffs)
  return rated.every((part) => part.outcome === 'rated') ? rated.flatMap((part) => part.parts) : null
}

/** @returns false when someone moved the order on meanwhile: then it is looked at next time */
async function settle(viewer: Viewer, order: OrderDetail, finding: 'verified' | RaisedReason, month: BillingMonth, at: Date): Promise<boolean> {
  const action = finding === 'verified' ? 'verify' : 'raise'
  const state = transition(order, action, SYSTEM, finding === 'verified' ? undefined : finding.code)
  try {
    await transact(viewer, async (tx, record) => {
      const reason = finding === 'verified' ? {} : { raisedReason: { ...finding, billed: finding.billed.map(partToJson), right: finding.right.map(partToJson) } }
      await compareAndSet(tx, order, order.version, { state, checkedMonth: toDbMonth(month), ...(finding === 'verified' ? { verifiedAt: at } : {}), ...reason })
      await record({ ...entry(order, finding === 'verified' ? 'work-order.verified' : 'work-order.raised'), before: { state: order.state }, after: { month, ...(finding === 'verified' ? {} : { code: finding.code, accountNo: finding.accountNo }) } })
    })
    return true
  } catch (error) {
    if (error instanceof DomainError && error.code === 'order-changed') return false
    throw error
  }
}

/** The months of a station that still have to be looked at for applied orders, oldest first: those billed since. */
export async function monthsToVerify(stationId: number): Promise<BillingMonth[]> {
  const rows = await db(withinStation(stationId)).$queryRaw<{ month: Date }[]>`
    SELECT DISTINCT b.month FROM work_order o
    JOIN bill b ON b.station_id = o.station_id AND b.account_id IN (o.account_id, o.partner_account_id) AND b.period_to > o.effective_from
      AND (o.checked_month IS NULL OR b.month > o.checked_month)
      AND NOT EXISTS (SELECT 1 FROM back_billing_month m WHERE m.station_id = o.station_id AND m.work_order_id = o.id AND m.month = b.month)
    WHERE o.station_id = ${stationId} AND o.state IN ('applied', 'raised') ORDER BY b.month`
  return rows.map(({ month }) => fromDbMonth(month))
}
