import 'server-only'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import { fillInitials } from '@/features/accounts/commands/fill-initials'
import { now } from '@/server/clock'
import { pool } from '@/server/db'
import type { JobKind } from '@/server/jobs/run-job'
import type { Viewer } from '@/server/viewer'
import { checkImport } from './commands/check-import'
import { commitImport } from './commands/commit-import'
import { importing, loadBatch, type ImportBatch } from './import-batch'
import type { CommittedMonth } from './kind-spec'

export const IMPORT_CHECK = 'import-check'
export const IMPORT_COMMIT = 'import-commit'

const id = z.string().regex(/^\d{1,18}$/).transform(BigInt)
const checkParams = z.object({ id })
const commitParams = z.object({ id, version: z.int() })

/** Checks a file. Taken up again, it begins with the kept file and leaves the same. */
export const importCheckJob: JobKind = async (params, { viewer, stationIds, progress }) => checkImport(viewer, stationIds, checkParams.parse(params).id, progress)

/** What has to happen once bills have come into the books; it may ask for jobs of its own. */
export type AfterBills = (viewer: Viewer, months: readonly CommittedMonth[]) => Promise<unknown>

/**
 * Brings a file into the books in one transaction, then does what has to follow. Taken up after it was killed, it finds the
 * books either untouched or complete; what follows must therefore be safe to repeat.
 */
export const importCommitJob =
  (afterBills: readonly AfterBills[]): JobKind =>
  async (params, { viewer, stationIds, progress }) => {
    const step = commitParams.parse(params)
    const before = await loadBatch(step.id)
    const sign = (percent: number) => progress((BigInt(before.rows) * BigInt(percent)) / 100n)
    await sign(0)
    if (before.state === 'committed' && before.version === step.version + 1) return followUp(viewer, before, await billedBy(viewer, step.id), afterBills)
    const committed = await commitImport(viewer, stationIds, step, now(), sign).catch(async (error: unknown) => {
      if (error instanceof DomainError) await pool(viewer).query('UPDATE import_batch SET failure = $2 WHERE id = $1', [step.id, JSON.stringify({ code: error.code, params: error.params })])
      throw error
    })
    return followUp(viewer, before, committed.billed, afterBills)
  }

async function followUp(viewer: Viewer, batch: ImportBatch, billed: readonly CommittedMonth[], afterBills: readonly AfterBills[]): Promise<{ stations: number }> {
  if (batch.kind === 'accounts') await fillInitials(importing(viewer, batch))
  for (const after of billed.length > 0 ? afterBills : []) await after(viewer, billed)
  return { stations: billed.length }
}

/** Where an import's bills are, for one that was killed between the books and what has to follow. */
async function billedBy(viewer: Viewer, batchId: bigint): Promise<CommittedMonth[]> {
  const { rows } = await pool(viewer).query<CommittedMonth>(
    `SELECT DISTINCT b.station_id AS "stationId", to_char(b.month, 'YYYY-MM') AS month FROM bill b
     WHERE b.import_batch_id = $1 AND to_char(b.month, 'YYYY-MM') IN (SELECT jsonb_array_elements_text(summary -> 'months') FROM import_batch WHERE id = $1) ORDER BY 1, 2`,
    [batchId],
  )
  return rows
}
