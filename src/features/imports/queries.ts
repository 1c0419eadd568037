import 'server-only'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import { mayDo } from '@/domain/identity/permissions'
import type { ImportKind, Mapping } from '@/domain/imports/columns'
import { db } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'
import { assertMay, seesStation, type Viewer } from '@/server/viewer'
import { KINDS } from './kinds/kinds'
import { failureSchema, kindSchema, mappingSchema, outcomeSchema, summarySchema, type ImportOutcome, type ImportSummary } from './schemas'
import { needsFourEyes, readRow, type RowSeverity, type StoredRow } from './stored-rows'

export interface ListedImport {
  id: string
  kind: ImportKind
  fileName: string
  encoding: string
  state: 'uploaded' | 'checked' | 'committed' | 'discarded'
  version: number
  createdByName: string
  createdAt: Date
  committedAt: Date | null
  outcome: ImportOutcome | null
  summary: ImportSummary | null
}

export interface ImportDetail extends ListedImport {
  fileSha256: string
  fileBytes: number
  createdById: string
  header: string[]
  /** The first rows' cells. */
  sample: string[][]
  /** Which column stands where; what is known of it so far until it is settled. */
  mapping: Mapping
  source: string
  failure: z.infer<typeof failureSchema> | null
  jobId: string | null
  /** The stations of whoever brought it; null when all. */
  stationIds: number[] | null
  /** Rows kept with something to say, by how they stand. */
  counts: Readonly<Record<RowSeverity, number>>
}

const LISTED = 50

type Row = Awaited<ReturnType<ReturnType<typeof db>['importBatch']['findMany']>>[number]

/** A file of some stations is for those who see them all; one brought by somebody who sees every station, for such people. */
export const seesImport = (viewer: Viewer, stationIds: readonly number[]): boolean =>
  viewer.stations === 'all' || (stationIds.length > 0 && stationIds.every((id) => seesStation(viewer, id)))

/** The last imports that the viewer may see, newest first. */
export async function listImports(viewer: Viewer): Promise<ListedImport[]> {
  assertMay(viewer, 'imports.read')
  const rows = await db(viewer).importBatch.findMany({ orderBy: { id: 'desc' }, take: LISTED * 4 })
  return Promise.all(rows.filter(({ stationIds }) => seesImport(viewer, stationIds)).slice(0, LISTED).map(listedImport))
}

/** @throws DomainError `import-not-found` */
export async function getImport(viewer: Viewer, id: string): Promise<ImportDetail> {
  assertMay(viewer, 'imports.read')
  const row = /^\d{1,18}$/.test(id) ? await db(viewer).importBatch.findFirst({ where: { id: BigInt(id) } }) : null
  if (!row || !seesImport(viewer, row.stationIds)) throw new DomainError('import-not-found')
  const counted = await db(viewer).importRow.groupBy({ by: ['severity'], where: { batchId: row.id }, _count: true })
  const count = (severity: RowSeverity) => counted.find((group) => group.severity === severity)?._count ?? 0
  return {
    ...(await listedImport(row)),
    fileSha256: row.fileSha256,
    fileBytes: Number(row.fileBytes),
    createdById: row.createdById,
    header: row.header,
    sample: z.array(z.array(z.string())).parse(row.sample),
    mapping: mappingSchema.parse(row.mapping ?? {}),
    source: row.source,
    failure: row.failure === null ? null : failureSchema.parse(row.failure),
    jobId: row.jobId === null ? null : String(row.jobId),
    stationIds: row.stationIds.length === 0 ? null : row.stationIds,
    counts: { blocker: count('blocker'), held: count('held'), warning: count('warning'), confirmed: count('confirmed'), none: count('none') },
  }
}

async function listedImport(row: Row): Promise<ListedImport> {
  const person = await db(SHARED_TABLES).appUser.findFirst({ where: { id: row.createdById }, select: { name: true } })
  const { fileName, encoding, state, version, createdAt, committedAt } = row
  return {
    id: String(row.id), kind: kindSchema.parse(row.kind), fileName, encoding, state, version, createdAt, committedAt,
    createdByName: person?.name ?? row.createdById,
    outcome: row.outcome === null ? null : outcomeSchema.parse(row.outcome),
    summary: row.summary === null ? null : summarySchema.parse(row.summary),
  }
}

/** Whether its good rows may go in while others stay out. */
export const goesInPart = ({ kind }: Pick<ListedImport, 'kind'>): boolean => KINDS[kind].partial

/** Whether the viewer may say that a held row is right as it stands. */
export const mayConfirm = (viewer: Viewer, { createdById }: Pick<ImportDetail, 'createdById'>, row: Pick<StoredRow, 'findings' | 'decision'>): boolean =>
  needsFourEyes(row)
    ? mayDo(viewer.role, 'work-orders.decide') && viewer.userId !== createdById && row.decision.corrections.every(({ byId }) => byId !== viewer.userId)
    : mayDo(viewer.role, 'imports.write')

interface RowFilter {
  severity?: RowSeverity | undefined
  /** The rows behind this one. */
  after?: number | undefined
}

/** Rows with something to say, in the file's order; those that keep rows out of the books come under their own filter. */
export async function importRows(viewer: Viewer, id: string, { severity, after = 0 }: RowFilter, take: number): Promise<StoredRow[]> {
  await getImport(viewer, id)
  const rows = await db(viewer).importRow.findMany({
    where: { batchId: BigInt(id), rowNo: { gt: after }, ...(severity ? { severity } : {}) },
    orderBy: { rowNo: 'asc' },
    take,
  })
  return rows.map(readRow)
}

const ROWS_AT_ONCE = 2_000

/** All rows of an import with something found, in the file's order, some thousands at a time; the viewer has been given the import. */
export async function* faultyRows(viewer: Viewer, { id }: Pick<ImportDetail, 'id'>): AsyncGenerator<StoredRow> {
  assertMay(viewer, 'imports.read')
  let after = 0
  for (;;) {
    const rows = await db(viewer).importRow.findMany({ where: { batchId: BigInt(id), rowNo: { gt: after } }, orderBy: { rowNo: 'asc' }, take: ROWS_AT_ONCE })
    yield* rows.map(readRow).filter(({ findings }) => findings.length > 0)
    if (rows.length < ROWS_AT_ONCE) return
    after = rows.at(-1)?.rowNo ?? after
  }
}

/** One of them. @throws DomainError `row-not-found` */
export async function importRow(viewer: Viewer, id: string, rowNo: number): Promise<StoredRow> {
  await getImport(viewer, id)
  const row = await db(viewer).importRow.findFirst({ where: { batchId: BigInt(id), rowNo } })
  if (!row) throw new DomainError('row-not-found', { row: rowNo })
  return readRow(row)
}
