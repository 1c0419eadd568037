import 'server-only'
import { mergedParts, type StandingBill } from '@/domain/back-billing/compute'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import type { Account } from '@/features/accounts/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { fromDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { inScope, type Viewer } from '@/server/viewer'
import { accountBills } from './account-bills'

/** The account's bills as they stand: each with all earlier corrections of it. */
export async function standingBills(viewer: Viewer, account: Pick<Account, 'stationId' | 'id'>): Promise<StandingBill[]> {
  const { byId } = await categoryIndex()
  const [bills, adjustments] = await Promise.all([
    accountBills(viewer, account),
    db().adjustment.findMany({ where: { AND: [inScope(viewer), { stationId: account.stationId, accountId: account.id }] }, orderBy: { id: 'asc' } }),
  ])
  return bills.map(({ month, periodFrom, periodTo, energyWh, yearToDateWh, parts }) => {
    const corrections = adjustments
      .filter(({ billMonth }) => fromDbMonth(billMonth) === month)
      .map((row) => ({ category: byId.get(row.categoryId)?.code ?? '', energyWh: wh(row.energyWh), amountFen: fen(row.amountFen) }))
    return { month, periodFrom, periodTo, energyWh, yearToDateWh, parts: mergedParts([...parts, ...corrections]) }
  })
}
