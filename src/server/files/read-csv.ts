import 'server-only'
import { CsvError, parse } from 'csv-parse/sync'
import { DomainError } from '@/domain/errors'
import { decodeText } from './decode-text'
import { LIMITS, type FileTable } from './table'

/** Reads delimited text. @throws DomainError naming the row of an unclosed quote or of a wrong number of columns */
export function readCsv(content: Uint8Array): FileTable {
  const { text, encoding } = decodeText(content)
  if (text.trim() === '') throw new DomainError('file-empty')
  const delimiter = likelyDelimiter(text)
  try {
    const records = recordsOf(text, delimiter)
    if (records.length > LIMITS.rows + 1 || (records[0]?.record.length ?? 0) > LIMITS.columns) throw new DomainError('file-too-many', { limit: LIMITS.rows })
    const [header, ...rows] = records
    return {
      header: header?.record ?? [],
      rows: rows.map(({ record, info }) => ({ rowNo: info.lines, cells: record })),
      encoding,
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw refusal(error)
  }
}

interface CsvRecord {
  record: string[]
  info: { lines: number }
}

/** With `info` the parser answers with more than its types say; what it answers is checked instead of believed. */
function recordsOf(text: string, delimiter: string): CsvRecord[] {
  const answer: unknown[] = parse(text, { delimiter, bom: true, trim: true, skip_empty_lines: true, skip_records_with_empty_values: true, info: true, to: LIMITS.rows + 2 })
  return answer.filter(isRecord)
}

const isRecord = (value: unknown): value is CsvRecord => typeof value === 'object' && value !== null && 'record' in value && 'info' in value

function refusal(error: CsvError & { lines?: number; record?: unknown[] }): DomainError {
  const row = error.lines ?? 0
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'INVALID_OPENING_QUOTE' || error.code === 'CSV_INVALID_CLOSING_QUOTE') {
    return new DomainError('file-open-quote', { row })
  }
  const columns = 'column' in error && Array.isArray(error.column) ? error.column.length : 0
  const expected = /expect(?:ed)? (\d+)/.exec(error.message)?.[1] ?? columns
  return new DomainError('file-uneven-row', { row, found: error.record?.length ?? 0, expected })
}

/** The delimiter that the header uses most. */
function likelyDelimiter(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/))
  const counts = [',', '\t', ';'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }))
  return counts.reduce((best, candidate) => (candidate.count > best.count ? candidate : best)).delimiter
}
