import 'server-only'
import { checkBill, type BillCheck } from '@/domain/audit/check-bill'
import { wh } from '@/domain/energy'
import { fen, type Fen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import { readTerms } from '@/features/accounts/queries'
import { categoryIndex, compiledTariffs } from '@/features/tariffs/queries'
import { fromDbDate, toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'

export interface AuditedBill {
  accountNo: string
  name: string
  amountFen: Fen
  check: BillCheck
}

interface Row {
  accountId: bigint
  accountNo: string
  name: string
  energyWh: bigint
  amountFen: bigint
  yearToDateWh: bigint
  periodFrom: Date
  periodTo: Date
  remainderCategoryId: number | null
  splits: unknown
}

const BATCH = 5_000

/**
 * Checks every bill of a month against the assignment on record when its period began, a batch at a time, so that memory
 * stays flat whatever the month holds.
 */
export async function* auditBills(viewer: Viewer, month: BillingMonth, stationId: number): AsyncGenerator<AuditedBill> {
  const [tariffs, { byId }] = await Promise.all([compiledTariffs(), categoryIndex()])
  let after = 0n
  for (;;) {
    const rows = await billsAfter(viewer, month, stationId, after)
    for (const row of rows) {
      const bill = {
        period: { from: fromDbDate(row.periodFrom), to: fromDbDate(row.periodTo) },
        energyWh: wh(row.energyWh),
        amountFen: fen(row.amountFen),
        yearToDateWh: wh(row.yearToDateWh),
      }
      const terms = row.remainderCategoryId === null ? null : readTerms({ remainderCategoryId: row.remainderCategoryId, splits: row.splits }, byId)
      yield { accountNo: row.accountNo, name: row.name, amountFen: bill.amountFen, check: checkBill(bill, terms, tariffs) }
    }
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    after = last.accountId
  }
}

async function billsAfter(viewer: Viewer, month: BillingMonth, stationId: number, after: bigint): Promise<Row[]> {
  const scope = scopeArray(viewer)
  return db().$queryRaw<Row[]>`
    SELECT b.account_id AS "accountId", a.account_no AS "accountNo", a.name, b.energy_wh AS "energyWh", b.amount_fen AS "amountFen",
           b.year_to_date_wh AS "yearToDateWh", b.period_from AS "periodFrom", b.period_to AS "periodTo",
           t.remainder_category_id AS "remainderCategoryId", t.splits
    FROM bill b
    JOIN account a ON a.station_id = b.station_id AND a.id = b.account_id
    LEFT JOIN tariff_assignment t ON t.station_id = b.station_id AND t.account_id = b.account_id
      AND daterange(t.valid_from, t.valid_to) @> b.period_from
    WHERE b.station_id = ${stationId} AND b.month = ${toDbMonth(month)}::date AND b.account_id > ${after}
      AND (${scope}::int[] IS NULL OR b.station_id = ANY(${scope}::int[]))
    ORDER BY b.account_id
    LIMIT ${BATCH}`
}
