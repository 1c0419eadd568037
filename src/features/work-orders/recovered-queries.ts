import 'server-only'
import { wh, type Wh } from '@/domain/energy'
import { fen, type Fen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import { toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'

export interface RecoveredMonth {
  month: BillingMonth
  /** Reversals and corrections together; energy only moves between categories, so it sums to 0 over all of them. */
  energyWh: Wh
  amountFen: Fen
  /** Penalties for customers' own breaches: no energy revenue, and in no other figure. */
  penaltyFen: Fen
  orders: number
}

interface RecoveredScope {
  stationId?: number | undefined
  districtId?: number | undefined
  from: BillingMonth
  to: BillingMonth
}

/**
 * What work orders brought (or gave back, where negative), adjustment by adjustment: by the month a difference belongs to,
 * or by the month it was posted in. Never derived from the difference between two months.
 */
export async function recoveredByMonth(viewer: Viewer, { stationId, districtId, from, to }: RecoveredScope, by: 'belonging' | 'posted'): Promise<RecoveredMonth[]> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<{ month: BillingMonth; energyWh: bigint; amountFen: bigint; penaltyFen: bigint; orders: number }[]>`
    SELECT to_char(month, 'YYYY-MM') AS month, sum(energy_wh)::bigint AS "energyWh",
           COALESCE(sum(amount_fen) FILTER (WHERE kind <> 'penalty'), 0)::bigint AS "amountFen",
           COALESCE(sum(amount_fen) FILTER (WHERE kind = 'penalty'), 0)::bigint AS "penaltyFen",
           count(DISTINCT (station_id, work_order_id))::int AS orders
    FROM (SELECT CASE ${by} WHEN 'posted' THEN posted_month ELSE bill_month END AS month, station_id, work_order_id, kind, energy_wh, amount_fen
          FROM adjustment
          WHERE (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[]))
            AND (${stationId ?? null}::int IS NULL OR station_id = ${stationId ?? null}::int)
            AND (${districtId ?? null}::int IS NULL OR district_id = ${districtId ?? null}::int)) AS entry
    WHERE month BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date
    GROUP BY month ORDER BY month`
  return rows.map((row) => ({ ...row, energyWh: wh(row.energyWh), amountFen: fen(row.amountFen), penaltyFen: fen(row.penaltyFen) }))
}

/** The same over the whole range, each order counted once. */
export async function recoveredTotal(viewer: Viewer, { stationId, districtId, from, to }: RecoveredScope, by: 'belonging' | 'posted'): Promise<{ amountFen: Fen; penaltyFen: Fen; orders: number }> {
  const scope = scopeArray(viewer)
  const [row] = await db(viewer).$queryRaw<{ amountFen: bigint; penaltyFen: bigint; orders: number }[]>`
    SELECT COALESCE(sum(amount_fen) FILTER (WHERE kind <> 'penalty'), 0)::bigint AS "amountFen",
           COALESCE(sum(amount_fen) FILTER (WHERE kind = 'penalty'), 0)::bigint AS "penaltyFen", count(DISTINCT (station_id, work_order_id))::int AS orders
    FROM adjustment
    WHERE CASE ${by} WHEN 'posted' THEN posted_month ELSE bill_month END BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date
      AND (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[]))
      AND (${stationId ?? null}::int IS NULL OR station_id = ${stationId ?? null}::int)
      AND (${districtId ?? null}::int IS NULL OR district_id = ${districtId ?? null}::int)`
  return { amountFen: fen(row?.amountFen ?? 0n), penaltyFen: fen(row?.penaltyFen ?? 0n), orders: row?.orders ?? 0 }
}
