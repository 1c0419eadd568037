import 'server-only'
import type { MonthFigures } from '@/domain/change/change'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import { Prisma } from '@/generated/prisma/client'
import { toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'
import type { Basis, MonthScope } from './totals-queries'

export interface PlaceMonth extends MonthFigures {
  /** A station's id, or a district's within the station of the scope. */
  placeId: number
  month: BillingMonth
  categoryId: number
}

/** Months by category of each station, or of each district of the scope's station, from the totals. */
export async function placeMonths(viewer: Viewer, { stationId, districtId, from, to }: MonthScope, basis: Basis): Promise<PlaceMonth[]> {
  const scope = scopeArray(viewer)
  const [place, table] = stationId === undefined ? [Prisma.sql`station_id`, Prisma.sql`station_monthly_total`] : [Prisma.sql`district_id`, Prisma.sql`district_monthly_total`]
  const within = stationId === undefined ? Prisma.empty : Prisma.sql`AND station_id = ${stationId}`
  const ofDistrict = districtId === undefined ? Prisma.empty : Prisma.sql`AND district_id = ${districtId}`
  const rows = await db(viewer).$queryRaw<{ placeId: number; month: BillingMonth; categoryId: number; accounts: number; energyWh: bigint; amountFen: bigint }[]>`
    SELECT ${place} AS "placeId", to_char(month, 'YYYY-MM') AS month, category_id AS "categoryId", accounts,
           energy_wh + CASE ${basis} WHEN 'corrected' THEN belonging_energy_wh WHEN 'posted' THEN posted_energy_wh ELSE 0 END AS "energyWh",
           amount_fen + CASE ${basis} WHEN 'corrected' THEN belonging_amount_fen WHEN 'posted' THEN posted_amount_fen ELSE 0 END AS "amountFen"
    FROM ${table}
    WHERE month BETWEEN ${toDbMonth(from)}::date AND ${toDbMonth(to)}::date AND (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[])) ${within} ${ofDistrict}`
  return rows.map((row) => ({ ...row, energyWh: wh(row.energyWh), amountFen: fen(row.amountFen) }))
}
