import 'server-only'
import type pg from 'pg'
import { DomainError } from '@/domain/errors'
import { pool } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'
import { transactBulk } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { importing, loadBatch, loadDecisions } from '../import-batch'
import { dropTables, tablesOf, type ImportTables } from '../import-tables'
import type { CommitContext, Committed, CommittedMonth } from '../kind-spec'
import { KINDS } from '../kinds/kinds'
import { readContext } from '../read-context'
import type { ImportOutcome } from '../schemas'

/** What came of it, and where bills came in. */
export interface CommittedImport {
  outcome: ImportOutcome
  billed: CommittedMonth[]
}

/**
 * Brings a checked file's rows into the books, with the totals and an audit entry for each station: all of them or none.
 * @throws DomainError `import-held` where nothing may go in while some rows stay out, `import-changed`, `import-books-moved`
 */
export async function commitImport(viewer: Viewer, stationIds: readonly number[], { id, version }: { id: bigint; version: number }, at: Date, sign: CommitContext['sign'] = () => Promise.resolve()): Promise<CommittedImport> {
  const batch = await loadBatch(id)
  if (batch.state !== 'checked' || batch.version !== version) throw new DomainError('import-changed')
  const spec = KINDS[batch.kind]
  const left = await rowsLeftOut(id)
  if (!spec.partial && left.length > 0) throw new DomainError('import-held', { count: left.length, rows: left.slice(0, 5).join('、') })
  const tables = tablesOf(id)
  const [read, decisions, summary] = await Promise.all([readContext(viewer), loadDecisions(id), pool(viewer).query<{ unchanged: number }>(`SELECT (summary ->> 'unchanged')::int AS unchanged FROM import_batch WHERE id = $1`, [id])])
  const confirmed = [...decisions].flatMap(([rowNo, decision]) => (decision.confirmed ? [rowNo] : []))
  await assertStaged(tables, batch.sound + confirmed.length)
  return transactBulk(importing(viewer, batch), async (client, record) => {
    await client.query(`SET LOCAL work_mem = '256MB'; SET LOCAL maintenance_work_mem = '512MB'`)
    await takeBatch(client, id, version, at)
    const committed = await spec
      .commit({ client, tables, read, mapping: batch.mapping, batchId: id, stationIds, mayAddStations: batch.ofAllStations, rowsRead: 0, staged: 0, record, by: viewer, fileName: batch.fileName, confirmed, at, sign })
      .catch(asMoved)
    const unchanged = Math.max(committed.unchanged, summary.rows[0]?.unchanged ?? 0)
    const outcome: ImportOutcome = { added: committed.added, changed: committed.changed, unchanged, left: left.length }
    await client.query('UPDATE import_batch SET outcome = $2 WHERE id = $1', [id, JSON.stringify(outcome)])
    await dropTables(client, tables)
    await record({ stationId: 0, action: 'import.committed', subject: 'import', subjectKey: String(id), after: { ...outcome } })
    return { outcome, billed: committed.billed }
  })
}

async function rowsLeftOut(id: bigint): Promise<number[]> {
  const { rows } = await pool(SHARED_TABLES).query<{ rowNo: number }>(`SELECT row_no AS "rowNo" FROM import_row WHERE batch_id = $1 AND severity IN ('blocker', 'held') ORDER BY row_no`, [id])
  return rows.map(({ rowNo }) => rowNo)
}

/**
 * What was staged is gone after a crash of the database, which empties unlogged tables and leaves them there, or in a database
 * that came out of a backup, which has none: the file is there, and is checked again.
 * @param expected the rows that the check found sound or already there, and those that people have confirmed: of a file that
 *   could not be read in any row nothing was staged
 */
async function assertStaged({ ready, stage }: ImportTables, expected: number): Promise<void> {
  const { rows } = await pool(SHARED_TABLES).query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AND to_regclass($2) IS NOT NULL AS there', [ready, stage])
  if (!rows[0]?.there) throw new DomainError('import-stage-lost')
  const staged = await pool(SHARED_TABLES).query(`SELECT 1 FROM ${stage} LIMIT 1`)
  if (staged.rows.length === 0 && expected > 0) throw new DomainError('import-stage-lost')
}

/** Of two who commit at once the second finds it taken. */
async function takeBatch(client: pg.PoolClient, id: bigint, version: number, at: Date): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE import_batch SET state = 'committed', committed_at = $3, version = version + 1 WHERE id = $1 AND version = $2 AND state = 'checked'`,
    [id, version, at],
  )
  if (rowCount !== 1) throw new DomainError('import-changed')
}

/** A key or rule of the books that stands against it now did not when it was checked. */
const MOVED = ['23503', '23505', '23P01']

function asMoved(error: unknown): Promise<Committed> {
  const moved = error instanceof Error && 'code' in error && typeof error.code === 'string' && MOVED.includes(error.code)
  return Promise.reject(moved ? new DomainError('import-books-moved', { count: 1 }) : error)
}
