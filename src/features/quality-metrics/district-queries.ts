import 'server-only'
import { monthRange, type BillingMonth } from '@/domain/plain-date'
import type { DistrictSeries } from '@/domain/statistics/difference-in-differences'
import { toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { withinStation } from '@/server/scope'
import { seesStation, type Viewer } from '@/server/viewer'

/** A rate by which districts can be compared; never kWh, which the season moves. */
export type DistrictRate = 'error-rate' | 'average-price'

interface Row {
  code: string
  districtId: number
  month: BillingMonth
  numerator: bigint
  denominator: bigint
}

export interface DistrictScope {
  stationId: number
  rate: DistrictRate
  categoryId: number | null
  from: BillingMonth
  to: BillingMonth
}

/** Every district's rate by month; null where it has no bills, or its month has not been checked. */
export async function districtRates(viewer: Viewer, scope: DistrictScope, inspected: ReadonlySet<number>): Promise<{ months: BillingMonth[]; districts: DistrictSeries[] }> {
  const months = monthRange(scope.from, scope.to)
  if (!seesStation(viewer, scope.stationId)) return { months, districts: [] }
  const rows = await (scope.rate === 'average-price' ? priceRows(scope) : errorRows(scope))
  const byDistrict = new Map<number, Row[]>()
  for (const row of rows) byDistrict.set(row.districtId, [...(byDistrict.get(row.districtId) ?? []), row])
  const districts = [...byDistrict].map(([id, own]): DistrictSeries => ({
    code: own[0]?.code ?? '',
    inspected: inspected.has(id),
    values: months.map((month) => rateOf(own.find((row) => row.month === month), scope.rate)),
  }))
  return { months, districts }
}

/** For comparing by statistics only: per cent, or yuan per kWh. */
function rateOf(row: Row | undefined, rate: DistrictRate): number | null {
  if (!row || row.denominator === 0n) return null
  const ratio = Number(row.numerator) / Number(row.denominator)
  return rate === 'average-price' ? ratio * 10 : ratio * 100
}

const priceRows = ({ stationId, categoryId, from, to }: DistrictScope): Promise<Row[]> => db(withinStation(stationId)).$queryRaw<Row[]>`
  SELECT d.code, d.id AS "districtId", to_char(t.month, 'YYYY-MM') AS month, sum(t.amount_fen)::bigint AS numerator, sum(t.energy_wh)::bigint AS denominator
  FROM district_monthly_total t JOIN district d ON d.station_id = t.station_id AND d.id = t.district_id
  WHERE t.station_id = ${stationId} AND t.month BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date
    AND (${categoryId}::int IS NULL OR t.category_id = ${categoryId}::int)
  GROUP BY d.code, d.id, t.month ORDER BY d.code, t.month`

const errorRows = ({ stationId, categoryId, from, to }: DistrictScope): Promise<Row[]> => db(withinStation(stationId)).$queryRaw<Row[]>`
  SELECT d.code, d.id AS "districtId", to_char(b.month, 'YYYY-MM') AS month,
         count(*) FILTER (WHERE c.outcome = 'differs') AS numerator, count(*) FILTER (WHERE c.outcome IS DISTINCT FROM 'uncheckable') AS denominator
  FROM bill b
  JOIN (SELECT r.station_id, r.month FROM bill_check_run r
        WHERE r.station_id = ${stationId} AND r.bills >= (SELECT count(*) FROM bill every WHERE every.station_id = r.station_id AND every.month = r.month)) whole
    ON whole.station_id = b.station_id AND whole.month = b.month
  JOIN district d ON d.station_id = b.station_id AND d.id = b.district_id
  LEFT JOIN bill_check c ON c.station_id = b.station_id AND c.month = b.month AND c.account_id = b.account_id
  WHERE b.station_id = ${stationId} AND b.month BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date
    AND (${categoryId}::int IS NULL OR b.category_id = ${categoryId}::int)
  GROUP BY d.code, d.id, b.month ORDER BY d.code, b.month`

/** Accounts by the group their district belongs to. */
export interface CorrectedAccounts {
  inspected: number
  others: number
}

/**
 * How many accounts some months billed on a tariff that a work order had opened: what an inspection can have moved. A bill
 * that came out on the old tariff and was adjusted afterwards is none of them: as billed, nothing had moved yet.
 */
export async function correctedAccounts(viewer: Viewer, { stationId, from, to }: Omit<DistrictScope, 'rate' | 'categoryId'>, inspected: ReadonlySet<number>): Promise<CorrectedAccounts> {
  if (!seesStation(viewer, stationId)) return { inspected: 0, others: 0 }
  const [row] = await db(withinStation(stationId)).$queryRaw<CorrectedAccounts[]>`
    SELECT count(DISTINCT b.account_id) FILTER (WHERE b.district_id = ANY(${[...inspected]}::int[]))::int AS inspected,
           count(DISTINCT b.account_id) FILTER (WHERE b.district_id <> ALL(${[...inspected]}::int[]))::int AS others
    FROM tariff_assignment t
    JOIN work_order o ON o.station_id = t.station_id AND o.id = t.opened_by_order_id AND o.reverses_id IS NULL
    JOIN bill b ON b.station_id = t.station_id AND b.account_id = t.account_id AND b.month BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date
      AND t.valid_from < b.period_to AND (t.valid_to IS NULL OR t.valid_to > b.period_from)
    WHERE t.station_id = ${stationId}
      AND NOT EXISTS (SELECT FROM adjustment a WHERE a.station_id = b.station_id AND a.account_id = b.account_id AND a.bill_month = b.month)`
  return row ?? { inspected: 0, others: 0 }
}
