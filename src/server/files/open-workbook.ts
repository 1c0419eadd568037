import 'server-only'
import { DomainError } from '@/domain/errors'
import { HEADER_WITHIN_ROWS, ROWS_A_SHEET, type FileRow, type HeaderChoice, type RowFile } from './file-rows'
import { sheetRows } from './sheet-rows'
import { readOutline, type WorkbookOutline } from './workbook-outline'
import { WorkbookParts } from './workbook-parts'

/**
 * Opens a workbook: the first sheet that holds anything, and those behind it with the same header (exports of more than a
 * million rows go on in another sheet).
 * @throws DomainError of the reading; macros, bombs and a million columns are refused before the rows are read
 */
export async function openWorkbook(path: string, headerAmong: HeaderChoice): Promise<RowFile> {
  const parts = await WorkbookParts.open(path)
  let outline: WorkbookOutline
  let header: string[] | null = null
  let begins = 0
  try {
    outline = await readOutline(parts)
    for (const [index, { part }] of outline.sheets.entries()) {
      const first = await firstRows(sheetRows(parts, part, outline))
      header = first[headerAmong(first)] ?? null
      begins = index
      if (header) break
    }
  } finally {
    parts.close()
  }
  if (!header) throw new DomainError('file-empty')
  const first = header
  let reading: WorkbookParts | null = null
  let left: string[] = []
  async function* rows(): AsyncGenerator<FileRow[]> {
    const opened = await WorkbookParts.open(path)
    reading = opened
    left = []
    try {
      for (const [index, { part, name }] of outline.sheets.entries()) {
        if (index < begins) continue
        const isOther = yield* rowsUnder(first, sheetRows(opened, part, outline), index)
        if (isOther) left.push(name)
      }
    } finally {
      opened.close()
    }
  }
  return { encoding: 'xlsx', header: first, rows, lines: null, sheetsLeft: () => left, shareRead: () => reading?.shareUnpacked(outline.sheets.map(({ part }) => part)) ?? 0 }
}

/** The rows of a sheet behind a header. @returns whether it holds rows, but none like that among its first */
async function* rowsUnder(header: readonly string[], pieces: AsyncGenerator<FileRow[]>, sheet: number): AsyncGenerator<FileRow[], boolean> {
  let seen = false
  let looked = 0
  for await (const piece of pieces) {
    const at: number = seen ? -1 : piece.slice(0, HEADER_WITHIN_ROWS - looked).findIndex(({ cells }) => sameTexts(cells, header))
    looked += piece.length
    seen ||= at !== -1
    if (!seen && looked >= HEADER_WITHIN_ROWS) return true
    if (seen) yield piece.slice(at + 1).map(({ rowNo, cells }) => ({ rowNo: rowNo + sheet * ROWS_A_SHEET, cells: widened(cells, header.length) }))
  }
  return !seen && looked > 0
}

/** A sheet does not say which of its last cells are empty. */
function widened(cells: string[], width: number): string[] {
  while (cells.length < width) cells.push('')
  return cells
}

const sameTexts = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((text, index) => text === b[index])

async function firstRows(pieces: AsyncGenerator<FileRow[]>): Promise<string[][]> {
  const first: string[][] = []
  for await (const piece of pieces) {
    first.push(...piece.slice(0, HEADER_WITHIN_ROWS - first.length).map(({ cells }) => cells))
    if (first.length === HEADER_WITHIN_ROWS) break
  }
  return first
}
