import 'server-only'
import { addMonths, monthOf, type BillingMonth, type PlainDate } from '@/domain/plain-date'
import { workingDayOf } from '@/domain/working-days'
import { listStations } from '@/features/accounts/queries'
import { dueBook } from '@/features/order-desk/due-queries'
import { dayInChina } from '@/server/clock'
import { pool } from '@/server/db'
import { enqueueJob } from '@/server/jobs/job-store'
import { commandLineOperator, type Viewer } from '@/server/viewer'
import { monthBilling } from '../month-billing-queries'
import { MONTHLY_REPORT, REPORT_FORMATS, REPORT_LOCALES } from '../schemas'

/** One at a time in the whole installation looks whether a report is due. */
const LOCK = 4_714

/** From this working day of the month on, stations whose bills are missing are waited for no longer. */
const WAITED_UNTIL_WORKING_DAY = 5

/** How often a month's report is ordered where each one before failed or was stopped. */
const MOST_TRIES = 3

/**
 * Orders the company's report of last month, from the first working day of this one on, as soon as every station that is
 * to bill has bills of it; from the fifth working day on also without the stations that have none. Safe to ask as often as
 * one likes, from as many workers: a month is ordered once, and again only where that failed or was stopped.
 * @returns the job's number, or null when none is due
 */
export async function orderScheduledReport(at: Date): Promise<string | null> {
  const today = dayInChina(at)
  const month = addMonths(monthOf(today), -1)
  const viewer = commandLineOperator()
  if (!(await isDue(viewer, month, today))) return null
  const client = await pool(viewer).connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    try {
      const { rows: [known] } = await client.query<{ tries: number; standing: number }>(
        `SELECT count(*)::int AS tries, count(*) FILTER (WHERE state NOT IN ('failed', 'cancelled'))::int AS standing
         FROM background_job WHERE kind = $1 AND params ->> 'month' = $2 AND params ->> 'scheduled' = 'true'`,
        [MONTHLY_REPORT, month],
      )
      if (known && (known.standing > 0 || known.tries >= MOST_TRIES)) return null
      return await order(viewer, month)
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK])
    }
  } finally {
    client.release()
  }
}

async function isDue(viewer: Viewer, month: BillingMonth, today: PlainDate): Promise<boolean> {
  const { exceptions } = await dueBook()
  const workingDay = (count: number) => workingDayOf(monthOf(today), count, exceptions)
  if (today < workingDay(1)) return false
  const { billed, missing } = await monthBilling(viewer, month)
  return billed > 0 && (missing.length === 0 || today >= workingDay(WAITED_UNTIL_WORKING_DAY))
}

async function order(viewer: Viewer, month: BillingMonth): Promise<string> {
  const params = { month, stationCode: '', locales: [...REPORT_LOCALES], scheduled: true }
  const stationIds = (await listStations(viewer)).map(({ id }) => id)
  return enqueueJob(viewer, { kind: MONTHLY_REPORT, params, stationIds, total: BigInt(REPORT_LOCALES.length * REPORT_FORMATS.length) })
}
