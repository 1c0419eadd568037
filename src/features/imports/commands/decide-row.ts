import 'server-only'
import { DomainError } from '@/domain/errors'
import { transact, type AuditEntry } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { getImport, importRow, mayConfirm, type ImportDetail } from '../queries'
import { MOST_CORRECTABLE_ROWS, type ConfirmRow, type CorrectRow } from '../schemas'
import { cellsNow } from '../row-cells'
import { needsFourEyes, severityOf, type RowDecision, type StoredRow } from '../stored-rows'
import { stationsOf } from '../asked-stations'
import { checkImport } from './check-import'

/**
 * Replaces a cell's value, with the reason kept; the whole file is checked again.
 * @returns the rows that still stay out
 * @throws DomainError `import-too-large` beyond the size that is checked at once, `import-changed`
 */
export async function correctRow(viewer: Viewer, { id, version, rowNo, column, value, reason }: CorrectRow, at: Date): Promise<{ open: number }> {
  const [batch, row] = await Promise.all([getImport(viewer, id), importRow(viewer, id, rowNo)])
  if ((batch.summary?.rows ?? 0) > MOST_CORRECTABLE_ROWS) throw new DomainError('import-too-large', { limit: MOST_CORRECTABLE_ROWS })
  if (batch.mapping[column] === undefined) throw new DomainError('column-unknown', { column })
  const was = cellsNow(batch, row, [column])[column] ?? ''
  const correction = { column, was, now: value, reason, byName: viewer.name, byId: viewer.userId, at: at.toISOString() }
  await decide(viewer, { id, version, rowNo }, row, { corrections: [...row.decision.corrections, correction], confirmed: null }, {
    action: 'import.row-corrected', before: { row: rowNo, column, value: was }, after: { row: rowNo, column, value }, reason,
  })
  await checkImport(viewer, await stationsOf(viewer), BigInt(id))
  return openOf(await getImport(viewer, id))
}

/**
 * Says that what is held is right as it stands, with the reason kept. A change of category needs a second person who may
 * decide work orders, neither who brought the file nor who put anything in the row.
 * @throws DomainError `nothing-to-confirm`, `import-four-eyes`, `import-changed`
 */
export async function confirmRow(viewer: Viewer, { id, version, rowNo, reason }: ConfirmRow, at: Date): Promise<{ open: number }> {
  const [batch, row] = await Promise.all([getImport(viewer, id), importRow(viewer, id, rowNo)])
  if (row.severity !== 'held') throw new DomainError('nothing-to-confirm', { row: rowNo })
  if (!mayConfirm(viewer, batch, row)) throw needsFourEyes(row) ? new DomainError('import-four-eyes') : new DomainError('forbidden', { permission: 'imports.write' })
  await decide(viewer, { id, version, rowNo }, row, { ...row.decision, confirmed: { reason, byName: viewer.name, byId: viewer.userId, at: at.toISOString() } }, {
    action: 'import.row-confirmed', after: { row: rowNo, cells: row.cells }, reason,
  })
  return openOf(await getImport(viewer, id))
}

const openOf = ({ counts }: ImportDetail): { open: number } => ({ open: counts.blocker + counts.held })

interface Place {
  id: string
  version: number
  rowNo: number
}

/** @throws DomainError `import-changed` when someone else has decided meanwhile, or it is committed already */
async function decide(viewer: Viewer, { id, version, rowNo }: Place, row: StoredRow, decision: RowDecision, entry: Pick<AuditEntry, 'action' | 'before' | 'after' | 'reason'>): Promise<void> {
  await transact(viewer, async (tx, record) => {
    const { count } = await tx.importBatch.updateMany({ where: { id: BigInt(id), version, state: 'checked' }, data: { version: { increment: 1 } } })
    if (count !== 1) throw new DomainError('import-changed')
    await tx.importRow.update({ where: { batchId_rowNo: { batchId: BigInt(id), rowNo } }, data: { decision: { ...decision }, severity: severityOf(row.findings, decision) } })
    await record({ stationId: 0, subject: 'import', subjectKey: id, ...entry })
  })
}
