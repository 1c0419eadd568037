import 'server-only'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import type { MonthFigures } from '@/domain/change/change'
import { firstDayOf, type BillingMonth } from '@/domain/plain-date'
import { Prisma } from '@/generated/prisma/client'
import { preparedRows } from '@/server/prepared-rows'
import { scopeArray, type Viewer } from '@/server/viewer'
import type { MonthScope } from './totals-queries'

/** What the marketing system states beside what the bills in the books add up to. */
export interface Reconciled {
  stationId: number
  month: BillingMonth
  categoryId: number
  stated: MonthFigures
  /** Null where the station has no bills in the month, and the statement alone is known. */
  booked: MonthFigures | null
}

interface Row {
  stationId: number
  month: BillingMonth
  categoryId: number
  accounts: number
  energyWh: string
  amountFen: string
  hasBills: boolean
  bookedAccounts: number
  bookedEnergyWh: string
  bookedAmountFen: string
}

/**
 * Every statement in scope with the books' figures, by month and category. A category that is stated but not billed, in a
 * month that has bills, stands in the books with nothing: that is a difference, not a month without books.
 */
export async function reconciliation(viewer: Viewer, { stationId, from, to }: MonthScope): Promise<Reconciled[]> {
  const scope = scopeArray(viewer)
  const rows = await preparedRows<Row>(viewer, Prisma.sql`
    SELECT s.station_id AS "stationId", to_char(s.month, 'YYYY-MM') AS month, s.category_id AS "categoryId", s.accounts,
           s.energy_wh::text AS "energyWh", s.amount_fen::text AS "amountFen",
           EXISTS (SELECT 1 FROM station_monthly_total b
                   WHERE b.station_id = s.station_id AND b.month = s.month AND b.source = 'bills' AND b.accounts > 0) AS "hasBills",
           COALESCE(t.accounts, 0) AS "bookedAccounts", COALESCE(t.energy_wh, 0)::text AS "bookedEnergyWh", COALESCE(t.amount_fen, 0)::text AS "bookedAmountFen"
    FROM category_month_statement s
    LEFT JOIN station_monthly_total t ON t.station_id = s.station_id AND t.month = s.month AND t.category_id = s.category_id
    WHERE s.month BETWEEN ${firstDayOf(from)}::date AND ${firstDayOf(to)}::date
      AND (${scope}::int[] IS NULL OR s.station_id = ANY(${scope}::int[]))
      AND (${stationId ?? null}::int IS NULL OR s.station_id = ${stationId ?? null}::int)
    ORDER BY s.month, s.station_id, s.category_id`)
  return rows.map((row) => ({
    stationId: row.stationId,
    month: row.month,
    categoryId: row.categoryId,
    stated: { accounts: row.accounts, energyWh: wh(BigInt(row.energyWh)), amountFen: fen(BigInt(row.amountFen)) },
    booked: row.hasBills ? { accounts: row.bookedAccounts, energyWh: wh(BigInt(row.bookedEnergyWh)), amountFen: fen(BigInt(row.bookedAmountFen)) } : null,
  }))
}

/** Equal to the account, the watt-hour and the fen. */
export const agrees = ({ stated, booked }: Reconciled): boolean =>
  booked !== null && stated.accounts === booked.accounts && stated.energyWh === booked.energyWh && stated.amountFen === booked.amountFen

/** A statement that the books contradict; one for a month without bills contradicts nothing. */
export const differs = (row: Reconciled): row is Reconciled & { booked: MonthFigures } => row.booked !== null && !agrees(row)
