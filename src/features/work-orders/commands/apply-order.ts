import 'server-only'
import { DomainError } from '@/domain/errors'
import type { BillingMonth } from '@/domain/plain-date'
import { SYSTEM, transition } from '@/domain/work-order/transitions'
import { moveTotals } from '@/features/bills/commands/move-totals'
import { Prisma } from '@/generated/prisma/client'
import { fromDbMonth, toDbDate, toDbMonth } from '@/server/database-dates'
import type { Record, Transaction } from '@/server/transaction'
import { categoryIdIn, type Planned, type Posting, type TakenBack } from '../planned'
import type { OrderDetail } from '../queries'
import { compareAndSet } from './compare-and-set'
import { entry } from './order-columns'

/**
 * What applying does to the books, within the caller's transaction: the old assignment is closed and the new one opened on
 * the effective date (unless only bills were wrong), or, for an order that takes another back, the old one is in force again;
 * the adjustments are posted in the station's open month, the totals move.
 */
export async function applyToBooks(tx: Transaction, record: Record, order: OrderDetail, planned: Planned, at: Date): Promise<void> {
  if (planned.takesBack) await restoreAssignment(tx, order, planned, planned.takesBack)
  else await replaceAssignment(tx, order, planned)
  await postAdjustments(tx, order, planned, at)
  for (const posting of planned.postings) await recordPosting(record, order, planned, posting)
  if (planned.takesBack) await markReversed(tx, record, order, planned.takesBack)
}

async function recordPosting(record: Record, order: OrderDetail, planned: Planned, { account, entries, backBilling }: Posting): Promise<void> {
  const { current, terms, effectiveFrom } = planned
  const own = account.id === planned.account.id
  await record({
    stationId: order.stationId,
    action: planned.takesBack ? 'account.correction-reversed' : planned.alternating ? 'account.energy-moved' : 'account.tariff-corrected',
    subject: 'account',
    subjectKey: account.accountNo,
    ...(own ? { before: { terms: current.terms } } : {}),
    after: { ...(own ? { terms, effectiveFrom } : {}), order: order.number, adjustments: entries.length, differenceFen: String(backBilling.differenceFen) },
    reason: order.reason,
  })
}

async function replaceAssignment(tx: Transaction, order: OrderDetail, planned: Planned): Promise<void> {
  const { account, current, terms, changesTerms, effectiveFrom } = planned
  const { count } = await tx.tariffAssignment.updateMany({
    where: { stationId: account.stationId, id: current.id, validTo: null },
    data: changesTerms ? { validTo: toDbDate(effectiveFrom), closedByOrderId: order.id } : { validTo: null },
  })
  if (count !== 1) throw new DomainError('assignment-changed', { accountNo: account.accountNo })
  if (!changesTerms) return
  await tx.tariffAssignment.create({
    data: {
      stationId: account.stationId,
      accountId: account.id,
      validFrom: toDbDate(effectiveFrom),
      remainderCategoryId: categoryIdIn(planned, terms.remainder),
      splits: terms.splits.length === 0 ? Prisma.DbNull : terms.splits,
      openedByOrderId: order.id,
    },
  })
}

/** The assignment that was opened holds on no day any more, the one it replaced as if it had never been closed. */
async function restoreAssignment(tx: Transaction, order: OrderDetail, { account, effectiveFrom }: Planned, { assignments }: TakenBack): Promise<void> {
  if (!assignments) return
  const { stationId } = account
  const emptied = await tx.tariffAssignment.updateMany({
    where: { stationId, id: assignments.opened, validTo: null },
    data: { validTo: toDbDate(effectiveFrom), closedByOrderId: order.id },
  })
  const restored = await tx.tariffAssignment.updateMany({
    where: { stationId, id: assignments.previous, validTo: toDbDate(effectiveFrom) },
    data: { validTo: null, closedByOrderId: null },
  })
  if (emptied.count !== 1 || restored.count !== 1) throw new DomainError('assignment-changed', { accountNo: account.accountNo })
}

async function markReversed(tx: Transaction, record: Record, order: OrderDetail, { orderId }: TakenBack): Promise<void> {
  const { stationId } = order
  const original = await tx.workOrder.findUniqueOrThrow({ where: { stationId_id: { stationId, id: orderId } }, select: { stationId: true, id: true, number: true, state: true, version: true, preparerId: true } })
  const state = transition(original, 'reverse', SYSTEM)
  await compareAndSet(tx, original, original.version, { state })
  await record({ ...entry(original, 'work-order.reversed'), before: { state: original.state }, after: { order: order.number }, reason: order.reason })
}

/** Posts what an order does to its accounts, all at once. A penalty is no energy revenue and moves no total. */
async function postAdjustments(tx: Transaction, order: OrderDetail, planned: Planned, at: Date): Promise<void> {
  const postedIn = planned.account.station.openMonth
  const entries = await entriesOf(tx, planned)
  await tx.adjustment.createMany({
    data: entries.map(({ account, districtId, billMonth, kind, categoryId, energyWh, amountFen }) => ({
      stationId: order.stationId,
      workOrderId: order.id,
      accountId: account.id,
      billMonth: toDbMonth(billMonth),
      postedMonth: toDbMonth(postedIn),
      kind,
      districtId,
      categoryId,
      energyWh,
      amountFen,
      postedAt: at,
    })),
  })
  await moveTotals(
    tx,
    entries
      .filter(({ kind }) => kind !== 'penalty')
      .map(({ districtId, billMonth, categoryId, energyWh, amountFen }) => ({ stationId: order.stationId, districtId, categoryId, belongsTo: billMonth, postedIn, energyWh, amountFen })),
  )
}

/** What is posted for each account, with the row ids of its categories and of the district that its month was billed in. */
async function entriesOf(tx: Transaction, planned: Planned) {
  const byAccount = planned.postings.map(async ({ account, entries }) => {
    const districts = await billedDistricts(tx, account)
    return entries.map((entry) => ({ ...entry, account, districtId: districts.get(entry.billMonth) ?? account.district.id, categoryId: categoryIdIn(planned, entry.category) }))
  })
  return (await Promise.all(byAccount)).flat()
}

/** The district each month was billed in: a correction belongs where its bill does, wherever the account has moved since. */
async function billedDistricts(tx: Transaction, { stationId, id }: { stationId: number; id: bigint }): Promise<Map<BillingMonth, number>> {
  const bills = await tx.bill.findMany({ where: { stationId, accountId: id }, select: { month: true, districtId: true } })
  return new Map(bills.map(({ month, districtId }) => [fromDbMonth(month), districtId]))
}
