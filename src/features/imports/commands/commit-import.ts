import 'server-only'
import type pg from 'pg'
import { checkCategoryMonths, type CategoryMonthRow } from '@/domain/imports/category-months'
import { DomainError } from '@/domain/errors'
import type { BillingMonth } from '@/domain/plain-date'
import { rebuildTotals } from '@/features/bills/commands/rebuild-totals'
import { transactBulk } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { checkContext } from '../check-context'
import { getImport, type ImportOutcome } from '../queries'
import type { BatchStep } from '../schemas'
import { correctedCells, isOpen } from '../stored-rows'

/**
 * Brings a checked file's rows into the books: statements that are new or differ, and the totals of months that have no
 * bills. All of it or nothing; rows that are there already stay untouched.
 * @throws DomainError `import-held` naming the rows that wait for a decision, `import-changed`
 */
export async function commitImport(viewer: Viewer, { id, version }: BatchStep, at: Date): Promise<ImportOutcome> {
  const [batch, context] = await Promise.all([getImport(viewer, id), checkContext(viewer)])
  if (batch.state !== 'checked' || batch.version !== version) throw new DomainError('import-changed')
  const checked = checkCategoryMonths(batch.rows.map(correctedCells), context)
  const open = batch.rows.filter((row, index) => checked[index]?.parsed === null || isOpen(row))
  if (open.length > 0) throw new DomainError('import-held', { count: open.length, rows: open.slice(0, 5).map(({ rowNo }) => rowNo).join('、') })
  const rows = checked.flatMap(({ parsed }) => (parsed ? [parsed] : []))
  return transactBulk(viewer, async (client, record) => {
    await takeBatch(client, id, version, at)
    const outcome: ImportOutcome = { added: 0, changed: 0, unchanged: 0 }
    for (const row of rows) outcome[await upsertStatement(client, id, row)] += 1
    for (const [stationId, months] of monthsByStation(rows)) {
      await rebuildTotals(client, stationId, months)
      await record({ stationId, action: 'statement.imported', subject: 'import', subjectKey: id, after: { file: batch.fileName, months: [...months] } })
    }
    await client.query('UPDATE import_batch SET outcome = $2 WHERE id = $1', [id, JSON.stringify(outcome)])
    await record({ stationId: 0, action: 'import.committed', subject: 'import', subjectKey: id, after: { ...outcome } })
    return outcome
  })
}

/** Of two who commit at once the second finds it taken. */
async function takeBatch(client: pg.PoolClient, id: string, version: number, at: Date): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE import_batch SET state = 'committed', committed_at = $3, version = version + 1 WHERE id = $1 AND version = $2 AND state = 'checked'`,
    [id, version, at],
  )
  if (rowCount !== 1) throw new DomainError('import-changed')
}

async function upsertStatement(client: pg.PoolClient, batchId: string, row: CategoryMonthRow): Promise<keyof ImportOutcome> {
  const { rows } = await client.query<{ added: boolean }>(
    `INSERT INTO category_month_statement AS known (station_id, month, category_id, accounts, energy_wh, amount_fen, import_batch_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (station_id, month, category_id) DO UPDATE
       SET accounts = EXCLUDED.accounts, energy_wh = EXCLUDED.energy_wh, amount_fen = EXCLUDED.amount_fen, import_batch_id = EXCLUDED.import_batch_id
       WHERE (known.accounts, known.energy_wh, known.amount_fen) IS DISTINCT FROM (EXCLUDED.accounts, EXCLUDED.energy_wh, EXCLUDED.amount_fen)
     RETURNING xmax = 0 AS added`,
    [row.stationId, `${row.month}-01`, row.categoryId, row.accounts, String(row.energyWh), String(row.amountFen), batchId],
  )
  const [written] = rows
  return written === undefined ? 'unchanged' : written.added ? 'added' : 'changed'
}

function monthsByStation(rows: readonly CategoryMonthRow[]): Map<number, BillingMonth[]> {
  const months = new Map<number, BillingMonth[]>()
  for (const { stationId, month } of rows) {
    const known = months.get(stationId) ?? []
    if (!known.includes(month)) months.set(stationId, [...known, month])
  }
  return months
}
