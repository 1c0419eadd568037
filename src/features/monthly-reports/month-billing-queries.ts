import 'server-only'
import { addMonths, firstDayOf, type BillingMonth } from '@/domain/plain-date'
import { listStations, type Station } from '@/features/accounts/queries'
import { billCounts } from '@/features/bills/totals-queries'
import { Prisma } from '@/generated/prisma/client'
import { preparedRows } from '@/server/prepared-rows'
import type { Viewer } from '@/server/viewer'

/** How far a month has been billed. */
export interface MonthBilling {
  /** Stations that have bills of the month. */
  billed: number
  /** Stations that have none, though they billed the month before and still have accounts to bill; by code. */
  missing: Station[]
}

/** Which of the viewer's stations have bills of a month, and which are still awaited. */
export async function monthBilling(viewer: Viewer, month: BillingMonth): Promise<MonthBilling> {
  const [stations, now, before] = await Promise.all([listStations(viewer), billCounts(viewer, month), billCounts(viewer, addMonths(month, -1))])
  const silent = stations.filter(({ id }) => before.has(id) && !now.has(id))
  const open = await withOpenAccounts(viewer, silent, month)
  return { billed: now.size, missing: silent.filter(({ id }) => open.has(id)) }
}

/** Of these stations those with an account in use in the month: one whose accounts have all been closed or moved bills no more. */
async function withOpenAccounts(viewer: Viewer, stations: readonly Station[], month: BillingMonth): Promise<Set<number>> {
  if (stations.length === 0) return new Set()
  const rows = await preparedRows<{ id: number }>(viewer, Prisma.sql`
    SELECT id FROM unnest(${stations.map(({ id }) => id)}::int[]) AS station (id)
    WHERE EXISTS (SELECT 1 FROM account a WHERE a.station_id = station.id AND (a.closed_on IS NULL OR a.closed_on > ${firstDayOf(month)}::date))`)
  return new Set(rows.map(({ id }) => id))
}
