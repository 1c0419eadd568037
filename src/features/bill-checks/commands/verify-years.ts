import 'server-only'
import type pg from 'pg'
import { wh, type Wh } from '@/domain/energy'
import { addMonths, firstDayOf, type BillingMonth } from '@/domain/plain-date'

/**
 * Bills of the month whose recorded energy since 1 January does not follow from the bill before: that bill's own, or what
 * its check found it should be, and its energy; nothing when the year has just begun. Where the bill before is not in the
 * books, or lies across the new year, the record stands.
 */
const BROKEN = `
  SELECT b.account_id, CASE WHEN p.period_to <= date_trunc('year', b.period_from) THEN 0 ELSE COALESCE(k.right_wh, p.year_to_date_wh) + p.energy_wh END AS right_wh
  FROM bill b
  JOIN bill p ON p.station_id = b.station_id AND p.account_id = b.account_id AND p.month = $3
  LEFT JOIN year_to_date_break k ON k.station_id = p.station_id AND k.account_id = p.account_id AND k.month = p.month
  WHERE b.station_id = $1 AND b.month = $2
    AND CASE WHEN p.period_to <= date_trunc('year', b.period_from) THEN b.year_to_date_wh <> 0
             WHEN date_trunc('year', p.period_from) = date_trunc('year', b.period_from) THEN b.year_to_date_wh <> COALESCE(k.right_wh, p.year_to_date_wh) + p.energy_wh
             ELSE false END`

/**
 * Holds the recorded energy since 1 January of a station's month against the bills before, and keeps what is found. Safe to
 * repeat; months are checked in their order for a wrong record to be followed on.
 * @returns what it should be, by account, where the record is wrong
 */
export async function verifyYears(client: pg.PoolClient, stationId: number, month: BillingMonth): Promise<Map<bigint, Wh>> {
  const scope = [stationId, firstDayOf(month)]
  await client.query('DELETE FROM year_to_date_break WHERE station_id = $1 AND month = $2', scope)
  const { rows } = await client.query<{ id: string; right: string }>(
    `INSERT INTO year_to_date_break (station_id, month, account_id, right_wh)
     SELECT $1, $2, account_id, right_wh FROM (${BROKEN}) AS broken RETURNING account_id AS id, right_wh AS right`,
    [...scope, firstDayOf(addMonths(month, -1))],
  )
  return new Map(rows.map(({ id, right }) => [BigInt(id), wh(BigInt(right))]))
}
