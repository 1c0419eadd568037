import 'server-only'
import { alarmsAt, type Alarm } from '@/domain/server-check/alarms'
import type { CheckFinding, CheckState, ServerFigures } from '@/domain/server-check/assess'
import { mayDo } from '@/domain/identity/permissions'
import { backupFacts } from '@/features/backups/queries'
import { db, pool } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'
import { assertMay, type Viewer } from '@/server/viewer'

export interface StoredCheck {
  id: bigint
  at: Date
  state: CheckState
  figures: ServerFigures
  findings: CheckFinding[]
  byName: string
}

/** The checks on record, newest first. @throws DomainError `forbidden` */
export async function recentChecks(viewer: Viewer, take: number): Promise<StoredCheck[]> {
  assertMay(viewer, 'server-checks.read')
  return db(viewer).$queryRaw<StoredCheck[]>`SELECT id, at, state, figures, findings, by_name AS "byName" FROM server_check ORDER BY id DESC LIMIT ${take}`
}

/** One of them, or null. @throws DomainError `forbidden` */
export async function findCheck(viewer: Viewer, id: bigint): Promise<StoredCheck | null> {
  assertMay(viewer, 'server-checks.read')
  const rows = await db(viewer).$queryRaw<StoredCheck[]>`SELECT id, at, state, figures, findings, by_name AS "byName" FROM server_check WHERE id = ${id}`
  return rows[0] ?? null
}

/** What is wrong with the keeping of data at this moment, for those who look after the server; nothing for others. */
export async function alarmsFor(viewer: Viewer, at: Date): Promise<Alarm[]> {
  return mayDo(viewer.role, 'server-checks.read') ? alarmsNow(at) : []
}

export async function alarmsNow(at: Date): Promise<Alarm[]> {
  const [facts, { rows }] = await Promise.all([
    backupFacts(),
    pool(SHARED_TABLES).query<{ installedAt: Date; workerAt: Date | null; checkAt: Date | null; checkState: CheckState | null }>(
      `SELECT (SELECT min(finished_at) FROM applied_migrations()) AS "installedAt", (SELECT at FROM worker_sign) AS "workerAt", last.at AS "checkAt", last.state AS "checkState"
       FROM (SELECT 1) AS one LEFT JOIN (SELECT at, state FROM server_check ORDER BY id DESC LIMIT 1) AS last ON true`,
    ),
  ])
  const [row] = rows
  if (!row) throw new Error('a row of facts is missing')
  return alarmsAt({ ...facts, installedAt: row.installedAt, workerAt: row.workerAt, lastCheck: row.checkAt && { at: row.checkAt, bad: row.checkState === 'bad' } }, at)
}
