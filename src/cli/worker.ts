import { setTimeout as wait } from 'node:timers/promises'
import { JOB_KINDS } from './job-kinds'
import { fillInitials } from '@/features/accounts/commands/fill-initials'
import { orderScheduledReport } from '@/features/monthly-reports/commands/order-scheduled-report'
import { now } from '@/server/clock'
import { pool } from '@/server/db'
import { closeQueue, queue } from '@/server/jobs/queue'
import { runJob } from '@/server/jobs/run-job'
import { logError } from '@/server/log'
import { commandLineOperator } from '@/server/viewer'

const STOP_CHECK_MS = 200
/** How often the worker looks whether the calendar asks for something. */
const CALENDAR_CHECK_MS = 3_600_000

/**
 * `worker`: runs the jobs that pages ask for, one at a time, until it is told to stop. `npm start` starts one beside the
 * server. Jobs that a killed worker left under way are taken up again, and names that came without their initials get them.
 */
export async function run(): Promise<number> {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (stopping = true))
  await fillInitials(commandLineOperator())
  const jobs = await queue()
  for (const id of await unfinished()) await runJob(id, JOB_KINDS)
  await jobs.work((id) => runJob(id, JOB_KINDS))
  const parent = process.ppid
  let calendarAt = -CALENDAR_CHECK_MS
  while (!stopping && process.ppid === parent) {
    if (performance.now() - calendarAt >= CALENDAR_CHECK_MS) {
      calendarAt = performance.now()
      await orderScheduledReport(now()).catch((error: unknown) => logError(error, { calendar: 'monthly-report' }))
    }
    await wait(STOP_CHECK_MS)
  }
  await closeQueue()
  return 0
}

async function unfinished(): Promise<bigint[]> {
  const { rows } = await pool().query<{ id: string }>(`SELECT id FROM background_job WHERE state IN ('queued', 'running') ORDER BY id`)
  return rows.map(({ id }) => BigInt(id))
}
