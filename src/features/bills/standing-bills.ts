import 'server-only'
import { withMovedEnergy, type EarlierCorrection, type StandingBill } from '@/domain/back-billing/standing-bill'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import type { BillPart } from '@/domain/tariff/rate-bill'
import type { Account } from '@/features/accounts/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { fromDbDate, fromDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { inScope, type Viewer } from '@/server/viewer'
import { accountBills } from './account-bills'

type AccountKey = Pick<Account, 'stationId' | 'id'>

/** The account's bills as they stand, oldest first: each with all earlier corrections of it, order by order. */
export async function standingBills(viewer: Viewer, account: AccountKey): Promise<StandingBill[]> {
  const [bills, corrections] = await Promise.all([accountBills(viewer, account), correctionsByMonth(viewer, account)])
  const posted = bills.map(({ month, periodFrom, periodTo, energyWh, yearToDateWh, meter, parts }) => {
    const byOrder = corrections.get(month)
    return { month, periodFrom, periodTo, energyWh, yearToDateWh, meter, parts, corrections: byOrder ? [...byOrder.values()] : [] }
  })
  return withMovedEnergy(posted)
}

/** What orders posted, by the month they corrected and by order, in the order of posting. A penalty is no part of a bill. */
async function correctionsByMonth(viewer: Viewer, account: AccountKey): Promise<Map<BillingMonth, Map<bigint, EarlierCorrection>>> {
  const [{ byId }, rows] = await Promise.all([
    categoryIndex(),
    db(viewer).adjustment.findMany({
      where: { AND: [inScope(viewer), { stationId: account.stationId, accountId: account.id, kind: { not: 'penalty' } }] },
      include: { workOrder: { select: { effectiveFrom: true } } },
      orderBy: { id: 'asc' },
    }),
  ])
  const months = new Map<BillingMonth, Map<bigint, EarlierCorrection>>()
  for (const row of rows) {
    const category = byId.get(row.categoryId)
    if (!category) throw new Error(`category ${row.categoryId} is gone`)
    const entry: BillPart = { category: category.code, energyWh: wh(row.energyWh), amountFen: fen(row.amountFen) }
    const month = fromDbMonth(row.billMonth)
    const orders = months.get(month) ?? new Map<bigint, EarlierCorrection>()
    const known = orders.get(row.workOrderId)?.entries ?? []
    orders.set(row.workOrderId, { effectiveFrom: fromDbDate(row.workOrder.effectiveFrom), entries: [...known, entry] })
    months.set(month, orders)
  }
  return months
}
