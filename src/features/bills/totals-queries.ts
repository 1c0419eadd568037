import 'server-only'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import type { MonthFigures } from '@/domain/change/change'
import { firstDayOf, type BillingMonth } from '@/domain/plain-date'
import { Prisma } from '@/generated/prisma/client'
import { fromDbMonth, toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { preparedRows } from '@/server/prepared-rows'
import { scopeArray, type Viewer } from '@/server/viewer'

/**
 * Which amounts a figure holds: as billed; corrected, with adjustments on the month they belong to; or posted, with
 * adjustments on the month they were posted in.
 */
export const BASES = ['billed', 'corrected', 'posted'] as const
export type Basis = (typeof BASES)[number]

export interface CategoryMonth extends MonthFigures {
  month: BillingMonth
  categoryId: number
  source: 'bills' | 'statement'
}

export interface MonthScope {
  /** All stations in the viewer's scope when absent. */
  stationId?: number | undefined
  /** A transformer district of that station. */
  districtId?: number | undefined
  from: BillingMonth
  to: BillingMonth
}

/** Energy, revenue and accounts by month and category, from the totals: a few rows whatever the company's size. */
export async function categoryMonths(viewer: Viewer, { stationId, districtId, from, to }: MonthScope, basis: Basis): Promise<CategoryMonth[]> {
  const scope = scopeArray(viewer)
  // Statements are of whole stations: a district has bills or nothing.
  const [table, source] = districtId === undefined ? [Prisma.sql`station_monthly_total`, Prisma.sql`max(source)::text`] : [Prisma.sql`district_monthly_total`, Prisma.sql`'bills'`]
  const ofDistrict = districtId === undefined ? Prisma.empty : Prisma.sql`AND district_id = ${districtId}::int`
  const adjusted = ADJUSTED[basis]
  const rows = await preparedRows<{ month: BillingMonth; categoryId: number; accounts: number; energyWh: string; amountFen: string; source: 'bills' | 'statement' }>(viewer, Prisma.sql`
    SELECT to_char(month, 'YYYY-MM') AS month, category_id AS "categoryId", sum(accounts)::int AS accounts,
           sum(energy_wh ${adjusted.energy})::text AS "energyWh", sum(amount_fen ${adjusted.amount})::text AS "amountFen", ${source} AS source
    FROM ${table}
    WHERE month BETWEEN ${firstDayOf(from)}::date AND ${firstDayOf(to)}::date
      AND (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[]))
      AND (${stationId ?? null}::int IS NULL OR station_id = ${stationId ?? null}::int) ${ofDistrict}
    GROUP BY month, category_id
    ORDER BY month, category_id`)
  return rows.map((row) => ({ ...row, energyWh: wh(BigInt(row.energyWh)), amountFen: fen(BigInt(row.amountFen)) }))
}

const ADJUSTED: Record<Basis, { energy: Prisma.Sql; amount: Prisma.Sql }> = {
  billed: { energy: Prisma.empty, amount: Prisma.empty },
  corrected: { energy: Prisma.sql`+ belonging_energy_wh`, amount: Prisma.sql`+ belonging_amount_fen` },
  posted: { energy: Prisma.sql`+ posted_energy_wh`, amount: Prisma.sql`+ posted_amount_fen` },
}

/** The first and last month with bills or statements in scope, or null when nothing is loaded. */
export async function loadedMonths(viewer: Viewer, stationId?: number): Promise<{ first: BillingMonth; last: BillingMonth } | null> {
  const scope = scopeArray(viewer)
  const [row] = await preparedRows<{ first: BillingMonth | null; last: BillingMonth | null }>(viewer, Prisma.sql`
    SELECT to_char(min(month), 'YYYY-MM') AS first, to_char(max(month), 'YYYY-MM') AS last
    FROM station_monthly_total
    WHERE accounts > 0 AND (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[]))
      AND (${stationId ?? null}::int IS NULL OR station_id = ${stationId ?? null}::int)`)
  return row?.first && row.last ? { first: row.first, last: row.last } : null
}

/** Bills of a month by station, from the station totals. Stations without bills are absent. */
export async function billCounts(viewer: Viewer, month: BillingMonth): Promise<Map<number, number>> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<{ stationId: number; bills: number }[]>`
    SELECT station_id AS "stationId", sum(accounts)::int AS bills FROM station_monthly_total
    WHERE month = ${toDbMonth(month)}::date AND source = 'bills' AND (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[]))
    GROUP BY 1 HAVING sum(accounts) > 0`
  return new Map(rows.map(({ stationId, bills }) => [stationId, bills]))
}

/** The months with bills in the viewer's stations, newest first. */
export async function billedMonths(viewer: Viewer): Promise<BillingMonth[]> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<{ month: Date }[]>`
    SELECT DISTINCT month FROM station_monthly_total
    WHERE source = 'bills' AND accounts > 0 AND (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[])) ORDER BY month DESC`
  return rows.map(({ month }) => fromDbMonth(month))
}

/** The same by station; stations without bills are absent. */
export async function billedMonthsByStation(viewer: Viewer): Promise<Map<number, BillingMonth[]>> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<{ stationId: number; month: Date }[]>`
    SELECT DISTINCT station_id AS "stationId", month FROM station_monthly_total
    WHERE source = 'bills' AND accounts > 0 AND (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[])) ORDER BY month DESC`
  const months = new Map<number, BillingMonth[]>()
  for (const { stationId, month } of rows) months.set(stationId, [...(months.get(stationId) ?? []), fromDbMonth(month)])
  return months
}
