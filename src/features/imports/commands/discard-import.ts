import 'server-only'
import type pg from 'pg'
import { DomainError } from '@/domain/errors'
import { transactBulk } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { dropTables, tablesOf } from '../import-tables'
import { IMPORT_CHECK, IMPORT_COMMIT } from '../import-jobs'
import { getImport } from '../queries'
import type { BatchStep } from '../schemas'

/**
 * Puts a file aside; what was found stays readable, and the same file may come again.
 * @throws DomainError `import-under-way` while a check or commit is at it, `import-changed`
 */
export async function discardImport(viewer: Viewer, { id, version }: BatchStep): Promise<{ id: string }> {
  await getImport(viewer, id)
  return transactBulk(viewer, async (client, record) => {
    const { rowCount } = await client.query(
      `UPDATE import_batch SET state = 'discarded', version = version + 1 WHERE id = $1 AND version = $2 AND state IN ('uploaded', 'checked')`,
      [id, version],
    )
    if (rowCount !== 1) throw new DomainError('import-changed')
    await assertNobodyAtIt(client, id)
    await dropTables(client, tablesOf(id))
    await record({ stationId: 0, action: 'import.discarded', subject: 'import', subjectKey: id })
    return { id }
  })
}

/** Another page may have asked for it: what a job works on is not taken from under it. */
async function assertNobodyAtIt(client: pg.PoolClient, id: string): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM background_job WHERE state IN ('queued', 'running') AND kind IN ($1, $2) AND params ->> 'id' = $3) AS there`,
    [IMPORT_CHECK, IMPORT_COMMIT, id],
  )
  if (rows[0]?.there) throw new DomainError('import-under-way')
}
