import 'server-only'
import { fen, type Fen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import { toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'
import type { CheckedScope } from './error-rate-queries'

export interface OpenPotential {
  /** The last checked months of the stations: the earliest of them, and the latest. */
  firstMonth: BillingMonth
  month: BillingMonth
  /** Expected more than billed: the company's loss. */
  under: { bills: number; amountFen: Fen }
  /** Expected less than billed: the customers'. */
  over: { bills: number; amountFen: Fen }
}

/**
 * Bills of each station's last checked month in the range that differ and that nothing has corrected since; null when none
 * was checked. What a check found was found on the bill as it stood with the corrections of the time: a bill that stands
 * there still is open, also when an order corrected it and was reversed. Penalties are no part of a bill.
 */
export async function openPotential(viewer: Viewer, { stationId, districtId, from, to }: CheckedScope): Promise<OpenPotential | null> {
  const scope = scopeArray(viewer)
  const [row] = await db(viewer).$queryRaw<{ firstMonth: BillingMonth | null; month: BillingMonth | null; underBills: number; underFen: bigint | null; overBills: number; overFen: bigint | null }[]>`
    WITH last AS (
      SELECT station_id, max(month) AS month FROM bill_check_run
      WHERE month BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date
        AND (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[])) AND (${stationId ?? null}::int IS NULL OR station_id = ${stationId ?? null}::int)
      GROUP BY station_id
    ), open AS (
      SELECT c.difference_fen FROM last
      JOIN bill_check c ON c.station_id = last.station_id AND c.month = last.month
      JOIN account a ON a.station_id = c.station_id AND a.id = c.account_id
      JOIN bill b ON b.station_id = c.station_id AND b.account_id = c.account_id AND b.month = c.month
      WHERE c.outcome = 'differs' AND (${districtId ?? null}::int IS NULL OR a.district_id = ${districtId ?? null}::int)
        AND c.billed_fen = b.amount_fen + (SELECT COALESCE(sum(x.amount_fen), 0) FROM adjustment x
                                           WHERE x.station_id = c.station_id AND x.account_id = c.account_id AND x.bill_month = c.month AND x.kind <> 'penalty')
    )
    SELECT to_char((SELECT min(month) FROM last), 'YYYY-MM') AS "firstMonth", to_char((SELECT max(month) FROM last), 'YYYY-MM') AS month,
           count(*) FILTER (WHERE difference_fen > 0)::int AS "underBills", (sum(difference_fen) FILTER (WHERE difference_fen > 0))::bigint AS "underFen",
           count(*) FILTER (WHERE difference_fen < 0)::int AS "overBills", (sum(difference_fen) FILTER (WHERE difference_fen < 0))::bigint AS "overFen"
    FROM open`
  if (!row?.month || !row.firstMonth) return null
  return { firstMonth: row.firstMonth, month: row.month, under: { bills: row.underBills, amountFen: fen(row.underFen ?? 0n) }, over: { bills: row.overBills, amountFen: fen(row.overFen ?? 0n) } }
}
