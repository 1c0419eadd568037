import 'server-only'
import { addMonths, monthOf } from '@/domain/plain-date'
import { firstWorkingDay } from '@/domain/working-day'
import { listStations } from '@/features/accounts/queries'
import { billedMonths } from '@/features/bills/totals-queries'
import { dayInChina } from '@/server/clock'
import { pool } from '@/server/db'
import { enqueueJob } from '@/server/jobs/job-store'
import { commandLineOperator } from '@/server/viewer'
import { MONTHLY_REPORT, REPORT_FORMATS, REPORT_LOCALES } from '../schemas'

/** One at a time in the whole installation looks whether a report is due. */
const LOCK = 4_714

/**
 * Orders the company's report of last month, from the first working day of this one on, once it has bills. Safe to ask as
 * often as one likes, from as many workers: a month is ordered once.
 * @returns the job's number, or null when none is due
 */
export async function orderScheduledReport(at: Date): Promise<string | null> {
  const today = dayInChina(at)
  const month = addMonths(monthOf(today), -1)
  if (today < firstWorkingDay(monthOf(today))) return null
  const viewer = commandLineOperator()
  if (!(await billedMonths(viewer)).includes(month)) return null
  const client = await pool(viewer).connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    try {
      const ordered = await client.query(`SELECT 1 FROM background_job WHERE kind = $1 AND params ->> 'month' = $2 AND params ->> 'scheduled' = 'true' LIMIT 1`, [MONTHLY_REPORT, month])
      if (ordered.rows.length > 0) return null
      const params = { month, stationCode: '', locales: [...REPORT_LOCALES], scheduled: true }
      const stationIds = (await listStations(viewer)).map(({ id }) => id)
      return await enqueueJob(viewer, { kind: MONTHLY_REPORT, params, stationIds, total: BigInt(REPORT_LOCALES.length * REPORT_FORMATS.length) })
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK])
    }
  } finally {
    client.release()
  }
}
