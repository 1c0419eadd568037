import 'server-only'
import { wh, type Wh } from '@/domain/energy'
import { fen, type Fen } from '@/domain/money'
import { firstDayOf, type BillingMonth } from '@/domain/plain-date'
import { Prisma } from '@/generated/prisma/client'
import { preparedRows } from '@/server/prepared-rows'
import { scopeArray, type Viewer } from '@/server/viewer'

/** Whether an adjustment counts in the month its difference belongs to, or in the one it was posted in. */
export type RecoveredBy = 'belonging' | 'posted'

interface RecoveredSum {
  amountFen: Fen
  /** Penalties for customers' own breaches: no energy revenue, and in no other figure. */
  penaltyFen: Fen
  orders: number
}

export interface RecoveredMonth extends RecoveredSum {
  month: BillingMonth
  /** Reversals and corrections together; energy only moves between categories, so it sums to 0 over all of them. */
  energyWh: Wh
}

export interface Recovered {
  /** Over the whole range, each order counted once. */
  total: RecoveredSum
  /** The months that have any. */
  months: RecoveredMonth[]
}

interface RecoveredScope {
  stationId?: number | undefined
  districtId?: number | undefined
  from: BillingMonth
  to: BillingMonth
}

/**
 * What work orders brought (or gave back, where negative), adjustment by adjustment, counted both ways in one pass over
 * them. Never derived from the difference between two months.
 */
export async function recovered(viewer: Viewer, { stationId, districtId, from, to }: RecoveredScope): Promise<Record<RecoveredBy, Recovered>> {
  const scope = scopeArray(viewer)
  const [first, last] = [firstDayOf(from), firstDayOf(to)]
  // A row without a month is the sum over all of them.
  const rows = await preparedRows<{ by: RecoveredBy; month: BillingMonth | null; energyWh: string; amountFen: string; penaltyFen: string; orders: number }>(viewer, Prisma.sql`
    SELECT counted.by, to_char(counted.month, 'YYYY-MM') AS month, sum(energy_wh)::text AS "energyWh",
           COALESCE(sum(amount_fen) FILTER (WHERE kind <> 'penalty'), 0)::text AS "amountFen",
           COALESCE(sum(amount_fen) FILTER (WHERE kind = 'penalty'), 0)::text AS "penaltyFen",
           count(DISTINCT (station_id, work_order_id))::int AS orders
    FROM adjustment
    CROSS JOIN LATERAL (VALUES ('belonging', bill_month), ('posted', posted_month)) AS counted (by, month)
    WHERE (bill_month BETWEEN ${first}::date AND ${last}::date OR posted_month BETWEEN ${first}::date AND ${last}::date)
      AND counted.month BETWEEN ${first}::date AND ${last}::date
      AND (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[]))
      AND (${stationId ?? null}::int IS NULL OR station_id = ${stationId ?? null}::int)
      AND (${districtId ?? null}::int IS NULL OR district_id = ${districtId ?? null}::int)
    GROUP BY GROUPING SETS ((counted.by, counted.month), (counted.by))
    ORDER BY counted.month`)
  const sumOf = (row: (typeof rows)[number]): RecoveredSum => ({ amountFen: fen(BigInt(row.amountFen)), penaltyFen: fen(BigInt(row.penaltyFen)), orders: row.orders })
  const counted = (by: RecoveredBy): Recovered => {
    const mine = rows.filter((row) => row.by === by)
    const total = mine.find(({ month }) => month === null)
    return { total: total ? sumOf(total) : NOTHING, months: mine.flatMap((row) => (row.month === null ? [] : [{ month: row.month, energyWh: wh(BigInt(row.energyWh)), ...sumOf(row) }])) }
  }
  return { belonging: counted('belonging'), posted: counted('posted') }
}

const NOTHING: RecoveredSum = { amountFen: fen(0n), penaltyFen: fen(0n), orders: 0 }
