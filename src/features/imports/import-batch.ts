import 'server-only'
import type { ImportKind, Mapping } from '@/domain/imports/columns'
import { DomainError } from '@/domain/errors'
import { db } from '@/server/db'
import { kindSchema, mappingSchema, summarySchema } from './schemas'
import { readDecision, type RowDecision } from './stored-rows'

/** An import as its jobs need it; whoever asked for the job has been let in already. */
export interface ImportBatch {
  id: bigint
  kind: ImportKind
  fileName: string
  fileSha256: string
  state: 'uploaded' | 'checked' | 'committed' | 'discarded'
  version: number
  mapping: Mapping
  /** In the file, as far as it has been checked. */
  rows: number
  /** Whether whoever brought it sees every station. */
  ofAllStations: boolean
}

/** @throws DomainError `import-not-found` */
export async function loadBatch(id: bigint): Promise<ImportBatch> {
  const row = await db().importBatch.findUnique({ where: { id } })
  if (!row) throw new DomainError('import-not-found')
  const { fileName, fileSha256, state, version, stationIds, summary } = row
  return { id, kind: kindSchema.parse(row.kind), fileName, fileSha256, state, version, mapping: mappingSchema.parse(row.mapping ?? {}), rows: summary === null ? 0 : summarySchema.parse(summary).rows, ofAllStations: stationIds.length === 0 }
}

/** What people have decided on its rows. */
export async function loadDecisions(batchId: bigint): Promise<Map<number, RowDecision>> {
  const rows = await db().importRow.findMany({ where: { batchId, decision: { not: { equals: null } } }, select: { rowNo: true, decision: true } })
  return new Map(rows.filter(({ decision }) => decision !== null).map(({ rowNo, decision }) => [rowNo, readDecision(decision)]))
}
