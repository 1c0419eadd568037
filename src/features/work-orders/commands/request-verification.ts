import 'server-only'
import type { BillingMonth } from '@/domain/plain-date'
import { enqueueJob } from '@/server/jobs/job-store'
import type { Viewer } from '@/server/viewer'
import { VERIFY_ORDERS } from '../verify-orders-job'

interface BilledMonth {
  stationIds: readonly number[]
  month: BillingMonth
}

/** Asks the worker to look whether applied orders were followed, once a month's bills have come in. @returns the job's number */
export const requestVerification = (viewer: Viewer, { stationIds, month }: BilledMonth): Promise<string> =>
  enqueueJob(viewer, { kind: VERIFY_ORDERS, params: { month }, stationIds, total: BigInt(stationIds.length) })

/** The same for all that an import has brought, a job a month. */
export async function verifyOrdersAfterBills(viewer: Viewer, billed: readonly { stationId: number; month: BillingMonth }[]): Promise<void> {
  for (const month of new Set(billed.map((one) => one.month))) {
    await requestVerification(viewer, { stationIds: billed.filter((one) => one.month === month).map(({ stationId }) => stationId), month })
  }
}
