import 'server-only'
import ExcelJS from 'exceljs'
import { DomainError } from '@/domain/errors'
import { assertSaneSheets } from './sheet-table'
import { numberText, withZeros, zeroDigits } from './spreadsheet-values'
import { LIMITS, type FileTable } from './table'
import { assertSaneZip } from './zip-size'

/**
 * Reads the first sheet that holds anything. A formula counts as the value last worked out for it. The workbook is taken into
 * memory as a whole, once its sheets have been counted.
 */
export async function readXlsx(content: Buffer): Promise<FileTable> {
  await assertSaneSheets(content)
  assertSaneZip(content)
  const workbook = new ExcelJS.Workbook()
  try {
    await workbook.xlsx.load(new Uint8Array(content).buffer)
  } catch {
    throw new DomainError('file-broken')
  }
  if (workbook.worksheets.length === 0) throw new DomainError('file-wrong-kind', { kind: 'ZIP' })
  const sheet = workbook.worksheets.find(({ actualRowCount }) => actualRowCount > 0)
  if (!sheet) throw new DomainError('file-empty')
  if (sheet.actualRowCount > LIMITS.rows + 1 || sheet.actualColumnCount > LIMITS.columns) throw new DomainError('file-too-many', { limit: LIMITS.rows })
  const rows: FileTable['rows'] = []
  sheet.eachRow({ includeEmpty: false }, (row, rowNo) => {
    const cells = Array.from({ length: Math.min(sheet.columnCount, LIMITS.columns) }, (_, index) => cellText(row.getCell(index + 1)))
    if (cells.some((cell) => cell !== '')) rows.push({ rowNo, cells })
  })
  const [header, ...data] = rows
  return { header: header?.cells ?? [], rows: data, encoding: 'xlsx' }
}

function cellText({ value, numFmt }: ExcelJS.Cell): string {
  return typeof value === 'number' ? withZeros(numberText(value), zeroDigits(numFmt)) : valueText(value)
}

function valueText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return numberText(value)
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value).trim()
  if ('richText' in value) return value.richText.map(({ text }) => text).join('').trim()
  if ('result' in value) return valueText(value.result ?? null)
  if ('text' in value) return value.text.trim()
  return ''
}
