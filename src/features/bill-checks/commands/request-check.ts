import 'server-only'
import { DomainError } from '@/domain/errors'
import type { BillingMonth } from '@/domain/plain-date'
import { billCounts } from '@/features/bills/totals-queries'
import { listStations } from '@/features/accounts/queries'
import { createJob, enqueueJob } from '@/server/jobs/job-store'
import { assertMay, type Viewer } from '@/server/viewer'
import { BILL_CHECK } from '../bill-check-job'

export interface CheckRequest {
  month: BillingMonth
  /** All of the viewer's stations when absent. */
  stationCode?: string | undefined
}

/**
 * Asks for a month's bills to be checked by the worker.
 * @returns the job's number
 * @throws DomainError `forbidden`, `station-not-found`, `month-without-bills`
 */
export async function requestCheck(viewer: Viewer, request: CheckRequest): Promise<{ job: string }> {
  assertMay(viewer, 'bill-checks.run')
  return { job: await enqueueJob(viewer, await plannedJob(viewer, request)) }
}

/** The same put on record only, for whoever runs it at once. */
export const recordCheck = async (viewer: Viewer, request: CheckRequest): Promise<bigint> => createJob(viewer, await plannedJob(viewer, request))

async function plannedJob(viewer: Viewer, { month, stationCode }: CheckRequest) {
  const [stations, counts] = await Promise.all([listStations(viewer), billCounts(viewer, month)])
  const asked = stationCode === undefined ? stations : stations.filter(({ code }) => code === stationCode)
  if (asked.length === 0) throw new DomainError('station-not-found', { station: stationCode ?? '' })
  const billed = asked.filter(({ id }) => counts.has(id))
  if (billed.length === 0) throw new DomainError('month-without-bills', { month })
  const total = billed.reduce((sum, { id }) => sum + BigInt(counts.get(id) ?? 0), 0n)
  return { kind: BILL_CHECK, params: { month }, stationIds: billed.map(({ id }) => id), total }
}
