import 'server-only'
import { billedStations, type BillScope } from '@/features/bills/billed-stations-queries'
import { createJob, enqueueJob } from '@/server/jobs/job-store'
import { assertMay, type Viewer } from '@/server/viewer'
import { BILL_CHECK } from '../bill-check-job'

/**
 * Asks for a month's bills to be checked by the worker.
 * @returns the job's number
 * @throws DomainError `forbidden`, `station-not-found`, `month-without-bills`
 */
export async function requestCheck(viewer: Viewer, scope: BillScope): Promise<{ job: string }> {
  assertMay(viewer, 'bill-checks.run')
  return { job: await enqueueJob(viewer, await plannedJob(viewer, scope)) }
}

/** The same put on record only, for whoever runs it at once. */
export const recordCheck = async (viewer: Viewer, scope: BillScope): Promise<bigint> => createJob(viewer, await plannedJob(viewer, scope))

const plannedJob = async (viewer: Viewer, scope: BillScope) => ({ kind: BILL_CHECK, params: { month: scope.month }, ...(await billedStations(viewer, scope)) })
