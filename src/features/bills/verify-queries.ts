import 'server-only'
import type { BillingMonth } from '@/domain/plain-date'
import { pool } from '@/server/db'
import { system } from '@/server/scope'
import { DISTRICT_TOTALS_SQL, STATION_TOTALS_SQL } from './commands/rebuild-totals'

export interface Drift {
  grain: 'station' | 'district'
  stationId: number
  month: string
  districtCode: string | null
  categoryId: number
  /** The stored row and the one that the books give; null where there is none. */
  stored: Record<string, unknown> | null
  computed: Record<string, unknown> | null
}

const FIGURES = 'accounts, energy_wh, amount_fen, belonging_energy_wh, belonging_amount_fen, posted_energy_wh, posted_amount_fen'

/** Totals that differ from what bills, adjustments and statements give. Sound books have none. */
export async function findDrift(stationId: number, months: readonly BillingMonth[]): Promise<Drift[]> {
  const scope = [[stationId], months.map((month) => `${month}-01`)]
  const station = await pool(system('verify')).query<Drift>(compare('station', STATION_TOTALS_SQL, 'station_monthly_total', 'NULL'), scope)
  const district = await pool(system('verify')).query<Drift>(compare('district', DISTRICT_TOTALS_SQL, 'district_monthly_total', '(SELECT code FROM district d WHERE d.station_id = station_id AND d.id = district_id)'), scope)
  return [...station.rows, ...district.rows]
}

/** A row of zeros is as good as none: a correction may leave one where the books no longer reach. */
function compare(grain: string, computedSql: string, table: string, district: string): string {
  const keys = grain === 'district' ? 'station_id, month, district_id, category_id' : 'station_id, month, category_id'
  const side = (source: string) => `SELECT ${keys}, row_to_json(figure) AS figures FROM (${source}) AS row,
    LATERAL (SELECT ${FIGURES.split(', ').map((name) => `row.${name}`).join(', ')}) AS figure
    WHERE (${FIGURES.split(', ').map((name) => `row.${name}`).join(' <> 0 OR ')} <> 0)`
  return `
    SELECT '${grain}' AS grain, station_id AS "stationId", to_char(month, 'YYYY-MM') AS month, ${district} AS "districtCode", category_id AS "categoryId",
           stored.figures AS stored, computed.figures AS computed
    FROM (${side(`SELECT * FROM ${table} WHERE station_id = ANY($1::int[]) AND month = ANY($2::date[])`)}) AS stored
    FULL JOIN (${side(computedSql)}) AS computed USING (${keys})
    WHERE stored.figures::text IS DISTINCT FROM computed.figures::text
    ORDER BY month, category_id`
}

/** The months of a station that have totals, bills or adjustments. */
export async function monthsWithBooks(stationId: number): Promise<BillingMonth[]> {
  const { rows } = await pool(system('verify')).query<{ month: BillingMonth }>(
    `SELECT to_char(month, 'YYYY-MM') AS month FROM (
       SELECT month FROM bill WHERE station_id = $1 UNION SELECT month FROM station_monthly_total WHERE station_id = $1
       UNION SELECT month FROM district_monthly_total WHERE station_id = $1
       UNION SELECT posted_month FROM adjustment WHERE station_id = $1 UNION SELECT bill_month FROM adjustment WHERE station_id = $1
       UNION SELECT month FROM category_month_statement WHERE station_id = $1) AS any_month ORDER BY 1`,
    [stationId],
  )
  return rows.map(({ month }) => month)
}
