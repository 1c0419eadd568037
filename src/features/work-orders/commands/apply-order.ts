import 'server-only'
import { adjustmentsOf } from '@/domain/back-billing/adjustments'
import { DomainError } from '@/domain/errors'
import type { BillingMonth } from '@/domain/plain-date'
import { moveTotals } from '@/features/bills/commands/move-totals'
import { Prisma } from '@/generated/prisma/client'
import { fromDbMonth, toDbDate, toDbMonth } from '@/server/database-dates'
import type { Record, Transaction } from '@/server/transaction'
import { categoryIdIn, type Planned } from '../correction'
import type { OrderDetail } from '../queries'

/**
 * What applying does to the books, within the caller's transaction: the old assignment is closed and the new one opened on
 * the effective date (unless only bills were wrong), the adjustments are posted in the station's open month, the totals move.
 */
export async function applyToBooks(tx: Transaction, record: Record, order: OrderDetail, planned: Planned, at: Date): Promise<void> {
  await replaceAssignment(tx, order, planned)
  const posted = await postAdjustments(tx, order, planned, at)
  const { account, current, terms, effectiveFrom, backBilling } = planned
  await record({
    stationId: order.stationId,
    action: 'account.tariff-corrected',
    subject: 'account',
    subjectKey: account.accountNo,
    before: { terms: current.terms },
    after: { terms, effectiveFrom, order: order.number, adjustments: posted, differenceFen: String(backBilling.differenceFen) },
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

async function postAdjustments(tx: Transaction, order: OrderDetail, planned: Planned, at: Date): Promise<number> {
  const { account, backBilling } = planned
  const postedIn: BillingMonth = account.station.openMonth
  const districts = await billedDistricts(tx, account)
  const entries = adjustmentsOf(backBilling).map((adjustment) => ({
    ...adjustment,
    categoryId: categoryIdIn(planned, adjustment.category),
    districtId: districts.get(adjustment.billMonth) ?? account.district.id,
  }))
  await tx.adjustment.createMany({
    data: entries.map(({ billMonth, kind, districtId, categoryId, energyWh, amountFen }) => ({
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
    entries.map(({ billMonth, districtId, categoryId, energyWh, amountFen }) => ({
      stationId: order.stationId,
      districtId,
      categoryId,
      belongsTo: billMonth,
      postedIn,
      energyWh,
      amountFen,
    })),
  )
  return entries.length
}

/** The district each month was billed in: a correction belongs where its bill does, wherever the account has moved since. */
async function billedDistricts(tx: Transaction, { stationId, id }: { stationId: number; id: bigint }): Promise<Map<BillingMonth, number>> {
  const bills = await tx.bill.findMany({ where: { stationId, accountId: id }, select: { month: true, districtId: true } })
  return new Map(bills.map(({ month, districtId }) => [fromDbMonth(month), districtId]))
}
