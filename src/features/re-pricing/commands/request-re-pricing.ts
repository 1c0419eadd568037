import 'server-only'
import { billedStations } from '@/features/bills/billed-stations-queries'
import { createJob, enqueueJob } from '@/server/jobs/job-store'
import { assertMay, type Viewer } from '@/server/viewer'
import { RE_PRICING } from '../re-pricing-job'
import type { RequestRepricing } from '../schemas'

/**
 * Asks what a scope's bills would come to on another version or category.
 * @returns the job's number
 * @throws DomainError `forbidden`, `station-not-found`, `month-without-bills`
 */
export async function requestRePricing(viewer: Viewer, request: RequestRepricing): Promise<{ job: string }> {
  assertMay(viewer, 'bill-checks.run')
  return { job: await enqueueJob(viewer, await plannedJob(viewer, request)) }
}

/** The same put on record only, for whoever runs it at once. */
export const recordRePricing = async (viewer: Viewer, request: RequestRepricing): Promise<bigint> => createJob(viewer, await plannedJob(viewer, request))

const plannedJob = async (viewer: Viewer, { stationCode, ...request }: RequestRepricing) => ({
  kind: RE_PRICING,
  params: { ...request, ...(stationCode === undefined ? {} : { stationCode }) },
  ...(await billedStations(viewer, { month: request.month, stationCode })),
})
