import 'server-only'
import { DomainError } from '@/domain/errors'
import { listStations } from '@/features/accounts/queries'
import { billedMonths } from '@/features/bills/totals-queries'
import { enqueueJob } from '@/server/jobs/job-store'
import { assertMay, type Viewer } from '@/server/viewer'
import { MONTHLY_REPORT, REPORT_FORMATS, type RequestReport } from '../schemas'

/**
 * Asks for a month's report of a station, or of the company by who sees all of it; the worker writes it.
 * @returns the job's number
 * @throws DomainError `forbidden`, `station-not-found`, `report-month-empty`
 */
export async function requestReport(viewer: Viewer, { month, stationCode, locale }: RequestReport): Promise<{ job: string }> {
  assertMay(viewer, 'monthly-reports.request')
  const stations = await listStations(viewer)
  const chosen = stationCode === '' && viewer.stations === 'all' ? stations : stations.filter(({ code }) => code === stationCode)
  if (chosen.length === 0) throw new DomainError('station-not-found', { station: stationCode })
  if (!(await billedMonths(viewer)).includes(month)) throw new DomainError('report-month-empty', { month })
  const params = { month, stationCode, locales: [locale], scheduled: false }
  return { job: await enqueueJob(viewer, { kind: MONTHLY_REPORT, params, stationIds: chosen.map(({ id }) => id), total: BigInt(REPORT_FORMATS.length) }) }
}
