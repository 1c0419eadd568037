import 'server-only'
import { PROOF_EVERY_DAYS } from '@/domain/server-check/assess'
import { BACKUP, BACKUP_PROOF } from '@/features/backups/schemas'
import { backupFacts } from '@/features/backups/queries'
import { dayInChina } from '@/server/clock'
import { pool } from '@/server/db'
import { enqueueJob } from '@/server/jobs/job-store'
import { SHARED_TABLES } from '@/server/scope'
import { commandLineOperator } from '@/server/viewer'
import { SERVER_CHECK } from '../schemas'

/** One at a time in the whole installation looks what is due. */
const LOCK = 4_717

/** When a new day begins for each, after China's midnight. The check comes last, so that it sees how the backup went. */
const BACKUP_AFTER_MS = 90 * 60_000
const CHECK_AFTER_MS = 150 * 60_000

const DAY_MS = 86_400_000

/**
 * Orders the night's backup, the week's proof of one, and the day's check, each once, as soon as its hour has come: a server
 * that was off during the night does them when it is back. Safe to ask as often as one likes, from as many workers.
 * @returns the kinds that were ordered
 */
export async function orderNightlyWork(at: Date): Promise<string[]> {
  const client = await pool(SHARED_TABLES).connect()
  try {
    const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [LOCK])
    if (!rows[0]?.free) return []
    try {
      const due = await dueWork(at)
      for (const { kind, day } of due) await enqueueJob(commandLineOperator(), { kind, params: { day }, stationIds: [], total: null })
      return due.map(({ kind }) => kind)
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK])
    }
  } finally {
    client.release()
  }
}

async function dueWork(at: Date): Promise<{ kind: string; day: string }[]> {
  const dayAfter = (afterMs: number) => dayInChina(new Date(at.getTime() - afterMs))
  const { firstBackupAt, lastProofAt } = await backupFacts()
  const last = lastProofAt ?? firstBackupAt
  const proofIsDue = last !== null && at.getTime() - last.getTime() > PROOF_EVERY_DAYS * DAY_MS
  const wanted = [
    { kind: BACKUP, day: dayAfter(BACKUP_AFTER_MS) },
    ...(proofIsDue ? [{ kind: BACKUP_PROOF, day: dayAfter(BACKUP_AFTER_MS) }] : []),
    { kind: SERVER_CHECK, day: dayAfter(CHECK_AFTER_MS) },
  ]
  const ordered = await Promise.all(wanted.map(({ kind, day }) => wasOrdered(kind, day)))
  return wanted.filter((_, index) => !ordered[index])
}

/** A job that failed counts: it is on record and raises its alarm, and the next one comes with the next day or by hand. */
async function wasOrdered(kind: string, day: string): Promise<boolean> {
  const { rowCount } = await pool(SHARED_TABLES).query(`SELECT 1 FROM background_job WHERE kind = $1 AND params ->> 'day' = $2 LIMIT 1`, [kind, day])
  return rowCount !== 0
}
