import 'server-only'
import { transactBulk } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'

export interface BackupRun {
  kind: 'backup' | 'proof' | 'restore'
  startedAt: Date
  finishedAt: Date
  archive: string
  digest: string | null
  bytes: number | null
  rows: bigint | null
  files: number | null
  yearly: boolean
  /** Why it failed, for an administrator; null when it was done. */
  failure: string | null
}

const DONE = { backup: 'backup.made', proof: 'backup.proven', restore: 'backup.restored' } as const

/** Puts an attempt on record, with its entry in the audit log. */
export async function recordRun(viewer: Viewer, run: BackupRun): Promise<void> {
  const outcome = run.failure === null ? 'done' : 'failed'
  await transactBulk(viewer, async (client, record) => {
    await client.query(
      `INSERT INTO backup_run (kind, outcome, started_at, finished_at, archive, digest, bytes, row_count, file_count, yearly, failure) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [run.kind, outcome, run.startedAt, run.finishedAt, run.archive, run.digest, run.bytes, run.rows, run.files, run.yearly, run.failure],
    )
    const after = { outcome, digest: run.digest, rows: run.rows === null ? null : String(run.rows), files: run.files, yearly: run.yearly, failure: run.failure }
    await record({ stationId: 0, action: DONE[run.kind], subject: 'backup', subjectKey: run.archive, after })
  })
}
