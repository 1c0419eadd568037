import 'server-only'
import type { MetricMonth, SystemTarget } from '@/domain/quality/metric'
import { drawPlaces, seededRandom, seedOf } from '@/domain/statistics/seeded-random'
import { addMonths, firstDayOf, monthRange, type BillingMonth } from '@/domain/plain-date'
import { categoryIndex } from '@/features/tariffs/queries'
import { toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { withinStation } from '@/server/scope'
import { seesStation, type Viewer } from '@/server/viewer'

/** What a metric is taken over. */
export interface MetricScope {
  stationId: number
  metric: SystemTarget['metric']
  /** Category code; null for all. */
  category: string | null
  districtId: number | null
  sampleSize: number
  /** What the sample is drawn by, with the month: the project's number. */
  seed: string
}

interface Rows {
  stationId: number
  districtId: number | null
  categoryId: number | null
}

/** A metric month by month, as the books have it now. Months in which it cannot be told say why. */
export async function metricMonths(viewer: Viewer, scope: MetricScope, from: BillingMonth, to: BillingMonth): Promise<MetricMonth[]> {
  if (!seesStation(viewer, scope.stationId)) return []
  const category = scope.category === null ? undefined : (await categoryIndex()).byCode.get(scope.category)
  const rows: Rows = { stationId: scope.stationId, districtId: scope.districtId, categoryId: category?.id ?? null }
  return Promise.all(monthRange(from, to).map((month) => monthOf(scope, rows, month)))
}

function monthOf(scope: MetricScope, rows: Rows, month: BillingMonth): Promise<MetricMonth> {
  switch (scope.metric) {
    case 'error-rate':
      return errorRate(scope, rows, month)
    case 'average-price':
      return averagePrice(rows, month)
    case 'recovered':
      return recovered(rows, month)
    case 'orders-per-district':
      return ordersPerDistrict(rows, month)
    case 'days-to-verified':
      return daysToVerified(rows, month)
  }
}

/** Bills of the month's random sample that differ, of those that could be checked. The same seed draws the same bills. */
async function errorRate({ seed, sampleSize }: MetricScope, rows: Rows, month: BillingMonth): Promise<MetricMonth> {
  const run = await db(withinStation(rows.stationId)).billCheckRun.findFirst({ where: { stationId: rows.stationId, month: toDbMonth(month) } })
  const all = await db(withinStation(rows.stationId)).bill.count({ where: { stationId: rows.stationId, month: toDbMonth(month) } })
  if (all === 0) return { month, numerator: 0n, denominator: 0n, lacking: 'no-bills' }
  if (!run || run.bills < all) return { month, numerator: 0n, denominator: 0n, lacking: 'not-checked' }
  const outcomes = await sampleOutcomes(rows, month, await sampledAccounts(rows, month, seed, sampleSize))
  const checkable = outcomes.filter((outcome) => outcome !== 'uncheckable')
  if (checkable.length === 0) return { month, numerator: 0n, denominator: 0n, lacking: 'no-bills' }
  return { month, numerator: BigInt(checkable.filter((outcome) => outcome === 'differs').length), denominator: BigInt(checkable.length), lacking: null }
}

const billsWhere = ({ stationId, districtId, categoryId }: Rows, month: BillingMonth) => ({
  stationId, month: toDbMonth(month), ...(districtId === null ? {} : { districtId }), ...(categoryId === null ? {} : { categoryId }),
})

/** The accounts whose bills are drawn: by their places among the month's bills in the order of accounts. */
export async function sampledAccounts(rows: Rows, month: BillingMonth, seed: string, size: number): Promise<bigint[]> {
  const bills = await db(withinStation(rows.stationId)).bill.count({ where: billsWhere(rows, month) })
  const places = drawPlaces(bills, size, seededRandom(seedOf(`${seed} ${month}`)))
  const drawn = await db(withinStation(rows.stationId)).$queryRaw<{ accountId: bigint }[]>`
    SELECT account_id AS "accountId" FROM (
      SELECT account_id, (row_number() OVER (ORDER BY account_id) - 1)::int AS place FROM bill
      WHERE station_id = ${rows.stationId} AND month = ${toDbMonth(month)}::date
        AND (${rows.districtId}::int IS NULL OR district_id = ${rows.districtId}::int)
        AND (${rows.categoryId}::int IS NULL OR category_id = ${rows.categoryId}::int)) AS numbered
    WHERE place = ANY(${places}::int[]) ORDER BY account_id`
  return drawn.map(({ accountId }) => accountId)
}

/** How each drawn bill came out; one without a row matched. */
async function sampleOutcomes({ stationId }: Rows, month: BillingMonth, accounts: readonly bigint[]): Promise<('match' | 'differs' | 'uncheckable')[]> {
  const found = await db(withinStation(stationId)).billCheck.findMany({ where: { stationId, month: toDbMonth(month), accountId: { in: [...accounts] } }, select: { accountId: true, outcome: true } })
  const outcomes = new Map(found.map(({ accountId, outcome }) => [accountId, outcome]))
  return accounts.map((account) => outcomes.get(account) ?? 'match')
}

/** Yuan per kWh as billed. */
async function averagePrice({ stationId, districtId, categoryId }: Rows, month: BillingMonth): Promise<MetricMonth> {
  const where = { stationId, month: toDbMonth(month), ...(categoryId === null ? {} : { categoryId }) }
  const { _sum } =
    districtId === null
      ? await db(withinStation(stationId)).stationMonthlyTotal.aggregate({ where, _sum: { amountFen: true, energyWh: true } })
      : await db(withinStation(stationId)).districtMonthlyTotal.aggregate({ where: { ...where, districtId }, _sum: { amountFen: true, energyWh: true } })
  const [numerator, denominator] = [_sum.amountFen ?? 0n, _sum.energyWh ?? 0n]
  return { month, numerator, denominator, lacking: denominator === 0n ? 'no-bills' : null }
}

/** What work orders brought, account by account, in the month it was posted in: never the rise between two months. */
async function recovered({ stationId, districtId, categoryId }: Rows, month: BillingMonth): Promise<MetricMonth> {
  const { _sum } = await db(withinStation(stationId)).adjustment.aggregate({
    where: { stationId, postedMonth: toDbMonth(month), kind: { not: 'penalty' }, ...(districtId === null ? {} : { districtId }), ...(categoryId === null ? {} : { categoryId }) },
    _sum: { amountFen: true },
  })
  return { month, numerator: _sum.amountFen ?? 0n, denominator: 1n, lacking: null }
}

/** Orders applied within the month (on China's clock) for each district of the scope; one taken back, and the one that took it back, are none. */
async function ordersPerDistrict({ stationId, districtId }: Rows, month: BillingMonth): Promise<MetricMonth> {
  const [row] = await db(withinStation(stationId)).$queryRaw<{ orders: bigint; districts: bigint }[]>`
    SELECT (SELECT count(*) FROM work_order o JOIN account a ON a.station_id = o.station_id AND a.id = o.account_id
            WHERE o.station_id = ${stationId} AND o.reverses_id IS NULL AND o.state <> 'reversed' AND (${districtId}::int IS NULL OR a.district_id = ${districtId}::int)
              AND (o.applied_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN ${firstDayOf(month)}::date AND ${firstDayOf(addMonths(month, 1))}::date - 1) AS orders,
           (SELECT count(*) FROM district WHERE station_id = ${stationId} AND (${districtId}::int IS NULL OR id = ${districtId}::int)) AS districts`
  const districts = row?.districts ?? 0n
  return { month, numerator: row?.orders ?? 0n, denominator: districts, lacking: districts === 0n ? 'no-bills' : null }
}

/** Days from an order's finding to the day it was verified, of the orders verified within the month. */
async function daysToVerified({ stationId, districtId }: Rows, month: BillingMonth): Promise<MetricMonth> {
  const [row] = await db(withinStation(stationId)).$queryRaw<{ days: bigint | null; orders: bigint }[]>`
    SELECT sum((v.at AT TIME ZONE 'Asia/Shanghai')::date - (o.created_at AT TIME ZONE 'Asia/Shanghai')::date)::bigint AS days, count(*) AS orders
    FROM work_order o
    JOIN account a ON a.station_id = o.station_id AND a.id = o.account_id
    JOIN (SELECT subject_key, max(at) AS at FROM audit_log WHERE station_id = ${stationId} AND subject = 'work-order' AND action = 'work-order.verified' GROUP BY subject_key) v
      ON v.subject_key = o.number
    WHERE o.station_id = ${stationId} AND o.state IN ('verified', 'closed') AND (${districtId}::int IS NULL OR a.district_id = ${districtId}::int)
      AND (v.at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN ${firstDayOf(month)}::date AND ${firstDayOf(addMonths(month, 1))}::date - 1`
  const orders = row?.orders ?? 0n
  return { month, numerator: row?.days ?? 0n, denominator: orders, lacking: orders === 0n ? 'none-verified' : null }
}
