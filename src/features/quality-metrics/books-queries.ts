import 'server-only'
import { whToKwh, wh } from '@/domain/energy'
import { averagePrice, fen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import type { Row } from '@/domain/quality/tool-sheet'
import { toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { withinStation } from '@/server/scope'
import { scopeArray, seesStation, type Viewer } from '@/server/viewer'
import type { BooksQuery } from './schemas'

export interface BooksScope {
  stationId: number
  from: BillingMonth
  to: BillingMonth
}

/** The rows of a tool as the books fill it; words are the database's own codes or names, which screens translate. */
export interface BooksRows {
  rows: Row[]
  settings: Row
}

type Query = (scope: BooksScope, viewer: Viewer) => Promise<BooksRows>

const QUERIES: Readonly<Record<BooksQuery, Query>> = {
  'findings-by-kind': async ({ stationId, from, to }) => {
    const rows = await db(withinStation(stationId)).$queryRaw<{ item: string; count: number }[]>`
      SELECT replace(finding::text, '-', '_') AS item, count(*)::int AS count FROM work_order
      WHERE station_id = ${stationId} AND state NOT IN ('draft', 'rejected', 'cancelled')
        AND effective_from <= (${toDbMonth(to)}::date + interval '1 month' - interval '1 day') AND (created_at AT TIME ZONE 'Asia/Shanghai')::date >= ${toDbMonth(from)}::date
      GROUP BY finding ORDER BY count(*) DESC`
    return { settings: {}, rows: rows.map(({ item, count }) => ({ item, count: String(count) })) }
  },
  'differences-by-kind': async ({ stationId, from, to }) => ({ settings: {}, rows: counted(await differences(stationId, from, to)) }),
  'differences-by-station': async ({ from, to }, viewer) => {
    const scope = scopeArray(viewer)
    const rows = await db(viewer).$queryRaw<{ item: string; count: number }[]>`
      SELECT s.name AS item, sum(t.bills)::int AS count FROM bill_check_total t JOIN station s ON s.id = t.station_id
      WHERE t.outcome = 'differs' AND t.month BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date AND (${scope}::int[] IS NULL OR t.station_id = ANY(${scope}::int[]))
      GROUP BY s.name ORDER BY 2 DESC`
    return { settings: {}, rows: rows.map(({ item, count }) => ({ item, count: String(count) })) }
  },
  'differences-by-kind-and-month': async ({ stationId, from, to }) => {
    const rows = await db(withinStation(stationId)).$queryRaw<{ item: string; stratum: string; count: number }[]>`
      SELECT kind AS item, to_char(month, 'YYYY-MM') AS stratum, sum(bills)::int AS count FROM bill_check_total
      WHERE outcome = 'differs' AND station_id = ${stationId} AND month BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date
      GROUP BY 1, 2 ORDER BY 2, 1`
    return { settings: {}, rows: rows.map(({ item, stratum, count }) => ({ item, stratum, count: String(count) })) }
  },
  'categories-by-month': async ({ stationId, from, to }) => {
    const rows = await db(withinStation(stationId)).$queryRaw<{ item: string; stratum: string; energyWh: bigint }[]>`
      SELECT c.name_zh AS item, to_char(t.month, 'YYYY-MM') AS stratum, sum(t.energy_wh)::bigint AS "energyWh"
      FROM station_monthly_total t JOIN tariff_category c ON c.id = t.category_id
      WHERE t.station_id = ${stationId} AND t.month BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date
      GROUP BY c.id, c.name_zh, t.month ORDER BY t.month, c.id`
    return { settings: { unit: 'kWh' }, rows: rows.map(({ item, stratum, energyWh }) => ({ item, stratum, count: whToKwh(wh(energyWh)) })) }
  },
  'error-rate-by-month': async ({ stationId, from, to }) => {
    const rows = await db(withinStation(stationId)).$queryRaw<{ label: string; count: number; size: number }[]>`
      SELECT to_char(month, 'YYYY-MM') AS label, COALESCE(sum(bills) FILTER (WHERE outcome = 'differs'), 0)::int AS count,
             sum(bills) FILTER (WHERE outcome <> 'uncheckable')::int AS size
      FROM bill_check_total WHERE station_id = ${stationId} AND month BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date
      GROUP BY month ORDER BY month`
    return { settings: { chart: 'laney' }, rows: rows.map(({ label, count, size }) => ({ label, count: String(count), size: String(size) })) }
  },
  'price-by-district': async ({ stationId, to }) => ({
    settings: { unit: '¥/kWh' },
    rows: (await districtMonth(stationId, to)).flatMap(({ code, price }) => (price === null ? [] : [{ label: code, value: price }])),
  }),
  'accounts-and-energy-by-district': async ({ stationId, to }) => ({
    settings: { xUnit: 'accounts', yUnit: 'kWh' },
    rows: (await districtMonth(stationId, to)).map(({ code, accounts, kwh }) => ({ label: code, x: String(accounts), y: kwh })),
  }),
}

const counted = (rows: readonly { item: string; count: number }[]): Row[] => rows.map(({ item, count }) => ({ item, count: String(count) }))

const differences = (stationId: number, from: BillingMonth, to: BillingMonth) => db(withinStation(stationId)).$queryRaw<{ item: string; count: number }[]>`
  SELECT kind AS item, sum(bills)::int AS count FROM bill_check_total
  WHERE outcome = 'differs' AND station_id = ${stationId} AND month BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date
  GROUP BY kind ORDER BY 2 DESC`

async function districtMonth(stationId: number, month: BillingMonth) {
  const rows = await db(withinStation(stationId)).$queryRaw<{ code: string; accounts: number; energyWh: bigint; amountFen: bigint }[]>`
    SELECT d.code, sum(t.accounts)::int AS accounts, sum(t.energy_wh)::bigint AS "energyWh", sum(t.amount_fen)::bigint AS "amountFen"
    FROM district_monthly_total t JOIN district d ON d.station_id = t.station_id AND d.id = t.district_id
    WHERE t.station_id = ${stationId} AND t.month = ${toDbMonth(month)}::date GROUP BY d.code ORDER BY d.code`
  return rows.map(({ code, accounts, energyWh, amountFen }) => ({ code, accounts, kwh: whToKwh(wh(energyWh)), price: averagePrice(fen(amountFen), energyWh) }))
}

/** What the books say for a tool, or null when the viewer does not see the station. */
export async function booksRows(viewer: Viewer, query: BooksQuery, scope: BooksScope): Promise<BooksRows | null> {
  return seesStation(viewer, scope.stationId) ? QUERIES[query](scope, viewer) : null
}
