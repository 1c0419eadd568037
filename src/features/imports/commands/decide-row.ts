import 'server-only'
import { checkCategoryMonths } from '@/domain/imports/category-months'
import { DomainError } from '@/domain/errors'
import { transact, type AuditEntry, type Transaction } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { checkContext } from '../check-context'
import { getImport, type ImportDetail } from '../queries'
import type { ConfirmRow, CorrectRow } from '../schemas'
import { correctedCells, findingsJson, isOpen, type RowDecision, type StoredRow } from '../stored-rows'

/** Replaces a cell's value, with the reason kept; the whole file is checked again. @returns the rows still open */
export async function correctRow(viewer: Viewer, { id, version, rowNo, column, value, reason }: CorrectRow, at: Date): Promise<{ open: number }> {
  return decide(viewer, { id, version, rowNo }, (row) => {
    const was = correctedCells(row)[column]
    const correction = { column, was, now: value, reason, byName: viewer.name, at: at.toISOString() }
    return {
      decision: { corrections: [...row.decision.corrections, correction], confirmed: null },
      entry: { action: 'import.row-corrected', before: { row: rowNo, column, value: was }, after: { row: rowNo, column, value }, reason },
    }
  })
}

/** Says that what is held is right as it stands, with the reason kept. @throws DomainError `nothing-to-confirm` */
export async function confirmRow(viewer: Viewer, { id, version, rowNo, reason }: ConfirmRow, at: Date): Promise<{ open: number }> {
  return decide(viewer, { id, version, rowNo }, (row) => {
    if (!row.findings.some(({ severity }) => severity === 'held')) throw new DomainError('nothing-to-confirm', { row: rowNo })
    return {
      decision: { ...row.decision, confirmed: { reason, byName: viewer.name, at: at.toISOString() } },
      entry: { action: 'import.row-confirmed', after: { row: rowNo, cells: { ...correctedCells(row) } }, reason },
    }
  })
}

interface Place {
  id: string
  version: number
  rowNo: number
}

type Change = (row: StoredRow) => { decision: RowDecision; entry: Pick<AuditEntry, 'action' | 'before' | 'after' | 'reason'> }

async function decide(viewer: Viewer, { id, version, rowNo }: Place, change: Change): Promise<{ open: number }> {
  const [batch, context] = await Promise.all([getImport(viewer, id), checkContext(viewer)])
  const row = batch.rows.find((candidate) => candidate.rowNo === rowNo)
  if (!row) throw new DomainError('row-not-found', { row: rowNo })
  const { decision, entry } = change(row)
  const rows = batch.rows.map((candidate) => (candidate.rowNo === rowNo ? { ...candidate, decision } : candidate))
  const checked = checkCategoryMonths(rows.map(correctedCells), context)
  return transact(viewer, async (tx, record) => {
    await nextVersion(tx, batch, version)
    await tx.importRow.update({ where: { batchId_rowNo: { batchId: BigInt(id), rowNo } }, data: { decision } })
    for (const [index, { rowNo: number }] of rows.entries()) {
      const findings = findingsJson(checked[index] ?? { parsed: null, findings: [] })
      await tx.importRow.update({ where: { batchId_rowNo: { batchId: BigInt(id), rowNo: number } }, data: { findings } })
    }
    await record({ stationId: 0, subject: 'import', subjectKey: id, ...entry })
    return { open: rows.filter((candidate, index) => isOpen({ findings: findingsJson(checked[index] ?? { parsed: null, findings: [] }), decision: candidate.decision })).length }
  })
}

/** @throws DomainError `import-changed` when someone else has decided meanwhile, or it is committed already */
async function nextVersion(tx: Transaction, { id }: ImportDetail, version: number): Promise<void> {
  const { count } = await tx.importBatch.updateMany({ where: { id: BigInt(id), version, state: 'checked' }, data: { version: { increment: 1 } } })
  if (count !== 1) throw new DomainError('import-changed')
}
