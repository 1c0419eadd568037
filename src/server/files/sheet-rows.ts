import 'server-only'
import { DomainError } from '@/domain/errors'
import { ROW_LIMITS, type FileRow } from './file-rows'
import { dayText, storedNumberText, unescaped, withZeros } from './spreadsheet-values'
import type { WorkbookOutline } from './workbook-outline'
import type { WorkbookParts } from './workbook-parts'

/** The rows of one sheet that hold anything, some at a time. Cells of a row reach as far as its last one. */
export async function* sheetRows(parts: WorkbookParts, sheet: string, outline: WorkbookOutline): AsyncGenerator<FileRow[]> {
  const reader = new SheetReader(outline)
  yield* parts.read(sheet, reader, () => reader.take())
}

class SheetReader {
  private rows: FileRow[] = []
  private row: FileRow = { rowNo: 0, cells: [] }
  private column = -1
  private type = 'n'
  private style = 0
  private value = ''
  private formula: string | null = null
  private within: 'value' | 'formula' | 'text' | null = null

  constructor(private readonly outline: WorkbookOutline) {}

  take(): FileRow[] | null {
    if (this.rows.length === 0) return null
    const { rows } = this
    this.rows = []
    return rows
  }

  open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'row') {
      const rowNo = attributes['r'] === undefined ? this.row.rowNo + 1 : Number(attributes['r'])
      this.row = { rowNo, cells: [] }
      this.column = -1
    } else if (name === 'c') {
      this.column = attributes['r'] === undefined ? this.column + 1 : columnNumber(attributes['r'])
      if (this.column >= ROW_LIMITS.columns) throw new DomainError('file-too-many', { limit: ROW_LIMITS.rows })
      this.type = attributes['t'] ?? 'n'
      this.style = Number(attributes['s'] ?? '0')
      this.value = ''
      this.formula = null
    } else if (name === 'v') this.within = 'value'
    else if (name === 't') this.within = 'text'
    else if (name === 'f') {
      this.within = 'formula'
      this.formula = ''
    }
  }

  text = (piece: string): void => {
    if (this.within === 'formula') this.formula += piece
    else if (this.within !== null) this.value += piece
  }

  close = (name: string): void => {
    if (name === 'v' || name === 't' || name === 'f') this.within = null
    else if (name === 'c') this.keepCell()
    else if (name === 'row' && this.row.cells.length > 0) this.rows.push(this.row)
  }

  private keepCell(): void {
    const text = this.formula === null ? this.cellText() : `=${this.formula}`
    if (text === '') return
    const { cells } = this.row
    while (cells.length < this.column) cells.push('')
    cells[this.column] = text
  }

  private cellText(): string {
    const { value, type } = this
    if (value === '') return ''
    if (type === 's') return this.outline.texts.get(Number(value)).trim()
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (type === 'd') return value.slice(0, 10)
    if (type !== 'n') return unescaped(value).trim()
    return this.outline.dayStyles.has(this.style) ? dayText(value, this.outline.since1904) : withZeros(storedNumberText(value), this.outline.zeroStyles.get(this.style))
  }
}

const LETTER_A = 64

/** `C5` → 2. */
export function columnNumber(reference: string): number {
  let number = 0
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - LETTER_A
    if (letter < 1 || letter > 26) break
    number = number * 26 + letter
  }
  return number - 1
}
