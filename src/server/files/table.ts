import 'server-only'

/** A file's cells as text, whatever it was. */
export interface FileTable {
  header: string[]
  /** `rowNo` as the file's own program counts, the header being 1. */
  rows: { rowNo: number; cells: string[] }[]
  encoding: string
}

export const LIMITS = {
  bytes: 20 * 1024 * 1024,
  unpackedBytes: 200 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  /** Of a workbook that is taken into memory as a whole, those that hold nothing but a format included. */
  cells: 1_000_000,
} as const
