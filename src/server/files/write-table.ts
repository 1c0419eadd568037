import 'server-only'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'

/** A text, or a number given exactly as decimal text with how a spreadsheet shows it. */
export type OutCell = string | null | { number: string; format?: string }

export interface OutSheet {
  name: string
  head: readonly string[]
  /** Column widths in characters; 16 where none is given. */
  widths?: readonly number[]
  rows: Iterable<readonly OutCell[]>
}

/** Kilowatt-hours and yuan as spreadsheets show them. */
export const KWH_FORMAT = '#,##0.###'
export const YUAN_FORMAT = '#,##0.00'

/** A text that begins like a formula is data all the same: a spreadsheet must not run it. */
export const defused = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

/** A workbook, written row by row. */
export async function writeXlsx(sheets: readonly OutSheet[]): Promise<Buffer> {
  const stream = new PassThrough()
  const written = buffer(stream)
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  for (const { name, head, widths = [], rows } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = head.map((_, index) => ({ width: widths[index] ?? 16 }))
    const first = sheet.addRow([...head])
    first.font = { bold: true }
    first.commit()
    for (const cells of rows) {
      const row = sheet.addRow(cells.map((cell) => (cell === null ? null : typeof cell === 'string' ? defused(cell) : Number(cell.number))))
      cells.forEach((cell, index) => {
        if (typeof cell === 'object' && cell?.format !== undefined) row.getCell(index + 1).numFmt = cell.format
      })
      row.commit()
    }
    sheet.commit()
  }
  await workbook.commit()
  return written
}

const csvCell = (cell: OutCell): string => {
  const text = cell === null ? '' : typeof cell === 'string' ? defused(cell) : cell.number
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The same as CSV, in UTF-8 with the mark by which spreadsheets know it. */
export function writeCsv({ head, rows }: Pick<OutSheet, 'head' | 'rows'>): Buffer {
  const lines = [head, ...rows].map((cells) => cells.map(csvCell).join(','))
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf8')
}
