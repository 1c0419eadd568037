import 'server-only'
import type { BillingMonth } from '@/domain/plain-date'
import { Prisma } from '@/generated/prisma/client'
import { toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'

export interface CheckedPlace {
  placeId: number
  /** Bills that differ, of those that could be checked. */
  failed: number
  inspected: number
}

export interface CheckedMonth {
  month: BillingMonth
  failed: number
  inspected: number
}

export interface CheckedScope {
  stationId?: number | undefined
  districtId?: number | undefined
  from: BillingMonth
  to: BillingMonth
}

interface CheckedOf {
  month: BillingMonth
  /** Absent: all. */
  categoryId: number | undefined
}

/** How many of a month's checked bills differ, by station. Stations that were not checked are absent. */
export async function stationErrorRates(viewer: Viewer, { month, categoryId }: CheckedOf): Promise<CheckedPlace[]> {
  const scope = scopeArray(viewer)
  return db(viewer).$queryRaw<CheckedPlace[]>`
    SELECT station_id AS "placeId", COALESCE(sum(bills) FILTER (WHERE outcome = 'differs'), 0)::int AS failed, sum(bills)::int AS inspected
    FROM bill_check_total
    WHERE month = ${toDbMonth(month)}::date AND outcome <> 'uncheckable' AND (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[]))
      AND (${categoryId ?? null}::int IS NULL OR category_id = ${categoryId ?? null}::int)
    GROUP BY station_id`
}

/** The same by district of a station; empty when its month was not checked. */
export async function districtErrorRates(viewer: Viewer, stationId: number, { month, categoryId }: CheckedOf): Promise<CheckedPlace[]> {
  return districtsChecked(viewer, { stationId, from: month, to: month }, categoryId)
}

/** The same of a whole scope, month by month; months that were not checked are absent. */
export async function monthErrorRates(viewer: Viewer, { stationId, districtId, from, to }: CheckedScope, categoryId: number | undefined): Promise<CheckedMonth[]> {
  if (stationId !== undefined && districtId !== undefined) return districtsChecked(viewer, { stationId, districtId, from, to }, categoryId)
  const scope = scopeArray(viewer)
  return db(viewer).$queryRaw<CheckedMonth[]>`
    SELECT to_char(month, 'YYYY-MM') AS month, COALESCE(sum(bills) FILTER (WHERE outcome = 'differs'), 0)::int AS failed, sum(bills)::int AS inspected
    FROM bill_check_total
    WHERE month BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date AND outcome <> 'uncheckable'
      AND (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[])) AND (${stationId ?? null}::int IS NULL OR station_id = ${stationId ?? null}::int)
      AND (${categoryId ?? null}::int IS NULL OR category_id = ${categoryId ?? null}::int)
    GROUP BY month ORDER BY month`
}

/** Districts by month: checks keep what did not match, so what was billed and checked is counted from the totals. */
function districtsChecked(viewer: Viewer, { stationId, districtId, from, to }: CheckedScope & { stationId: number }, categoryId: number | undefined): Promise<(CheckedPlace & CheckedMonth)[]> {
  const scope = scopeArray(viewer)
  const ofCategory = categoryId === undefined ? Prisma.empty : Prisma.sql`AND category_id = ${categoryId}::int`
  const ofDistrict = districtId === undefined ? Prisma.empty : Prisma.sql`AND district_id = ${districtId}::int`
  const months = Prisma.sql`month BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date`
  return db(viewer).$queryRaw<(CheckedPlace & CheckedMonth)[]>`
    WITH found AS (
      SELECT c.month, a.district_id, count(*) FILTER (WHERE c.outcome = 'differs') AS failed, count(*) FILTER (WHERE c.outcome = 'uncheckable') AS uncheckable
      FROM bill_check c JOIN account a ON a.station_id = c.station_id AND a.id = c.account_id
      WHERE c.station_id = ${stationId} AND c.${months} ${ofDistrict} ${ofCategory} GROUP BY c.month, a.district_id
    ), billed AS (
      SELECT month, district_id, sum(accounts) AS bills FROM district_monthly_total WHERE station_id = ${stationId} AND ${months} ${ofDistrict} ${ofCategory} GROUP BY month, district_id
    )
    SELECT to_char(b.month, 'YYYY-MM') AS month, b.district_id AS "placeId", COALESCE(f.failed, 0)::int AS failed, GREATEST(b.bills - COALESCE(f.uncheckable, 0), COALESCE(f.failed, 0))::int AS inspected
    FROM billed b LEFT JOIN found f USING (month, district_id)
    WHERE EXISTS (SELECT 1 FROM bill_check_run r WHERE r.station_id = ${stationId} AND r.month = b.month)
      AND (${scope}::int[] IS NULL OR ${stationId}::int = ANY(${scope}::int[]))
    ORDER BY b.month, b.district_id`
}
