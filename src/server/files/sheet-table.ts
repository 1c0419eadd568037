import 'server-only'
import { DomainError } from '@/domain/errors'
import type { FileRow } from './file-rows'
import { columnNumber, sheetRows } from './sheet-rows'
import { LIMITS, type FileTable } from './table'
import { readOutline } from './workbook-outline'
import { WorkbookParts } from './workbook-parts'

const tooMany = (): DomainError => new DomainError('file-too-many', { limit: LIMITS.rows })

/**
 * Reads the first sheet that holds anything row by row as it is unpacked; a formula is its text with `=` before it.
 * @throws DomainError `file-too-many`, `file-empty`, and those of `WorkbookParts`
 */
export async function readSheet(content: Buffer): Promise<FileTable> {
  const parts = await WorkbookParts.openBuffer(content, LIMITS.unpackedBytes)
  try {
    const outline = await readOutline(parts)
    for (const sheet of outline.sheets) {
      const rows: FileRow[] = []
      for await (const piece of sheetRows(parts, sheet.part, outline)) {
        for (const row of piece) rows.push(row)
        if (rows.length > LIMITS.rows + 1) throw tooMany()
      }
      const [header, ...data] = rows
      if (header) return { header: header.cells, rows: data, encoding: 'xlsx' }
    }
  } finally {
    parts.close()
  }
  throw new DomainError('file-empty')
}

/**
 * Unpacks a workbook's sheets and counts, keeping nothing, before anything takes it into memory as a whole.
 * @throws DomainError `file-too-many` for more rows, columns or cells than are read, and those of `WorkbookParts`
 */
export async function assertSaneSheets(content: Buffer): Promise<void> {
  const parts = await WorkbookParts.openBuffer(content, LIMITS.unpackedBytes)
  try {
    let cells = 0
    for (const name of parts.names().filter((one) => /^xl\/worksheets\/[^/]+\.xml$/.test(one))) {
      let rows = 0
      let column = -1
      let filled = false
      await parts.readAll(name, {
        open(tag, { r }) {
          if (tag === 'row') {
            cells += 1
            column = -1
            filled = false
          } else if (tag === 'c') {
            cells += 1
            column = r === undefined ? column + 1 : columnNumber(r)
          } else if (tag === 'v' || tag === 'is') {
            // A format may reach over all columns there are; only a value makes a column of it.
            if (column >= LIMITS.columns) throw tooMany()
            if (!filled) rows += 1
            filled = true
          }
          if (cells > LIMITS.cells || rows > LIMITS.rows + 1) throw tooMany()
        },
      })
    }
  } finally {
    parts.close()
  }
}
