import 'server-only'
import * as z from 'zod'
import { billingMonth, isBillingMonth } from '@/domain/plain-date'
import { now } from '@/server/clock'
import type { JobKind } from '@/server/jobs/run-job'
import { verifyAppliedOrders } from './commands/verify-applied-orders'

export const VERIFY_ORDERS = 'verify-orders'

const paramsSchema = z.object({ month: z.string().refine(isBillingMonth) })

/** Looks, station by station, whether applied orders were followed by the bills of a month. Twice is the same as once. */
export const verifyOrdersJob: JobKind = async (params, { viewer, stationIds, progress }) => {
  const month = billingMonth(paramsSchema.parse(params).month)
  const sums = { verified: 0, raised: 0, waiting: 0 }
  for (const [place, stationId] of stationIds.entries()) {
    const { verified, raised, waiting } = await verifyAppliedOrders(viewer, { stationId, month }, now())
    sums.verified += verified
    sums.raised += raised
    sums.waiting += waiting
    await progress(BigInt(place + 1), BigInt(stationIds.length))
  }
  return sums
}
