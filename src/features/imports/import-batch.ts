import 'server-only'
import type { ImportKind, Mapping } from '@/domain/imports/columns'
import { DomainError } from '@/domain/errors'
import { db } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'
import type { Viewer } from '@/server/viewer'
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
  header: string[]
  mapping: Mapping
  /** In the file, as far as it has been checked. */
  rows: number
  /** Of those, the ones that the check found sound: to be added or changed, or in the books already. */
  sound: number
  /** Whether whoever brought it sees every station. */
  ofAllStations: boolean
}

/** @throws DomainError `import-not-found` */
export async function loadBatch(id: bigint): Promise<ImportBatch> {
  const row = await db(SHARED_TABLES).importBatch.findFirst({ where: { id } })
  if (!row) throw new DomainError('import-not-found')
  const { fileName, fileSha256, state, version, header, stationIds } = row
  const summary = row.summary === null ? null : summarySchema.parse(row.summary)
  return { id, kind: kindSchema.parse(row.kind), fileName, fileSha256, state, version, header, mapping: mappingSchema.parse(row.mapping ?? {}), rows: summary?.rows ?? 0, sound: summary ? summary.added + summary.changed + summary.unchanged : 0, ofAllStations: stationIds.length === 0 }
}

/**
 * For whom an import's rows are read and written: its job's viewer; or who sees every station, when whoever brought it does, for
 * the file may make new ones. What it may touch is held to the job's stations besides.
 */
export const importing = (viewer: Viewer, { ofAllStations }: ImportBatch): Viewer => (ofAllStations ? { ...viewer, stations: 'all' } : viewer)

/** What people have decided on its rows. */
export async function loadDecisions(batchId: bigint): Promise<Map<number, RowDecision>> {
  const rows = await db(SHARED_TABLES).importRow.findMany({ where: { batchId, decision: { not: { equals: null } } }, select: { rowNo: true, decision: true } })
  return new Map(rows.filter(({ decision }) => decision !== null).map(({ rowNo, decision }) => [rowNo, readDecision(decision)]))
}
