import 'server-only'
import { finding, type CellAt, type Finding, type ReadRow } from '@/domain/imports/finding'
import { hasNul, isFormula, withoutNul } from '@/domain/imports/read-cells'
import type { Mapping } from '@/domain/imports/columns'
import { isTotal } from '@/domain/imports/total-row'
import { DomainError } from '@/domain/errors'
import { copyLines, copyText } from '@/server/copy-rows'
import { ROW_LIMITS, type FileRow, type RowFile } from '@/server/files/file-rows'
import { pool } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'
import type { CheckContext, KindSpec } from './kind-spec'
import { PlainLineReader } from './plain-lines'

/** What people have put in place of a row's cells, by column. */
export type Corrections = ReadonlyMap<number, ReadonlyMap<string, string>>

const FAULTS_AT_ONCE = 2_000
const ROWS_BETWEEN_SIGNS = 50_000

interface Reading {
  rows: number
  faults: { row_no: number; column_name: string; code: string; severity: string; params: object; slips: object | null }[]
}

/**
 * Reads the file once, row by row, into the stage; what cannot be read goes to the faults instead. Memory stays flat
 * whatever the size.
 * @param sign is told how far it is
 * @returns the rows read, and those of them that could be staged
 */
export async function stageRows(
  context: Omit<CheckContext, 'staged' | 'rowsRead' | 'sign'>,
  spec: KindSpec,
  file: RowFile,
  corrections: Corrections,
  sign: (rows: number) => Promise<void>,
): Promise<{ rowsRead: number; staged: number }> {
  const { client, tables } = context
  const reading: Reading = { rows: 0, faults: [] }
  const given = givenColumns(spec, context.mapping)
  const columns = ['row_no', ...spec.stage.filter((_, index) => given[index]).map(([name]) => name)]
  const read = rowReader(context, spec, given, file.header.length, corrections)
  const plain = plainReader(context, spec, given, file, (rowNo) => corrections.has(rowNo), (row) => read(row, reading))
  async function* lines(): AsyncGenerator<string | Uint8Array> {
    let signed = 0
    for await (const piece of plain ? plain.pieces() : file.rows()) {
      if (Array.isArray(piece)) {
        reading.rows += piece.length
        const text = piece.flatMap((row) => read(row, reading) ?? []).join('\n')
        if (text !== '') yield `${text}\n`
      } else if (plain) {
        const { rows, bytes } = plain.reader.read(piece)
        reading.rows += rows
        if (bytes.length > 0) yield bytes
      }
      if (reading.rows > ROW_LIMITS.rows) throw new DomainError('file-too-many', { limit: ROW_LIMITS.rows })
      if (reading.faults.length >= FAULTS_AT_ONCE) await writeFaults(tables.fault, reading)
      if (reading.rows - signed < ROWS_BETWEEN_SIGNS) continue
      signed = reading.rows
      await sign(reading.rows)
    }
  }
  const staged = await copyLines(client, tables.stage, columns, lines())
  await writeFaults(tables.fault, reading)
  return { rowsRead: reading.rows, staged }
}

/** Of the stage's columns those that the file can put something into: nothing need be said of the others, row by row. */
export const givenColumns = ({ stage }: Pick<KindSpec, 'stage'>, mapping: Mapping): boolean[] => stage.map(([, , from]) => from === undefined || from.some((column) => mapping[column] !== undefined))

/** For delimited text of a kind that comes by the million. */
function plainReader({ read, mapping }: Pick<CheckContext, 'read' | 'mapping'>, { plain }: KindSpec, given: readonly boolean[], { lines, header }: RowFile, isCorrected: (rowNo: number) => boolean, careful: (row: FileRow) => string | null) {
  if (!lines || !plain) return null
  return { pieces: lines.pieces, reader: new PlainLineReader(plain(read), mapping, given, lines, header.length, isCorrected, careful) }
}

/** The staged line of a row, or null when it cannot be read; its faults are noted either way. */
function rowReader({ read, mapping }: Pick<CheckContext, 'read' | 'mapping'>, spec: KindSpec, given: readonly boolean[], width: number, corrections: Corrections) {
  const readRow = spec.reader(read)
  let cells: readonly string[] = []
  let corrected: ReadonlyMap<string, string> | undefined
  const cell = cellReader(mapping, () => cells, () => corrected)
  return (row: FileRow, reading: Reading): string | null => {
    cells = row.cells
    corrected = corrections.size === 0 ? undefined : corrections.get(row.rowNo)
    const broken = totalFinding(row.cells, spec.names, mapping, cell) ?? structuralFinding(row.cells, width, mapping, cell)
    const { values, findings, subject }: ReadRow = broken ? { values: null, findings: [broken] } : readRow(cell)
    for (const { column, code, severity, params, slips } of findings) {
      reading.faults.push({ row_no: row.rowNo, column_name: column, code, severity, params: subject === undefined ? params : { ...params, ofAccount: subject.accountNo, ofMonth: subject.month }, slips: slips?.map((slip) => ({ ...slip })) ?? null })
    }
    if (!values) return null
    const staged = values.filter((_, index) => given[index])
    const texts = spec.freeText ? staged.map((value) => (value === null ? null : copyText(value))) : staged
    return `${row.rowNo}\t${texts.join('\t')}`
  }
}

/** Cells by column, without the blanks around them. */
export function cellReader(mapping: Mapping, cells: () => readonly string[], corrected: () => ReadonlyMap<string, string> | undefined = () => undefined): CellAt<string> {
  return (column) => {
    const place = mapping[column]
    if (place === undefined) return ''
    return corrected()?.get(column) ?? (cells()[place] ?? '').trim()
  }
}

const SHOWN_LETTERS = 60

/** As much of a cell as a finding repeats. */
const shown = (text: string): string => withoutNul(text.trim().slice(0, SHOWN_LETTERS))

/** A row that adds up the others is no row of its own: it says so where it is named, or in its first cell while its names are empty. */
function totalFinding(cells: readonly string[], names: readonly string[], mapping: Mapping, cell: CellAt<string>): Finding | null {
  const column = names.find((name) => isTotal(cell(name)))
  if (column !== undefined) return finding(column, 'total-row', { value: shown(cell(column)) })
  const first = names.some((name) => cell(name) !== '') ? '' : (cells.find((text) => text.trim() !== '') ?? '')
  return isTotal(first) ? finding(names.find((name) => mapping[name] !== undefined) ?? '', 'total-row', { value: shown(first) }) : null
}

/** A row that has lost a separator, or a cell that is no text or would have to be worked out first. */
function structuralFinding(cells: readonly string[], width: number, mapping: Mapping, cell: CellAt<string>): Finding | null {
  if (cells.length < width || (cells.length > width && cells.slice(width).some((extra) => extra !== ''))) {
    return finding(Object.keys(mapping)[0] ?? '', 'uneven-row', { found: String(cells.length), expected: String(width) })
  }
  for (const column in mapping) {
    const text = cell(column)
    if (hasNul(text)) return finding(column, 'unreadable', { value: shown(text), expected: 'other' })
    if (text.startsWith('=') && isFormula(text)) return finding(column, 'formula', { value: shown(text) })
  }
  return null
}

async function writeFaults(table: string, reading: Reading): Promise<void> {
  if (reading.faults.length === 0) return
  await pool(SHARED_TABLES).query(`INSERT INTO ${table} SELECT * FROM jsonb_to_recordset($1) AS fault(row_no int, column_name text, code text, severity text, params jsonb, slips jsonb)`, [JSON.stringify(reading.faults)])
  reading.faults = []
}
