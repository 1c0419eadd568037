import 'server-only'
import type { MonthFigures } from '@/domain/change/change'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import { Prisma } from '@/generated/prisma/client'
import { toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'

interface Row {
  accounts: number
  energyWh: bigint
  amountFen: bigint
}

const figures = <Key extends object>({ accounts, energyWh, amountFen, ...key }: Row & Key) => ({ ...key, accounts, energyWh: wh(energyWh), amountFen: fen(amountFen) })

export type StationFigures = MonthFigures & { stationId: number; districts: number }

/** A month as billed by station, from the station totals. */
export async function stationFigures(viewer: Viewer, month: BillingMonth): Promise<StationFigures[]> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<(Row & { stationId: number; districts: number })[]>`
    SELECT t.station_id AS "stationId", sum(t.accounts)::int AS accounts, sum(t.energy_wh)::bigint AS "energyWh", sum(t.amount_fen)::bigint AS "amountFen",
           (SELECT count(*)::int FROM district d WHERE d.station_id = t.station_id) AS districts
    FROM station_monthly_total t
    WHERE t.month = ${toDbMonth(month)}::date AND (${scope}::int[] IS NULL OR t.station_id = ANY(${scope}::int[]))
    GROUP BY t.station_id`
  return rows.map(figures)
}

export type DistrictFigures = MonthFigures & { code: string; name: string }

/** A month as billed by transformer district of one station, from the district totals; districts without bills stand with zeros. */
export async function districtFigures(viewer: Viewer, stationId: number, month: BillingMonth): Promise<DistrictFigures[]> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<(Row & { code: string; name: string })[]>`
    SELECT d.code, d.name, COALESCE(sum(t.accounts), 0)::int AS accounts, COALESCE(sum(t.energy_wh), 0)::bigint AS "energyWh", COALESCE(sum(t.amount_fen), 0)::bigint AS "amountFen"
    FROM district d
    LEFT JOIN district_monthly_total t ON t.station_id = d.station_id AND t.district_id = d.id AND t.month = ${toDbMonth(month)}::date
    WHERE d.station_id = ${stationId} AND (${scope}::int[] IS NULL OR d.station_id = ANY(${scope}::int[]))
    GROUP BY d.code, d.name ORDER BY d.code`
  return rows.map(figures)
}

export type MonthOfPlace = MonthFigures & { month: BillingMonth }

/** The last months as billed of the viewer's stations together, of one, or of one of its districts, newest first. */
export async function monthsOfPlace(viewer: Viewer, { stationId, districtId }: { stationId?: number; districtId?: number } = {}, take = 24): Promise<MonthOfPlace[]> {
  const scope = scopeArray(viewer)
  // Only a district needs the finer grain: a company's year from it takes thirty times as long.
  const source = districtId === undefined ? Prisma.sql`station_monthly_total WHERE source = 'bills' AND accounts > 0` : Prisma.sql`district_monthly_total WHERE district_id = ${districtId}::int`
  const rows = await db(viewer).$queryRaw<(Row & { month: BillingMonth })[]>`
    SELECT to_char(month, 'YYYY-MM') AS month, sum(accounts)::int AS accounts, sum(energy_wh)::bigint AS "energyWh", sum(amount_fen)::bigint AS "amountFen"
    FROM ${source}
      AND (${stationId ?? null}::int IS NULL OR station_id = ${stationId ?? null}::int)
      AND (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[]))
    GROUP BY month ORDER BY month DESC LIMIT ${take}`
  return rows.map(figures)
}
