import { setTimeout as wait } from 'node:timers/promises'
import { JOB_KINDS } from './job-kinds'
import { mailNotifications } from '@/features/notifications/commands/mail-notifications'
import { now } from '@/server/clock'
import { pool } from '@/server/db'
import { closeQueue, queue } from '@/server/jobs/queue'
import { logError } from '@/server/log'
import { runJob } from '@/server/jobs/run-job'

const STOP_CHECK_MS = 200
const MAIL_EVERY_MS = 60_000

/**
 * `worker`: runs the jobs that pages ask for, one at a time, until it is told to stop. `npm start` starts one beside the
 * server. Jobs that a killed worker left under way are taken up again.
 */
export async function run(): Promise<number> {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (stopping = true))
  const jobs = await queue()
  for (const id of await unfinished()) await runJob(id, JOB_KINDS)
  await jobs.work((id) => runJob(id, JOB_KINDS))
  const parent = process.ppid
  let mailAt = 0
  while (!stopping && process.ppid === parent) {
    if (performance.now() >= mailAt) {
      mailAt = performance.now() + MAIL_EVERY_MS
      await mailNotifications(now()).catch((error: unknown) => logError(error, { worker: 'mail' }))
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
