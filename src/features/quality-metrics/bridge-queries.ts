import 'server-only'
import { revenueBridge, type Bridge, type BridgePeriod, type CategoryAmount } from '@/domain/change/bridge'
import { sumFigures } from '@/domain/change/change'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import { rateBill } from '@/domain/tariff/rate-bill'
import { accountAssignments } from '@/features/accounts/queries'
import { accountBills } from '@/features/bills/account-bills'
import { categoryMonths } from '@/features/bills/totals-queries'
import { categoryIndex, compiledTariffs } from '@/features/tariffs/queries'
import { toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { seesStation, type Viewer } from '@/server/viewer'

/**
 * Why a station's revenue changed between two months. What corrections moved is taken out account by account: for a bill
 * that was corrected, its adjustments; for a bill that came out on the new tariff, what it is less what it would have been
 * on the one that was replaced. Null when either month has no bills.
 */
export async function stationBridge(viewer: Viewer, stationId: number, from: BillingMonth, to: BillingMonth): Promise<Bridge | null> {
  if (!seesStation(viewer, stationId)) return null
  const [before, after] = await Promise.all([periodOf(viewer, stationId, from), periodOf(viewer, stationId, to)])
  return before && after ? revenueBridge(before, after) : null
}

async function periodOf(viewer: Viewer, stationId: number, month: BillingMonth): Promise<BridgePeriod | null> {
  const [rows, { byId }, adjusted, recoded, posted] = await Promise.all([
    categoryMonths(viewer, { stationId, from: month, to: month }, 'corrected'),
    categoryIndex(),
    db(viewer).adjustment.groupBy({ by: ['categoryId'], where: { stationId, billMonth: toDbMonth(month), kind: { not: 'penalty' } }, _sum: { energyWh: true, amountFen: true } }),
    recodedBills(viewer, stationId, month),
    db(viewer).adjustment.aggregate({ where: { stationId, postedMonth: toDbMonth(month), kind: { not: 'penalty' }, NOT: { billMonth: toDbMonth(month) } }, _sum: { amountFen: true } }),
  ])
  if (sumFigures(rows).accounts === 0) return null
  const codeOf = (id: number) => byId.get(id)?.code ?? String(id)
  return {
    accounts: sumFigures(rows).accounts,
    categories: rows.map(({ categoryId, energyWh, amountFen }) => ({ category: codeOf(categoryId), energyWh, amountFen })),
    corrections: [...adjusted.map(({ categoryId, _sum }) => ({ category: codeOf(categoryId), energyWh: wh(_sum.energyWh ?? 0n), amountFen: fen(_sum.amountFen ?? 0n) })), ...recoded],
    backBilledFen: fen(posted._sum.amountFen ?? 0n),
  }
}

/** Bills that came out on a tariff that a work order opened, and were not corrected themselves; few, so account by account. */
async function recodedBills(viewer: Viewer, stationId: number, month: BillingMonth): Promise<CategoryAmount[]> {
  const rows = await db(viewer).$queryRaw<{ accountId: bigint }[]>`
    SELECT DISTINCT t.account_id AS "accountId" FROM tariff_assignment t
    WHERE t.station_id = ${stationId} AND t.opened_by_order_id IS NOT NULL
      AND t.valid_from < (${toDbMonth(month)}::date + interval '1 month') AND (t.valid_to IS NULL OR t.valid_to > ${toDbMonth(month)}::date)
      AND NOT EXISTS (SELECT 1 FROM adjustment a WHERE a.station_id = t.station_id AND a.account_id = t.account_id AND a.bill_month = ${toDbMonth(month)}::date)`
  const differences = await Promise.all(rows.map(({ accountId }) => recodedBill(viewer, { stationId, id: accountId }, month)))
  return differences.flat()
}

async function recodedBill(viewer: Viewer, account: { stationId: number; id: bigint }, month: BillingMonth): Promise<CategoryAmount[]> {
  const [bills, assignments, tariffs] = await Promise.all([accountBills(viewer, account, month), accountAssignments(viewer, account), compiledTariffs()])
  const bill = bills.find((one) => one.month === month)
  const opened = assignments.find(({ openedByOrderId, validFrom, validTo }) => openedByOrderId !== null && bill && validFrom < bill.periodTo && (validTo === null || validTo > bill.periodFrom))
  const replaced = opened && assignments.find(({ closedByOrderId }) => closedByOrderId === opened.openedByOrderId)
  if (!bill || !replaced) return []
  const without = rateBill({ terms: replaced.terms, tariffs, period: { from: bill.periodFrom, to: bill.periodTo }, energyWh: bill.energyWh, yearToDateWh: bill.yearToDateWh })
  if (without.outcome !== 'rated') return []
  return [...bill.parts, ...without.parts.map(({ category, energyWh, amountFen }) => ({ category, energyWh: wh(-energyWh), amountFen: fen(-amountFen) }))]
}
