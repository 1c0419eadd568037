import 'server-only'
import { DomainError } from '@/domain/errors'
import type { BillingMonth } from '@/domain/plain-date'
import { listStations, type Station } from '@/features/accounts/queries'
import { billedMonthsByStation } from '@/features/bills/totals-queries'
import { enqueueJob } from '@/server/jobs/job-store'
import { assertMay, type Viewer } from '@/server/viewer'
import { MONTHLY_REPORT, REPORT_FORMATS, type RequestReport } from '../schemas'

/**
 * Asks for a month's report of a station, or of the company by who sees all of it; the worker writes it.
 * @returns the job's number
 * @throws DomainError `forbidden`, `station-not-found`, `report-month-empty`, `report-station-month-empty`
 */
export async function requestReport(viewer: Viewer, { month, stationCode, locale }: RequestReport): Promise<{ job: string }> {
  assertMay(viewer, 'monthly-reports.request')
  const stations = await listStations(viewer)
  const chosen = stationCode === '' && viewer.stations === 'all' ? stations : stations.filter(({ code }) => code === stationCode)
  const [first] = chosen
  if (!first) throw new DomainError('station-not-found', { station: stationCode })
  await assertBilled(viewer, chosen, stationCode === '' ? null : first, month)
  const params = { month, stationCode, locales: [locale], scheduled: false }
  return { job: await enqueueJob(viewer, { kind: MONTHLY_REPORT, params, stationIds: chosen.map(({ id }) => id), total: BigInt(REPORT_FORMATS.length) }) }
}

/** A report of a place needs bills of that very place. `station`: null of the company. */
async function assertBilled(viewer: Viewer, chosen: readonly Station[], station: Station | null, month: BillingMonth): Promise<void> {
  const byStation = await billedMonthsByStation(viewer)
  const months = chosen.flatMap(({ id }) => byStation.get(id) ?? [])
  if (months.includes(month)) return
  if (!station) throw new DomainError('report-month-empty', { month })
  throw new DomainError('report-station-month-empty', { station: station.name, month, newest: months[0] ?? 'none' })
}
