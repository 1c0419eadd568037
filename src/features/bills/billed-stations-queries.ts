import 'server-only'
import { DomainError } from '@/domain/errors'
import type { BillingMonth } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import type { Viewer } from '@/server/viewer'
import { billCounts } from './totals-queries'

export interface BillScope {
  month: BillingMonth
  /** All of the viewer's stations when absent. */
  stationCode?: string | undefined
}

/**
 * The stations that have bills in a scope, and how many bills: what a job over them has before it.
 * @throws DomainError `station-not-found`, `month-without-bills`
 */
export async function billedStations(viewer: Viewer, { month, stationCode }: BillScope): Promise<{ stationIds: number[]; total: bigint }> {
  const [stations, counts] = await Promise.all([listStations(viewer), billCounts(viewer, month)])
  const asked = stationCode === undefined ? stations : stations.filter(({ code }) => code === stationCode)
  if (asked.length === 0) throw new DomainError('station-not-found', { station: stationCode ?? '' })
  const billed = asked.filter(({ id }) => counts.has(id))
  if (billed.length === 0) throw new DomainError('month-without-bills', { month })
  return { stationIds: billed.map(({ id }) => id), total: billed.reduce((sum, { id }) => sum + BigInt(counts.get(id) ?? 0), 0n) }
}
