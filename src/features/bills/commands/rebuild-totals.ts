import 'server-only'
import type pg from 'pg'
import type { BillingMonth } from '@/domain/plain-date'

/** Whether a bill's energy and money stand in its parts; one without parts is all on its own category. */
const IN_PARTS = `(parts IS NOT NULL AND parts <> '[]')`
const SCOPE = 'station_id = ANY($1::int[]) AND month = ANY($2::date[])'

const corrected = (month: string, name: string): string => `
  LEFT JOIN (SELECT station_id, ${month} AS month, district_id, category_id, sum(energy_wh)::bigint AS energy, sum(amount_fen)::bigint AS amount
             FROM adjustment WHERE station_id = ANY($1::int[]) AND kind <> 'penalty' AND ${month} = ANY($2::date[]) GROUP BY 1, 2, 3, 4) AS ${name} USING (station_id, month, district_id, category_id)`

/** Bills counted by station, month, district and category, with what is not in parts. @param bills where they are read from @param more sums besides */
export const billSums = (bills: string, more?: string): string => `
  SELECT station_id, month, district_id, category_id, count(*) AS accounts,
         sum(energy_wh) FILTER (WHERE NOT ${IN_PARTS} IS TRUE) AS energy_wh, sum(amount_fen) FILTER (WHERE NOT ${IN_PARTS} IS TRUE) AS amount_fen${more === undefined ? '' : `, ${more}`}
  FROM ${bills} GROUP BY 1, 2, 3, 4`

/**
 * What the totals of some stations' months must be, from the books: posted bills, adjustments, and statements for a month
 * that has no bills. An account counts once, under its bill's category; the parts of a split bill spread its energy and
 * money. A penalty is no energy revenue and enters no total. $1 stations, $2 months (first days).
 * @param sums `billSums` of their bills
 */
const districtTotals = (sums: string): string => `
  WITH part AS (
    ${sums}
    UNION ALL
    SELECT b.station_id, b.month, b.district_id, COALESCE(c.id, b.category_id), 0, sum((p.value ->> 'energyWh')::bigint), sum((p.value ->> 'amountFen')::bigint)
    FROM (SELECT * FROM bill WHERE ${SCOPE} AND ${IN_PARTS}) AS b
    CROSS JOIN LATERAL jsonb_array_elements(b.parts) AS p
    LEFT JOIN tariff_category c ON c.code = p.value ->> 'category'
    GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT station_id, bill_month, district_id, category_id, 0, 0, 0 FROM adjustment WHERE station_id = ANY($1::int[]) AND kind <> 'penalty' AND bill_month = ANY($2::date[])
    UNION ALL
    SELECT station_id, posted_month, district_id, category_id, 0, 0, 0 FROM adjustment WHERE station_id = ANY($1::int[]) AND kind <> 'penalty' AND posted_month = ANY($2::date[])
  ), billed AS (
    SELECT station_id, month, district_id, category_id, sum(accounts)::int AS accounts, COALESCE(sum(energy_wh), 0)::bigint AS energy_wh, COALESCE(sum(amount_fen), 0)::bigint AS amount_fen
    FROM part GROUP BY 1, 2, 3, 4
  )
  SELECT station_id, month, district_id, category_id, accounts, energy_wh, amount_fen,
         COALESCE(belonging.energy, 0) AS belonging_energy_wh, COALESCE(belonging.amount, 0) AS belonging_amount_fen,
         COALESCE(posted.energy, 0) AS posted_energy_wh, COALESCE(posted.amount, 0) AS posted_amount_fen
  FROM billed ${corrected('bill_month', 'belonging')} ${corrected('posted_month', 'posted')}`

/** The same from the bills themselves: also what `verify` compares with. */
export const DISTRICT_TOTALS_SQL = districtTotals(billSums(`bill WHERE ${SCOPE}`))

/** The same by station, from rows of its districts. */
const byStation = (districts: string): string => `
  WITH district AS MATERIALIZED (${districts})
  SELECT station_id, month, category_id, sum(accounts)::int AS accounts, sum(energy_wh)::bigint AS energy_wh, sum(amount_fen)::bigint AS amount_fen,
         sum(belonging_energy_wh)::bigint AS belonging_energy_wh, sum(belonging_amount_fen)::bigint AS belonging_amount_fen,
         sum(posted_energy_wh)::bigint AS posted_energy_wh, sum(posted_amount_fen)::bigint AS posted_amount_fen, max(source) AS source
  FROM (
    SELECT station_id, month, category_id, accounts, energy_wh, amount_fen, belonging_energy_wh, belonging_amount_fen,
           posted_energy_wh, posted_amount_fen, 'bills'::total_source AS source
    FROM district
    UNION ALL
    SELECT s.station_id, s.month, s.category_id, s.accounts, s.energy_wh, s.amount_fen, 0, 0, 0, 0, 'statement'
    FROM category_month_statement s
    WHERE s.station_id = ANY($1::int[]) AND s.month = ANY($2::date[])
      AND NOT EXISTS (SELECT 1 FROM district d WHERE d.station_id = s.station_id AND d.month = s.month AND d.accounts > 0)
  ) AS source_row GROUP BY station_id, month, category_id`

export const STATION_TOTALS_SQL = byStation(DISTRICT_TOTALS_SQL)

/**
 * Replaces the totals of some stations' months at both grains, within the caller's transaction: the books are read once, with as
 * many workers as the database gives, and the stations are summed up from their districts. Safe to repeat.
 * @param summed a table with `billSums` of all bills of these stations and months, where there is one already
 */
export async function rebuildTotals(client: Pick<pg.ClientBase, 'query'>, stations: number | readonly number[], months: readonly BillingMonth[], summed?: string): Promise<void> {
  const scope = [typeof stations === 'number' ? [stations] : [...stations], months.map((month) => `${month}-01`)]
  await client.query('DROP TABLE IF EXISTS pg_temp.rebuilt_total')
  // Some ten thousand sums fit in memory, and few rows pass between workers: the planner expects many more, and would sort.
  await client.query(`SET LOCAL work_mem = '64MB'; SET LOCAL parallel_tuple_cost = 0`)
  await client.query(`CREATE TEMP TABLE rebuilt_total ON COMMIT DROP AS ${summed === undefined ? DISTRICT_TOTALS_SQL : districtTotals(`SELECT station_id, month, district_id, category_id, accounts, energy_wh, amount_fen FROM ${summed}`)}`, scope)
  await client.query(`DELETE FROM district_monthly_total WHERE ${SCOPE}`, scope)
  await client.query(`DELETE FROM station_monthly_total WHERE ${SCOPE}`, scope)
  await client.query('INSERT INTO district_monthly_total SELECT * FROM rebuilt_total ORDER BY station_id, month, district_id, category_id')
  await client.query(`INSERT INTO station_monthly_total ${byStation('SELECT * FROM rebuilt_total')}`, scope)
}
