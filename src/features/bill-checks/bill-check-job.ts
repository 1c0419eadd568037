import 'server-only'
import * as z from 'zod'
import { AsIfAmounts } from '@/domain/audit/as-if-amounts'
import { billingMonth, firstDayOf, isBillingMonth } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { billCounts } from '@/features/bills/totals-queries'
import { categoryIndex, compiledTariffs } from '@/features/tariffs/queries'
import { now } from '@/server/clock'
import { toDbDate } from '@/server/database-dates'
import { db } from '@/server/db'
import type { JobKind } from '@/server/jobs/run-job'
import { checkStationMonth } from './commands/check-station-month'

export const BILL_CHECK = 'bill-check'

/** While the database reads one station's bills, another's are rated. */
const AT_ONCE = 2

const paramsSchema = z.object({ month: z.string().refine(isBillingMonth) })

/** Checks a month's bills station by station. Taken up again, it goes on with the first station it has not finished. */
export const billCheckJob: JobKind = async (params, { id, viewer, stationIds, progress }) => {
  const month = billingMonth(paramsSchema.parse(params).month)
  const [tariffs, { byId }, stations, counts, finished] = await Promise.all([
    compiledTariffs(),
    categoryIndex(),
    listStations(viewer),
    billCounts(viewer, month),
    db(viewer).billCheckRun.findMany({ where: { jobId: id, month: toDbDate(firstDayOf(month)) }, select: { stationId: true, bills: true } }),
  ])
  const catalogue = { tariffs, byId, amounts: new AsIfAmounts(tariffs) }
  const total = stationIds.reduce((sum, stationId) => sum + BigInt(counts.get(stationId) ?? 0), 0n)
  let done = finished.reduce((sum, { bills }) => sum + BigInt(bills), 0n)
  await progress(done, total)
  const open = stations.filter((one) => stationIds.includes(one.id) && !finished.some(({ stationId }) => stationId === one.id)).values()
  const checkOpen = async () => {
    for (const station of open) {
      // Read after the wait: the other one may have added to it meanwhile.
      const bills = await checkStationMonth(viewer, { station, month, jobId: id }, catalogue, now())
      done += BigInt(bills)
      await progress(done)
    }
  }
  // Both are waited for, also when one is told to stop.
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, checkOpen))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return { bills: String(done) }
}
