import 'server-only'
import { db, pool } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'
import { assertMay, type Viewer } from '@/server/viewer'

export interface RecordedRun {
  id: bigint
  kind: string
  outcome: string
  finishedAt: Date
  archive: string
  bytes: bigint | null
  rowCount: bigint | null
  fileCount: number | null
  yearly: boolean
  failure: string | null
}

/** The last attempts at backups and proofs, newest first. @throws DomainError `forbidden` */
export async function recentRuns(viewer: Viewer, take: number): Promise<RecordedRun[]> {
  assertMay(viewer, 'server-checks.read')
  return db(viewer).backupRun.findMany({
    select: { id: true, kind: true, outcome: true, finishedAt: true, archive: true, bytes: true, rowCount: true, fileCount: true, yearly: true, failure: true },
    orderBy: { id: 'desc' },
    take,
  })
}

export interface BackupFacts {
  lastBackupAt: Date | null
  lastBytes: number | null
  firstBackupAt: Date | null
  lastProofAt: Date | null
  /** Attempts that failed after the last that did not. */
  failedBackupAt: Date | null
  failedProofAt: Date | null
}

/** What is on record of backups and their proofs, in the order in which it went on record, whatever the clock did. */
export async function backupFacts(): Promise<BackupFacts> {
  const { rows } = await pool(SHARED_TABLES).query<{ [K in keyof BackupFacts]: BackupFacts[K] | (K extends 'lastBytes' ? string : never) }>(
    `SELECT (SELECT finished_at FROM backup_run WHERE kind = 'backup' AND outcome = 'done' ORDER BY id DESC LIMIT 1) AS "lastBackupAt",
            min(finished_at) FILTER (WHERE kind = 'backup' AND outcome = 'done') AS "firstBackupAt",
            (SELECT bytes FROM backup_run WHERE kind = 'backup' AND outcome = 'done' ORDER BY id DESC LIMIT 1) AS "lastBytes",
            (SELECT finished_at FROM backup_run WHERE kind = 'proof' AND outcome = 'done' ORDER BY id DESC LIMIT 1) AS "lastProofAt",
            max(finished_at) FILTER (WHERE kind = 'backup' AND outcome = 'failed' AND id > (SELECT COALESCE(max(id), 0) FROM backup_run WHERE kind = 'backup' AND outcome = 'done')) AS "failedBackupAt",
            max(finished_at) FILTER (WHERE kind = 'proof' AND outcome = 'failed' AND id > (SELECT COALESCE(max(id), 0) FROM backup_run WHERE kind = 'proof' AND outcome = 'done')) AS "failedProofAt"
     FROM backup_run`,
  )
  const [facts] = rows
  if (!facts) throw new Error('an aggregate without a row')
  return { ...facts, lastBytes: facts.lastBytes === null ? null : Number(facts.lastBytes) }
}
