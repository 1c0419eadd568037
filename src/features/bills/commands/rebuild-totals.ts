import 'server-only'
import type pg from 'pg'
import type { BillingMonth } from '@/domain/plain-date'

/** Whether a bill's energy and money stand in its parts; one without parts is all on its own category. */
const IN_PARTS = `COALESCE(parts, '[]') <> '[]'`

/**
 * What the totals of a station's months must be, from the books: posted bills, adjustments, and statements for a month
 * that has no bills. An account counts once, under its bill's category; the parts of a split bill spread its energy and
 * money. A penalty is no energy revenue and enters no total. $1 station, $2 months (first days). Also what `verify` compares with.
 */
export const DISTRICT_TOTALS_SQL = `
  WITH part AS (
    SELECT month, district_id, category_id, 1 AS accounts,
           CASE WHEN ${IN_PARTS} THEN 0 ELSE energy_wh END AS energy_wh, CASE WHEN ${IN_PARTS} THEN 0 ELSE amount_fen END AS amount_fen
    FROM bill WHERE station_id = $1 AND month = ANY($2::date[])
    UNION ALL
    SELECT b.month, b.district_id, COALESCE(c.id, b.category_id), 0, (p.value ->> 'energyWh')::bigint, (p.value ->> 'amountFen')::bigint
    FROM bill b
    CROSS JOIN LATERAL jsonb_array_elements(b.parts) AS p
    LEFT JOIN tariff_category c ON c.code = p.value ->> 'category'
    WHERE b.station_id = $1 AND b.month = ANY($2::date[]) AND ${IN_PARTS}
    UNION ALL
    SELECT month, district_id, category_id, 0, 0, 0 FROM (
      SELECT bill_month AS month, district_id, category_id FROM adjustment WHERE station_id = $1 AND kind <> 'penalty' AND bill_month = ANY($2::date[])
      UNION SELECT posted_month, district_id, category_id FROM adjustment WHERE station_id = $1 AND kind <> 'penalty' AND posted_month = ANY($2::date[])) AS touched
  ), billed AS (
    SELECT month, district_id, category_id, sum(accounts)::int AS accounts, sum(energy_wh)::bigint AS energy_wh, sum(amount_fen)::bigint AS amount_fen
    FROM part GROUP BY 1, 2, 3
  )
  SELECT $1::int AS station_id, billed.month, billed.district_id, billed.category_id, accounts, energy_wh, amount_fen,
         COALESCE(belonging.energy, 0) AS belonging_energy_wh, COALESCE(belonging.amount, 0) AS belonging_amount_fen,
         COALESCE(posted.energy, 0) AS posted_energy_wh, COALESCE(posted.amount, 0) AS posted_amount_fen
  FROM billed
  LEFT JOIN (SELECT bill_month AS month, district_id, category_id, sum(energy_wh)::bigint AS energy, sum(amount_fen)::bigint AS amount
             FROM adjustment WHERE station_id = $1 AND kind <> 'penalty' GROUP BY 1, 2, 3) AS belonging USING (month, district_id, category_id)
  LEFT JOIN (SELECT posted_month AS month, district_id, category_id, sum(energy_wh)::bigint AS energy, sum(amount_fen)::bigint AS amount
             FROM adjustment WHERE station_id = $1 AND kind <> 'penalty' GROUP BY 1, 2, 3) AS posted USING (month, district_id, category_id)`

export const STATION_TOTALS_SQL = `
  SELECT station_id, month, category_id, sum(accounts)::int AS accounts, sum(energy_wh)::bigint AS energy_wh, sum(amount_fen)::bigint AS amount_fen,
         sum(belonging_energy_wh)::bigint AS belonging_energy_wh, sum(belonging_amount_fen)::bigint AS belonging_amount_fen,
         sum(posted_energy_wh)::bigint AS posted_energy_wh, sum(posted_amount_fen)::bigint AS posted_amount_fen, max(source) AS source
  FROM (
    SELECT station_id, month, category_id, accounts, energy_wh, amount_fen, belonging_energy_wh, belonging_amount_fen,
           posted_energy_wh, posted_amount_fen, 'bills'::total_source AS source
    FROM (${DISTRICT_TOTALS_SQL}) AS district
    UNION ALL
    SELECT s.station_id, s.month, s.category_id, s.accounts, s.energy_wh, s.amount_fen, 0, 0, 0, 0, 'statement'
    FROM category_month_statement s
    WHERE s.station_id = $1 AND s.month = ANY($2::date[])
      AND NOT EXISTS (SELECT 1 FROM bill b WHERE b.station_id = s.station_id AND b.month = s.month)
  ) AS source_row GROUP BY station_id, month, category_id`

/** Replaces the totals of a station's months at both grains, within the caller's transaction. Safe to repeat. */
export async function rebuildTotals(client: Pick<pg.ClientBase, 'query'>, stationId: number, months: readonly BillingMonth[]): Promise<void> {
  const scope = [stationId, months.map((month) => `${month}-01`)]
  await client.query('DELETE FROM district_monthly_total WHERE station_id = $1 AND month = ANY($2::date[])', scope)
  await client.query('DELETE FROM station_monthly_total WHERE station_id = $1 AND month = ANY($2::date[])', scope)
  await client.query(`INSERT INTO district_monthly_total ${DISTRICT_TOTALS_SQL}`, scope)
  await client.query(`INSERT INTO station_monthly_total ${STATION_TOTALS_SQL}`, scope)
}
