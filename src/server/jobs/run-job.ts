import 'server-only'
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { DomainError } from '@/domain/errors'
import { now } from '../clock'
import { db, pool } from '../db'
import { logError } from '../log'
import { SHARED_TABLES } from '../scope'
import { besideTransaction } from '../scoped-pool'
import { inSpan } from '../tracing'
import { workingFor, type Viewer } from '../viewer'

/** What a running job may ask and say. */
export interface JobContext {
  id: bigint
  /** The one who asked for it; it sees the job's stations. */
  viewer: Viewer
  stationIds: readonly number[]
  /** Says how far it is. @throws JobCancelled when it was asked to stop */
  progress: (doneUnits: bigint, totalUnits?: bigint) => Promise<void>
}

/** A kind of job: runs from where it was left, and leaves the same when run twice. @returns what its page shows, as plain JSON */
export type JobKind = (params: unknown, context: JobContext) => Promise<unknown>

export type JobKinds = Readonly<Record<string, JobKind>>

class JobCancelled extends Error {}

/** Jobs are locked by number within this class of advisory locks. */
const LOCK_CLASS = 4712

/**
 * Runs a job to its end, unless it has ended or another process is at it. A process that is killed loses its lock with its
 * connection, so that the next can take the job up.
 */
export async function runJob(id: bigint, kinds: JobKinds): Promise<void> {
  const client = await pool(SHARED_TABLES).connect()
  try {
    const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS free', [LOCK_CLASS, Number(id)])
    if (!rows[0]?.free) return
    try {
      await runLocked(id, kinds)
    } finally {
      await client.query('SELECT pg_advisory_unlock($1, $2)', [LOCK_CLASS, Number(id)])
    }
  } finally {
    client.release()
  }
}

async function runLocked(id: bigint, kinds: JobKinds): Promise<void> {
  const job = await db(SHARED_TABLES).backgroundJob.findFirst({ where: { id } })
  if (!job || (job.state !== 'queued' && job.state !== 'running')) return
  const run = kinds[job.kind]
  if (!run) throw new Error(`no job of kind ${job.kind}`)
  await update(`state = 'running', started_at = COALESCE(started_at, $2), done_units = 0`, [id, now()])
  const person = await db(SHARED_TABLES).appUser.findFirst({ where: { id: job.createdById }, select: { role: true } })
  const viewer = workingFor({ userId: job.createdById, name: job.createdByName, role: person?.role ?? null }, job.stationIds, String(id))
  try {
    const result = await inSpan(`job ${job.kind}`, { 'job.id': String(id) }, () => run(job.params, { id, viewer, stationIds: job.stationIds, progress: (done, total) => progress(id, done, total) }))
    await update(`state = 'done', finished_at = $2, result = $3, done_units = COALESCE(total_units, done_units)`, [id, now(), JSON.stringify(result ?? null)])
  } catch (error) {
    await finishBadly(id, error)
  }
}

async function finishBadly(id: bigint, error: unknown): Promise<void> {
  if (error instanceof JobCancelled) return update(`state = 'cancelled', finished_at = $2`, [id, now()])
  if (error instanceof DomainError) return update(`state = 'failed', finished_at = $2, failure = $3`, [id, now(), error.code])
  const reference = randomUUID().slice(0, 8)
  logError(error, { reference, job: String(id) })
  return update(`state = 'failed', finished_at = $2, failure = $3`, [id, now(), `unexpected ${reference}`])
}

/** How far a job is concerns nobody's books: it is kept outside of the audited transactions. */
async function update(assignments: string, values: readonly unknown[]): Promise<void> {
  await pool(SHARED_TABLES).query(`UPDATE background_job SET ${assignments} WHERE id = $1`, [...values])
}

async function progress(id: bigint, done: bigint, total?: bigint): Promise<void> {
  const { rows }: pg.QueryResult<{ cancelled: boolean }> = await besideTransaction(() => pool(SHARED_TABLES).query(
    'UPDATE background_job SET done_units = $2, total_units = COALESCE($3, total_units) WHERE id = $1 RETURNING cancel_requested AS cancelled',
    [id, done, total ?? null],
  ))
  if (rows[0]?.cancelled) throw new JobCancelled()
}
