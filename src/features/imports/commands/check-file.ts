import 'server-only'
import { createHash } from 'node:crypto'
import { checkCategoryMonths } from '@/domain/imports/category-months'
import { db } from '@/server/db'
import { readTable } from '@/server/files/read-table'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { checkContext } from '../check-context'
import { cellsAt, columnPlaces } from '../header-mapping'
import { findingsJson } from '../stored-rows'

interface UploadedFile {
  name: string
  content: Buffer
}

export interface CheckOutcome {
  id: string
  /** The very same file was here before: its import is shown, and nothing is stored again. */
  seenBefore: boolean
}

/**
 * Reads and checks a statement of category months and keeps it for decisions. Nothing reaches the books yet.
 * @throws DomainError from reading the file or finding its columns; then nothing is kept
 */
export async function checkFile(viewer: Viewer, { name, content }: UploadedFile, at: Date): Promise<CheckOutcome> {
  const fileSha256 = createHash('sha256').update(content).digest('hex')
  const before = await db().importBatch.findFirst({ where: { fileSha256, state: { in: ['checked', 'committed'] } }, orderBy: { id: 'desc' }, select: { id: true } })
  if (before) return { id: String(before.id), seenBefore: true }
  const table = await readTable(content)
  const places = columnPlaces(table.header)
  const rows = table.rows.map(({ rowNo, cells }) => ({ rowNo, cells: cellsAt(places, cells) }))
  const checked = checkCategoryMonths(rows.map(({ cells }) => cells), await checkContext(viewer))
  return transact(viewer, async (tx, record) => {
    const batch = await tx.importBatch.create({
      data: { kind: 'category-months', fileName: name.slice(0, 200), fileSha256, encoding: table.encoding, state: 'checked', createdById: viewer.userId, createdAt: at },
    })
    await tx.importRow.createMany({
      data: rows.map(({ rowNo, cells }, index) => ({ batchId: batch.id, rowNo, cells: { ...cells }, findings: findingsJson(checked[index] ?? { parsed: null, findings: [] }) })),
    })
    await record({ stationId: 0, action: 'import.checked', subject: 'import', subjectKey: String(batch.id), after: { file: batch.fileName, rows: rows.length, sha256: fileSha256 } })
    return { id: String(batch.id), seenBefore: false }
  })
}
