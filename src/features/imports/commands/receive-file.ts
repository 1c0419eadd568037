import 'server-only'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import { columnName, columnsOf, missingColumns, type ImportKind, type Mapping } from '@/domain/imports/columns'
import { headerAmong, headerPrint, proposeMapping } from '@/domain/imports/header'
import { learnedNames, restoredMapping, type RememberedColumns } from '@/domain/imports/known-mapping'
import { hasNul, withoutNul } from '@/domain/imports/read-cells'
import { db } from '@/server/db'
import { keptFilePath } from '@/server/files/file-store'
import type { HeaderChoice } from '@/server/files/file-rows'
import { openRowFile } from '@/server/files/open-row-file'
import { SHARED_TABLES } from '@/server/scope'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { seesImport } from '../queries'
import { mappingSchema, outcomeSchema } from '../schemas'

/** A file that is kept already. */
export interface KeptFile {
  kind: ImportKind
  name: string
  sha256: string
  bytes: number
}

export interface Received {
  id: string
  /** The very same file was here before: its import is shown, and nothing is stored again. */
  seenBefore: boolean
  /** Whether every needed column was found, so that it can be checked without asking. */
  mapped: boolean
}

const SAMPLE_ROWS = 20
const MOST_LETTERS = 80

/**
 * Opens a kept file far enough to know what it is and which column is which, and puts the import on record. Its columns are
 * those of files with the same header; else they go by their names, those included that people have mapped before.
 * @throws DomainError of reading the file: then nothing is on record
 */
export async function receiveFile(viewer: Viewer, { kind, name, sha256, bytes }: KeptFile, at: Date): Promise<Received> {
  assertMay(viewer, 'imports.write')
  const before = await sameFileBefore(viewer, kind, sha256)
  if (before) return before
  const known = await knownMappings(kind)
  const learned = learnedNames(known.map(({ columns }) => columns))
  const { encoding, header, sample } = await look(sha256, (rows) => headerAmong(kind, rows, learned))
  const same = known.find(({ fingerprint }) => fingerprint === headerPrint(header))
  const mapping = (same && restoredMapping(header, same.columns)) ?? proposeMapping(kind, header, learned)
  assertEnoughColumns(kind, header, mapping)
  const id = await transact(viewer, async (tx, record) => {
    const batch = await tx.importBatch.create({
      data: {
        kind, fileName: name.slice(0, 200), fileSha256: sha256, fileBytes: bytes, encoding, state: 'uploaded', createdById: viewer.userId, createdAt: at,
        header, sample, mapping, source: same?.source ?? '', stationIds: storedScope(viewer),
      },
    })
    await record({ stationId: 0, action: 'import.uploaded', subject: 'import', subjectKey: String(batch.id), after: { file: batch.fileName, kind, bytes, sha256 } })
    return batch.id
  })
  return { id: String(id), seenBefore: false, mapped: missingColumns(kind, mapping).length === 0 }
}

/** None of them stands for all; who sees no station is kept apart from that by a station that there is not. */
const storedScope = ({ stations }: Viewer): number[] => (stations === 'all' ? [] : stations.length === 0 ? [0] : [...stations])

/** One that left rows out may come again: what kept them out may have been mended. */
async function sameFileBefore(viewer: Viewer, kind: ImportKind, fileSha256: string): Promise<Received | null> {
  const rows = await db(viewer).importBatch.findMany({ where: { kind, fileSha256, state: { not: 'discarded' } }, orderBy: { id: 'desc' } })
  const before = rows.find(({ stationIds, outcome }) => seesImport(viewer, stationIds) && (outcome === null || outcomeSchema.parse(outcome).left === 0))
  return before ? { id: String(before.id), seenBefore: true, mapped: missingColumns(kind, mappingSchema.parse(before.mapping ?? {})).length === 0 } : null
}

/** The header and the first rows. */
async function look(sha256: string, choice: HeaderChoice): Promise<{ encoding: string; header: string[]; sample: string[][] }> {
  const file = await openRowFile(keptFilePath(sha256), choice)
  if (file.header.some(hasNul)) throw new DomainError('file-wrong-kind', { kind: 'binary' })
  const sample: string[][] = []
  for await (const rows of file.rows()) {
    sample.push(...rows.slice(0, SAMPLE_ROWS - sample.length).map(({ cells }) => cells.map((cell) => withoutNul(cell.slice(0, MOST_LETTERS)))))
    if (sample.length >= SAMPLE_ROWS) break
  }
  if (sample.length === 0) throw new DomainError('file-header-only')
  return { encoding: file.encoding, header: file.header, sample }
}

/** Fewer columns than it takes cannot be mapped in any way. */
function assertEnoughColumns(kind: ImportKind, header: readonly string[], mapping: Mapping): void {
  if (header.length >= columnsOf(kind).filter(([, { required }]) => required).length) return
  const missing = missingColumns(kind, mapping).map((name) => `${columnName(kind, name, 'zh-CN')} / ${columnName(kind, name, 'en')}`)
  throw new DomainError('file-missing-columns', { missing: missing.join('、'), found: header.filter(Boolean).join('、') || '—' })
}

const columnsSchema = z.record(z.string(), z.union([z.object({ name: z.string(), place: z.int() }), z.string().transform((name) => ({ name, place: null }))]))

/** How files were mapped by hand before, the oldest first. */
async function knownMappings(kind: ImportKind): Promise<{ fingerprint: string; source: string; columns: RememberedColumns }[]> {
  const rows = await db(SHARED_TABLES).importMapping.findMany({ where: { kind }, orderBy: { at: 'asc' } })
  return rows.map(({ fingerprint, source, columns }) => ({ fingerprint, source, columns: columnsSchema.parse(columns) }))
}
