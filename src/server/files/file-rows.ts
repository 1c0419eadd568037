import 'server-only'

/** A row of a file with its cells as text. A formula's cell is its text with `=` before it. */
export interface FileRow {
  rowNo: number
  cells: string[]
}

/** Whether a row holds nothing: its first cell says so of most. */
export const isBlankRow = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

/** Whole lines of delimited text without any quote, as the bytes that the file has. */
export interface PlainLines {
  /** Good until the next piece is asked for. */
  bytes: Buffer
  /** The first line's number. */
  rowNo: number
  /** How many there are. */
  lines: number
}

/** Delimited text for whoever reads millions of lines without making texts of their cells. */
export interface LineFile {
  /** The delimiter's byte. */
  delimiter: number
  /** What some bytes between delimiters say. */
  decode: (bytes: Uint8Array) => string
  /** What is behind the header: plain lines, and rows where there are quotes; a new reading each time it is called. */
  pieces: () => AsyncGenerator<PlainLines | FileRow[]>
}

/** Titles may stand above a header; it is looked for so far down. */
export const HEADER_WITHIN_ROWS = 10

/** Which of a file's first rows that hold anything is its header, counted from 0. */
export type HeaderChoice = (rows: readonly (readonly string[])[]) => number

/** A file of any size, read row by row. */
export interface RowFile {
  /** `UTF-8`, `GB18030`, `UTF-16`, `xlsx`. */
  encoding: string
  header: string[]
  /** The rows behind the header, some hundreds at a time; a new reading each time it is called. */
  rows: () => AsyncGenerator<FileRow[]>
  /** Null where cells are not simply bytes between delimiters. */
  lines: LineFile | null
  /** The sheets that the latest reading passed over, for they hold rows under no such header. */
  sheetsLeft: () => readonly string[]
  /** How much of the file the latest reading has behind it, 0 to 1. */
  shareRead: () => number
}

export const ROW_LIMITS = {
  uploadBytes: 600 * 1024 * 1024,
  /** Of one part of a workbook, unpacked. */
  partBytes: 2 * 1024 * 1024 * 1024,
  /** Of all distinct texts of a workbook. */
  textBytes: 192 * 1024 * 1024,
  rows: 3_000_000,
  columns: 200,
  recordLetters: 1_000_000,
} as const

/** Rows of the second sheet and on are numbered from here, so that one number says sheet and row. */
export const ROWS_A_SHEET = 2_097_152

/** Where a row stands for a person: the sheet (from 1) and the row in it. */
export const placeOfRow = (rowNo: number): { sheet: number; row: number } => ({ sheet: Math.floor(rowNo / ROWS_A_SHEET) + 1, row: rowNo % ROWS_A_SHEET })
