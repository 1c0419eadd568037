import 'server-only'
import { DomainError } from '@/domain/errors'
import { ROWS_A_SHEET, type FileRow, type RowFile } from './file-rows'
import { sheetRows } from './sheet-rows'
import { readOutline, type WorkbookOutline } from './workbook-outline'
import { WorkbookParts } from './workbook-parts'

/**
 * Opens a workbook: the first sheet that holds anything, and those behind it with the same header (exports of more than a
 * million rows go on in another sheet).
 * @throws DomainError of the reading; macros, bombs and a million columns are refused before the rows are read
 */
export async function openWorkbook(path: string): Promise<RowFile> {
  const parts = await WorkbookParts.open(path)
  let outline: WorkbookOutline
  let header: string[] | null = null
  let begins = 0
  try {
    outline = await readOutline(parts)
    for (const [index, sheet] of outline.sheets.entries()) {
      header = (await firstRow(sheetRows(parts, sheet, outline)))?.cells ?? null
      begins = index
      if (header) break
    }
  } finally {
    parts.close()
  }
  if (!header) throw new DomainError('file-empty')
  const first = header
  let reading: WorkbookParts | null = null
  async function* rows(): AsyncGenerator<FileRow[]> {
    const opened = await WorkbookParts.open(path)
    reading = opened
    try {
      for (const [index, sheet] of outline.sheets.entries()) {
        if (index < begins) continue
        yield* sameHeaderRows(sheetRows(opened, sheet, outline), first, index)
      }
    } finally {
      opened.close()
    }
  }
  return { encoding: 'xlsx', header: first, rows, lines: null, shareRead: () => reading?.shareUnpacked(outline.sheets) ?? 0 }
}

async function* sameHeaderRows(pieces: AsyncGenerator<FileRow[]>, header: readonly string[], sheet: number): AsyncGenerator<FileRow[]> {
  let seen = false
  for await (const piece of pieces) {
    const rows = seen ? piece : piece.slice(1)
    if (!seen && !sameTexts(piece[0]?.cells ?? [], header)) return
    seen = true
    yield rows.map(({ rowNo, cells }) => ({ rowNo: rowNo + sheet * ROWS_A_SHEET, cells: widened(cells, header.length) }))
  }
}

/** A sheet does not say which of its last cells are empty. */
function widened(cells: string[], width: number): string[] {
  while (cells.length < width) cells.push('')
  return cells
}

const sameTexts = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((text, index) => text === b[index])

async function firstRow(pieces: AsyncGenerator<FileRow[]>): Promise<FileRow | null> {
  for await (const [first] of pieces) if (first) return first
  return null
}
