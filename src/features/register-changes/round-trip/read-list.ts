import 'server-only'
import { DomainError } from '@/domain/errors'
import { isFormula } from '@/domain/imports/read-cells'
import type { FileTable } from '@/server/files/table'
import { LIST_COLUMNS, LIST_COLUMN_NAMES, type ListColumn } from '../list-columns'

const NEEDED = ['accountNo', 'version'] as const satisfies readonly ListColumn[]

/** A row of a list that came back; a column that was taken out of the file is absent, and nothing of it changes. */
export interface ReturnedRow {
  rowNo: number
  cells: Partial<Record<ListColumn, string>>
  /** A column that would have to be worked out first, if there is one. */
  formula?: ListColumn | undefined
}

/**
 * Reads an exported list that came back, by its column names in either language, whatever their order.
 * @throws DomainError `file-missing-columns`
 */
export function readList({ header, rows }: FileTable): ReturnedRow[] {
  const places = new Map<ListColumn, number>()
  for (const column of LIST_COLUMN_NAMES) {
    const place = header.findIndex((title) => title === LIST_COLUMNS[column].zh || title.toLowerCase() === LIST_COLUMNS[column].en.toLowerCase())
    if (place >= 0) places.set(column, place)
  }
  const missing = NEEDED.filter((column) => !places.has(column)).map((column) => LIST_COLUMNS[column].zh)
  if (missing.length > 0) throw new DomainError('file-missing-columns', { missing: missing.join('、'), found: header.filter((title) => title !== '').join('、') })
  return rows.map(({ rowNo, cells }) => ({
    rowNo,
    cells: Object.fromEntries([...places].map(([column, place]) => [column, asTyped(cells[place] ?? '')])),
    formula: [...places].find(([, place]) => isFormula(cells[place] ?? ''))?.[0],
  }))
}

/** Without the mark that keeps a spreadsheet from running a text. */
const asTyped = (text: string): string => text.replace(/^'(?=[=+\-@])/, '').trim()
