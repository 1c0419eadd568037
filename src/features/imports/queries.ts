import 'server-only'
import { z } from 'zod'
import { DomainError } from '@/domain/errors'
import { db } from '@/server/db'
import { assertMay, type Viewer } from '@/server/viewer'
import { isOpen, readRow, type StoredRow } from './stored-rows'

const outcomeSchema = z.object({ added: z.int(), changed: z.int(), unchanged: z.int() })
export type ImportOutcome = z.infer<typeof outcomeSchema>

export interface ImportSummary {
  id: string
  fileName: string
  encoding: string
  state: 'checked' | 'committed' | 'discarded'
  version: number
  createdByName: string
  createdAt: Date
  committedAt: Date | null
  outcome: ImportOutcome | null
  rowCount: number
  openCount: number
}

export interface ImportDetail extends ImportSummary {
  rows: StoredRow[]
}

const LISTED = 50

/** The last imports, newest first. Files are the company's, not a station's: whoever may import sees them. */
export async function listImports(viewer: Viewer): Promise<ImportSummary[]> {
  assertMay(viewer, 'imports.read')
  const batches = await db().importBatch.findMany({ orderBy: { id: 'desc' }, take: LISTED, include: { rows: true } })
  return withNames(batches)
}

/** @throws DomainError `import-not-found` */
export async function getImport(viewer: Viewer, id: string): Promise<ImportDetail> {
  assertMay(viewer, 'imports.read')
  const batch = /^\d{1,18}$/.test(id) ? await db().importBatch.findUnique({ where: { id: BigInt(id) }, include: { rows: { orderBy: { rowNo: 'asc' } } } }) : null
  const [summary] = batch ? await withNames([batch]) : []
  if (!batch || !summary) throw new DomainError('import-not-found')
  return { ...summary, rows: batch.rows.map(readRow) }
}

type Batch = Awaited<ReturnType<ReturnType<typeof db>['importBatch']['findMany']>>[number] & { rows: { rowNo: number; cells: unknown; findings: unknown; decision: unknown }[] }

async function withNames(batches: readonly Batch[]): Promise<ImportSummary[]> {
  const people = await db().appUser.findMany({ where: { id: { in: batches.map(({ createdById }) => createdById) } }, select: { id: true, name: true } })
  return batches.map((batch) => ({
    id: String(batch.id),
    fileName: batch.fileName,
    encoding: batch.encoding,
    state: batch.state,
    version: batch.version,
    createdByName: people.find(({ id }) => id === batch.createdById)?.name ?? batch.createdById,
    createdAt: batch.createdAt,
    committedAt: batch.committedAt,
    outcome: batch.outcome === null ? null : outcomeSchema.parse(batch.outcome),
    rowCount: batch.rows.length,
    openCount: batch.rows.map(readRow).filter(isOpen).length,
  }))
}
