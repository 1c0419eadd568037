import 'server-only'
import type pg from 'pg'
import { DomainError } from '@/domain/errors'
import { missingColumns } from '@/domain/imports/columns'
import { copyRows } from '@/server/copy-rows'
import { pool } from '@/server/db'
import { keptFilePath } from '@/server/files/file-store'
import { openRowFile } from '@/server/files/open-row-file'
import type { HeaderChoice, RowFile } from '@/server/files/file-rows'
import { transactBulk } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { collectedRows } from '../collect-rows'
import { importing, loadBatch, loadDecisions, type ImportBatch } from '../import-batch'
import { analyze, createTable, createTables, tablesOf } from '../import-tables'
import type { CheckContext, Checked, KindSpec } from '../kind-spec'
import { KINDS } from '../kinds/kinds'
import { readContext } from '../read-context'
import type { ImportSummary } from '../schemas'
import { stageRows } from '../stage-rows'
import { correctionsOf, type RowDecision } from '../stored-rows'

/** How far the check is: rows, of about so many. */
export type Sign = (done: bigint, total: bigint) => Promise<void>

/** Reading takes about so much of a check; the rest goes by steps in the database, up to where its answer is kept. */
const READING_PERCENT = 35n
const ASKED_PERCENT = 95

/**
 * Large joins and sorts stay in memory and go to several processes. Working tables are asked of a few times and dropped: a
 * small sample says enough of them, and nothing waits for them to reach the disk. What is kept of a check, and the books,
 * are written by others, whose commits wait for all that was written before.
 */
const FOR_WORKING_TABLES = [['work_mem', `'256MB'`], ['maintenance_work_mem', `'512MB'`], ['default_statistics_target', '20'], ['parallel_tuple_cost', '0'], ['synchronous_commit', 'off']] as const

/**
 * Reads the kept file into the stage, checks it set-wise against the books and keeps the rows with something wrong. Nothing
 * reaches the books. It leaves the same when run again, and starts over when it was broken off.
 * @throws DomainError of reading the file (kept with the import too), `import-changed` when it is past checking
 */
export async function checkImport(viewer: Viewer, stationIds: readonly number[], id: bigint, sign: Sign = () => Promise.resolve()): Promise<ImportSummary> {
  const batch = await loadBatch(id)
  if (batch.state !== 'uploaded' && batch.state !== 'checked') throw new DomainError('import-changed')
  if (missingColumns(batch.kind, batch.mapping).length > 0) throw new DomainError('mapping-missing')
  const client = await pool(importing(viewer, batch)).connect()
  try {
    await client.query(FOR_WORKING_TABLES.map(([name, value]) => `SET ${name} = ${value}`).join('; '))
    const file = await openRowFile(keptFilePath(batch.fileSha256), placeOf(batch.header))
    return await checkFile(viewer, stationIds, batch, client, file, sign)
  } catch (error) {
    if (error instanceof DomainError) await pool(viewer).query('UPDATE import_batch SET failure = $2 WHERE id = $1', [id, JSON.stringify({ code: error.code, params: error.params })])
    throw error
  } finally {
    await client.query([...FOR_WORKING_TABLES.map(([name]) => name), 'join_collapse_limit'].map((name) => `RESET ${name}`).join('; '))
    client.release()
  }
}

/** Where the header stood when the file came; its first row, where that is not to be found again. */
const placeOf = (header: readonly string[]): HeaderChoice => (rows) => Math.max(0, rows.findIndex((cells) => cells.length === header.length && cells.every((cell, place) => cell === header[place])))

async function checkFile(viewer: Viewer, stationIds: readonly number[], batch: ImportBatch, client: pg.PoolClient, file: RowFile, sign: Sign): Promise<ImportSummary> {
  const spec = KINDS[batch.kind]
  const tables = tablesOf(batch.id)
  const [read, decisions] = await Promise.all([readContext(viewer), loadDecisions(batch.id)])
  const context = { client, tables, read, mapping: batch.mapping, batchId: batch.id, stationIds, mayAddStations: batch.ofAllStations }
  await createTables(client, tables, spec.stage)
  const { rowsRead: rows, staged } = await stageRows(context, spec, file, correctionsOf(decisions), (done) => {
    const share = Math.max(0.001, file.shareRead())
    return sign((BigInt(done) * READING_PERCENT) / 100n, BigInt(Math.max(done, Math.round(done / share))))
  })
  if (rows === 0) throw new DomainError('file-header-only')
  const sheetsLeft = file.sheetsLeft()
  const total = BigInt(rows)
  await sign((total * READING_PERCENT) / 100n, total)
  await analyze(client, tables.stage)
  const asking = { ...context, rowsRead: rows, staged, sign: (percent: number) => sign((total * BigInt(percent)) / 100n, total) }
  const checked = await spec.check(asking)
  await createTable(client, `CREATE INDEX ON ${tables.fault} (row_no)`)
  await asking.sign(ASKED_PERCENT)
  return keepResult(viewer, batch, spec, asking, { file, decisions, rows, sheetsLeft, checked })
}

interface Result {
  file: RowFile
  decisions: ReadonlyMap<number, RowDecision>
  rows: number
  sheetsLeft: readonly string[]
  checked: Checked
}

const KEPT = ['batch_id', 'row_no', 'cells', 'findings', 'decision', 'severity'] as const

async function keepResult(viewer: Viewer, batch: ImportBatch, spec: KindSpec, { tables, read, sign }: CheckContext, { file, decisions, rows, sheetsLeft, checked }: Result): Promise<ImportSummary> {
  const summary: ImportSummary = { rows, ...checked, ...(sheetsLeft.length > 0 ? { sheetsLeft: [...sheetsLeft] } : {}) }
  return transactBulk(viewer, async (client, record) => {
    const { rowCount } = await client.query(
      `UPDATE import_batch SET state = 'checked', version = version + 1, summary = $3, failure = NULL WHERE id = $1 AND version = $2 AND state IN ('uploaded', 'checked')`,
      [batch.id, batch.version, JSON.stringify(summary)],
    )
    // Somebody decided on a row or mapped it otherwise while it was checked: what was found is no longer the answer.
    if (rowCount !== 1) throw new DomainError('import-changed')
    await client.query('DELETE FROM import_row WHERE batch_id = $1', [batch.id])
    let some: (readonly (string | number | bigint | null)[])[] = []
    const explain = spec.explain
    for await (const row of collectedRows(client, tables.fault, file, decisions, (fault) => explain?.(fault, read) ?? fault)) {
      some.push([batch.id, ...row])
      if (some.length < 5_000) continue
      await copyRows(client, 'import_row', KEPT, some)
      await sign(ASKED_PERCENT)
      some = []
    }
    await copyRows(client, 'import_row', KEPT, some)
    await record({ stationId: 0, action: 'import.checked', subject: 'import', subjectKey: String(batch.id), after: { file: batch.fileName, rows, sha256: batch.fileSha256 } })
    return summary
  })
}
