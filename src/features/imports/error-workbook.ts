import 'server-only'
import { readFile } from 'node:fs/promises'
import { PassThrough, type Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import { DomainError } from '@/domain/errors'
import { columnName } from '@/domain/imports/columns'
import { readDecimal } from '@/domain/imports/read-cells'
import { placeOfRow } from '@/server/files/file-rows'
import { keptFilePath } from '@/server/files/file-store'
import { assertSaneSheets } from '@/server/files/sheet-table'
import { LIMITS } from '@/server/files/table'
import { defused } from '@/server/files/write-table'
import type { Viewer } from '@/server/viewer'
import { findingText, type ImportTexts } from './finding-text'
import { faultyRows, type ImportDetail } from './queries'
import type { StoredFinding, StoredRow } from './stored-rows'

/** Beyond this the user's own workbook is not taken into memory: the faulty rows come back in one made like it. */
const MOST_ROWS_WHOLE = 10_000
const MOST_ROWS_A_SHEET = 1_000_000
/** A note each, as long as a spreadsheet still opens. */
const MOST_NOTES = 20_000

const COLOURS = { blocker: 'FFFFC7CE', held: 'FFFFEB9C', warning: 'FFDDEBF7' } as const

/** The words of whoever downloads it. */
export interface WorkbookWords {
  t: ImportTexts
  locale: 'zh-CN' | 'en'
}

/**
 * The faulty rows in the user's own workbook: its cells coloured, a note each, and a sheet that lists row, column, what was
 * found and what is expected. A large workbook or a CSV comes back as a workbook of its faulty rows alone, under its header,
 * so that it can be mended and uploaded as it is.
 */
export async function errorWorkbook(viewer: Viewer, batch: ImportDetail, words: WorkbookWords): Promise<Readable> {
  const stream = new PassThrough()
  const written = (await fitsInMemory(batch)) ? writeOwn(viewer, batch, words, stream) : writeFaultyRows(viewer, batch, words, stream)
  written.catch((error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))))
  return stream
}

/** Few rows may come in a workbook that has much else in it: its sheets are counted before they are taken into memory. */
async function fitsInMemory({ encoding, summary, fileBytes, fileSha256 }: ImportDetail): Promise<boolean> {
  if (encoding !== 'xlsx' || (summary?.rows ?? 0) > MOST_ROWS_WHOLE || fileBytes > LIMITS.bytes) return false
  try {
    await assertSaneSheets(await readFile(keptFilePath(fileSha256)))
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

async function writeOwn(viewer: Viewer, batch: ImportDetail, words: WorkbookWords, stream: PassThrough): Promise<void> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(keptFilePath(batch.fileSha256))
  const errors = workbook.addWorksheet(freeName(workbook, words.t('errorsFile.sheet')))
  addHead(errors, words)
  for await (const row of faultyRows(viewer, batch)) {
    const place = placeOfRow(row.rowNo)
    const sheet = workbook.worksheets[place.sheet - 1]
    for (const [column, findings] of byColumn(row)) {
      const cell = sheet?.getRow(place.row).getCell((batch.mapping[column] ?? 0) + 1)
      // A style is shared by many cells: only a new object stays with this one.
      if (cell) cell.style = { ...cell.style, fill: fillOf(findings) }
      if (cell) cell.note = noteOf(findings, words)
      for (const finding of findings) errors.addRow(listed(batch, row, place.row, finding, words))
    }
  }
  await workbook.xlsx.write(stream)
  stream.end()
}

async function writeFaultyRows(viewer: Viewer, batch: ImportDetail, words: WorkbookWords, stream: PassThrough): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  let rows = 0
  let sheet: ExcelJS.Worksheet | null = null
  for await (const row of faultyRows(viewer, batch)) {
    if (!sheet || rows % MOST_ROWS_A_SHEET === 0) {
      sheet?.commit()
      sheet = workbook.addWorksheet(`${words.t('errorsFile.data')}${rows === 0 ? '' : ` ${rows / MOST_ROWS_A_SHEET + 1}`}`, { views: [{ state: 'frozen', ySplit: 1 }] })
      sheet.columns = batch.header.map(() => ({ width: 18 }))
      const head = sheet.addRow(batch.header.map(defused))
      head.font = { bold: true }
      head.commit()
    }
    const written = sheet.addRow(batch.header.map((_, place) => cellValue(batch, row, place)))
    for (const [column, findings] of byColumn(row)) {
      const cell = written.getCell((batch.mapping[column] ?? 0) + 1)
      cell.fill = fillOf(findings)
      if (rows < MOST_NOTES) cell.note = noteOf(findings, words)
    }
    written.commit()
    rows += 1
  }
  sheet?.commit()
  await writeList(viewer, batch, words, workbook)
  await workbook.commit()
}

/** The list of errors, in a second pass so that neither sheet waits in memory for the other. */
async function writeList(viewer: Viewer, batch: ImportDetail, words: WorkbookWords, workbook: ExcelJS.stream.xlsx.WorkbookWriter): Promise<void> {
  const sheet = workbook.addWorksheet(words.t('errorsFile.sheet'), { views: [{ state: 'frozen', ySplit: 1 }] })
  addHead(sheet, words)
  let rows = 0
  let written = 0
  for await (const row of faultyRows(viewer, batch)) {
    const here = (rows % MOST_ROWS_A_SHEET) + 2
    for (const finding of row.findings) {
      if (written < MOST_ROWS_A_SHEET) sheet.addRow(listed(batch, row, here, finding, words)).commit()
      written += 1
    }
    rows += 1
  }
  sheet.commit()
}

function addHead(sheet: ExcelJS.Worksheet, { t }: WorkbookWords): void {
  sheet.columns = [12, 12, 18, 24, 70, 10].map((width) => ({ width }))
  const head = sheet.addRow([t('errorsFile.fileRow'), t('errorsFile.row'), t('errorsFile.column'), t('errorsFile.found'), t('errorsFile.expected'), t('errorsFile.severity')])
  head.font = { bold: true }
  head.commit()
}

function listed({ kind, mapping }: ImportDetail, row: StoredRow, here: number, finding: StoredFinding, { t, locale }: WorkbookWords): (string | number)[] {
  const found = row.cells[mapping[finding.column] ?? -1] ?? ''
  const { sheet, row: fileRow } = placeOfRow(row.rowNo)
  return [sheet === 1 ? fileRow : t('detail.sheetRow', { sheet, row: fileRow }), here, columnName(kind, finding.column, locale), defused(found), findingText(finding, t, locale), t(`severities.${finding.severity}`)]
}

const byColumn = ({ findings }: StoredRow): Map<string, StoredFinding[]> => {
  const columns = new Map<string, StoredFinding[]>()
  for (const finding of findings) columns.set(finding.column, [...(columns.get(finding.column) ?? []), finding])
  return columns
}

const fillOf = (findings: readonly StoredFinding[]): ExcelJS.Fill => {
  const worst = (['blocker', 'held', 'warning'] as const).find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'warning'
  return { type: 'pattern', pattern: 'solid', fgColor: { argb: COLOURS[worst] } }
}

const noteOf = (findings: readonly StoredFinding[], { t, locale }: WorkbookWords): string =>
  findings.map((finding) => [findingText(finding, t, locale), ...(finding.slips?.[0] ? [`${t(`slips.${finding.slips[0].kind}`)}: ${finding.slips[0].value}`] : [])].join(' ')).join('\n')

const NUMBERS = /(Kwh|Yuan|^accounts)$/

/** Numbers as numbers in the columns that hold them; everything else as the text it is, defused. */
function cellValue({ mapping }: ImportDetail, { cells }: StoredRow, place: number): string | number {
  const text = cells[place] ?? ''
  const column = Object.entries(mapping).find(([, mapped]) => mapped === place)?.[0] ?? ''
  const decimal = NUMBERS.test(column) && /^-?\d{1,13}(\.\d{1,3})?$/.test(text) ? readDecimal(text) : null
  return decimal === null ? defused(text) : Number(decimal)
}

function freeName(workbook: ExcelJS.Workbook, name: string): string {
  const taken = workbook.worksheets.map((sheet) => sheet.name)
  let free = name
  for (let number = 2; taken.includes(free); number += 1) free = `${name} ${number}`
  return free
}
