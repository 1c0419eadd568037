import { setTimeout as wait } from 'node:timers/promises'
import { JOB_KINDS } from './job-kinds'
import { RecurringWork } from './recurring-work'
import { fillInitials } from '@/features/accounts/commands/fill-initials'
import { now } from '@/server/clock'
import { pool } from '@/server/db'
import { closeQueue, queue } from '@/server/jobs/queue'
import { runJob } from '@/server/jobs/run-job'
import { SHARED_TABLES } from '@/server/scope'
import { startTracing } from '@/server/tracing'
import { commandLineOperator } from '@/server/viewer'

const STOP_CHECK_MS = 200

/**
 * `worker`: runs the jobs that pages ask for, one at a time, until it is told to stop. `npm start` starts one beside the
 * server. Jobs that a killed worker left under way are taken up again, and names that came without their initials get them.
 */
export async function run(): Promise<number> {
  let stopping = false
  const endTracing = await startTracing('tariff-audit-worker')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (stopping = true))
  await fillInitials(commandLineOperator())
  const jobs = await queue()
  for (const id of await unfinished()) await runJob(id, JOB_KINDS)
  await jobs.work((id) => runJob(id, JOB_KINDS))
  const parent = process.ppid
  const recurring = new RecurringWork()
  while (!stopping && process.ppid === parent) {
    await recurring.runDue(performance.now(), now())
    await wait(STOP_CHECK_MS)
  }
  await closeQueue()
  await endTracing?.()
  return 0
}

async function unfinished(): Promise<bigint[]> {
  const { rows } = await pool(SHARED_TABLES).query<{ id: string }>(`SELECT id FROM background_job WHERE state IN ('queued', 'running') ORDER BY id`)
  return rows.map(({ id }) => BigInt(id))
}
