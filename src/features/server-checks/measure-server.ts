import 'server-only'
import { mkdir, statfs } from 'node:fs/promises'
import type { ServerFigures } from '@/domain/server-check/assess'
import { listStations } from '@/features/accounts/queries'
import { writeAnchors } from '@/features/audit-log/commands/anchor-log'
import { brokenLinks, chainHeads } from '@/features/audit-log/chain-queries'
import { unrecordedFacts } from '@/features/audit-log/completeness-queries'
import { backupFacts } from '@/features/backups/queries'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { dayInChina } from '@/server/clock'
import { pool } from '@/server/db'
import { env } from '@/server/env'
import { release } from '@/server/release'
import { SHARED_TABLES } from '@/server/scope'
import type { Viewer } from '@/server/viewer'

const HOUR_MS = 3_600_000

/** How far a check is, in stations. */
export type Progress = (done: bigint, total: bigint) => Promise<void>

/** Looks at everything that the daily check asks about, and anchors the audit log's chains for the day. */
export async function measureServer(viewer: Viewer, at: Date, progress: Progress): Promise<ServerFigures> {
  const drifts = await countDrifts(viewer, progress)
  const [disks, database, jobs, backups, auditLog] = [await measureDisks(), await measureDatabase(), await measureJobs(at), await backupFacts(), await measureAuditLog(at)]
  const since = (instant: Date | null, unitMs: number) => (instant === null ? null : Math.floor((at.getTime() - instant.getTime()) / unitMs))
  return {
    version: release().version,
    disks,
    ...database,
    jobs,
    backup: { hoursSinceLast: since(backups.lastBackupAt, HOUR_MS), bytes: backups.lastBytes, lastFailed: backups.failedBackupAt !== null },
    proof: { daysSinceLast: since(backups.lastProofAt, 24 * HOUR_MS), lastFailed: backups.failedProofAt !== null, daysSinceFirstBackup: since(backups.firstBackupAt, 24 * HOUR_MS) },
    drifts,
    auditLog,
  }
}

async function countDrifts(viewer: Viewer, progress: Progress): Promise<number> {
  const stations = await listStations(viewer)
  let drifts = 0
  for (const [index, { id }] of stations.entries()) {
    await progress(BigInt(index), BigInt(stations.length))
    drifts += (await findDrift(id, await monthsWithBooks(id))).length
  }
  return drifts
}

async function measureDisks(): Promise<ServerFigures['disks']> {
  const { TARIFF_AUDIT_FILES, TARIFF_AUDIT_BACKUPS } = env()
  const disks: ServerFigures['disks'][number][] = []
  for (const [place, folder] of [['files', TARIFF_AUDIT_FILES], ['backups', TARIFF_AUDIT_BACKUPS]] as const) {
    if (folder === undefined) continue
    await mkdir(folder, { recursive: true })
    const { bavail, blocks, bsize } = await statfs(folder)
    disks.push({ place, freeBytes: bavail * bsize, totalBytes: blocks * bsize })
  }
  return disks
}

async function measureDatabase(): Promise<Pick<ServerFigures, 'postgres' | 'databaseBytes' | 'connections' | 'mostConnections' | 'pendingMigrations'>> {
  const { rows } = await pool(SHARED_TABLES).query<{ postgres: string; bytes: string; connections: number; most: number; known: boolean }>(
    `SELECT current_setting('server_version') AS postgres, pg_database_size(current_database()) AS bytes, (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
            current_setting('max_connections')::int AS most, EXISTS (SELECT 1 FROM applied_migrations() WHERE name = $1) AS known`,
    [release().lastMigration],
  )
  const [row] = rows
  if (!row) throw new Error('a row of settings is missing')
  return { postgres: row.postgres, databaseBytes: Number(row.bytes), connections: row.connections, mostConnections: row.most, pendingMigrations: row.known || release().lastMigration === null ? 0 : 1 }
}

async function measureJobs(at: Date): Promise<ServerFigures['jobs']> {
  const { rows } = await pool(SHARED_TABLES).query<ServerFigures['jobs']>(
    `SELECT count(*) FILTER (WHERE state = 'queued')::int AS waiting,
            floor(extract(epoch FROM $1::timestamptz - min(created_at) FILTER (WHERE state = 'queued')) / 60)::int AS "oldestWaitingMinutes",
            count(*) FILTER (WHERE state = 'failed' AND finished_at > $1::timestamptz - interval '24 hours')::int AS "failedToday"
     FROM background_job WHERE state = 'queued' OR finished_at > $1::timestamptz - interval '24 hours'`,
    [at],
  )
  return rows[0] ?? { waiting: 0, oldestWaitingMinutes: null, failedToday: 0 }
}

/** The ends of the chains are written down first: what is broken later cannot change what was noted elsewhere. */
async function measureAuditLog(at: Date): Promise<ServerFigures['auditLog']> {
  const folder = env().TARIFF_AUDIT_ANCHORS
  const heads = await chainHeads()
  if (folder !== undefined) await writeAnchors(folder, heads, dayInChina(at), at)
  const [broken, unrecorded] = [await brokenLinks(null), await unrecordedFacts()]
  return { links: Number(heads.reduce((sum, { seq }) => sum + seq, 0n)), broken: broken.length, unrecorded: unrecorded.length, anchored: folder !== undefined }
}
