import 'server-only'
import { DomainError } from '@/domain/errors'
import { fileKind } from './file-kind'
import { readCsv } from './read-csv'
import { readXlsx } from './read-xlsx'
import { readSheet } from './sheet-table'
import { LIMITS, type FileTable } from './table'

const MEGABYTE = 1024 * 1024

/** Reads an uploaded file into cells of text, or says what is wrong with it. Nothing is stored here. */
export const readTable = (content: Buffer): Promise<FileTable> => read(content, readXlsx)

/** The same without taking a workbook into memory as a whole; a formula is its text with `=` before it, whatever it came to. */
export const readPlainTable = (content: Buffer): Promise<FileTable> => read(content, readSheet)

async function read(content: Buffer, readWorkbook: (content: Buffer) => Promise<FileTable>): Promise<FileTable> {
  if (content.length > LIMITS.bytes) throw new DomainError('file-too-big', { size: Math.ceil(content.length / MEGABYTE), limit: LIMITS.bytes / MEGABYTE })
  const table = fileKind(content) === 'xlsx' ? await readWorkbook(content) : readCsv(content)
  if (table.rows.length === 0) throw new DomainError('file-header-only')
  return table
}

/** All cells with every row where it stands in the file, empty rows included. */
export function gridOf({ header, rows }: FileTable): string[][] {
  const grid: string[][] = [header]
  for (const { rowNo, cells } of rows) {
    while (grid.length < rowNo - 1) grid.push([])
    grid.push(cells)
  }
  return grid
}
