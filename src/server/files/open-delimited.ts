import 'server-only'
import { isUtf8 } from 'node:buffer'
import { stat } from 'node:fs/promises'
import { DomainError } from '@/domain/errors'
import { DelimitedText } from './delimited-text'
import { HEADER_WITHIN_ROWS, ROW_LIMITS, type FileRow, type HeaderChoice, type PlainLines, type RowFile } from './file-rows'
import { wholeLines } from './whole-lines'

const NEWLINE = 10
const QUOTE = 34

type Encoding = 'UTF-8' | 'UTF-16' | 'GB18030'

/** Opens delimited text (comma, tab or semicolon; UTF-8 with or without mark, GBK, UTF-16 with mark). @throws DomainError of the reading */
export async function openDelimited(path: string, head: Uint8Array, headerAmong: HeaderChoice): Promise<RowFile> {
  const encoding = await encodingOf(path, head)
  const label = encoding === 'UTF-16' ? (head[0] === 0xff ? 'utf-16le' : 'utf-16be') : encoding.toLowerCase()
  const delimiter = likelyDelimiter(new TextDecoder(label).decode(head))
  const { size } = await stat(path)
  let bytesRead = 0
  /** @param plainBehind hands on lines without quotes as they are, once this row is behind */
  async function* all(plainBehind: number | null): AsyncGenerator<FileRow[] | PlainLines> {
    const decoder = new TextDecoder(label, { fatal: true })
    const text = new DelimitedText(delimiter)
    let behind = 0
    try {
      for await (const bytes of wholeLines(path, (read) => (bytesRead = read))) {
        const rowNo = plainBehind !== null && behind >= plainBehind && !bytes.includes(QUOTE) ? text.nextRowNo : null
        if (rowNo !== null) {
          if (encoding !== 'UTF-8') decoder.decode(bytes, { stream: true })
          const lines = lineCount(bytes)
          text.pass(lines)
          yield { bytes, rowNo, lines }
          continue
        }
        const rows = text.push(decoder.decode(bytes, { stream: true }))
        behind = rows.at(-1)?.rowNo ?? behind
        yield rows
      }
      yield text.push(decoder.decode())
    } catch (error) {
      throw error instanceof TypeError ? new DomainError('file-broken') : error
    }
    yield text.end()
  }
  const header = await headerRow(all(null), headerAmong)
  if (header.cells.length > ROW_LIMITS.columns) throw new DomainError('file-too-many', { limit: ROW_LIMITS.rows })
  async function* pieces(plain: boolean): AsyncGenerator<FileRow[] | PlainLines> {
    for await (const piece of all(plain ? header.rowNo : null)) yield Array.isArray(piece) && (piece[0]?.rowNo ?? Infinity) <= header.rowNo ? piece.filter(({ rowNo }) => rowNo > header.rowNo) : piece
  }
  async function* rows(): AsyncGenerator<FileRow[]> {
    for await (const piece of pieces(false)) if (Array.isArray(piece)) yield piece
  }
  const lines = encoding === 'UTF-16' ? null : { delimiter: delimiter.charCodeAt(0), decode: decoderOf(label), pieces: () => pieces(true) }
  return { encoding, header: header.cells, rows, lines, sheetsLeft: () => [], shareRead: () => (size === 0 ? 1 : bytesRead / size) }
}

const decoderOf = (label: string): ((bytes: Uint8Array) => string) => {
  const decoder = new TextDecoder(label)
  return (bytes) => decoder.decode(bytes)
}

function lineCount(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1
  return bytes.at(-1) === NEWLINE ? lines : lines + 1
}

async function headerRow(pieces: AsyncGenerator<FileRow[] | PlainLines>, headerAmong: HeaderChoice): Promise<FileRow> {
  const first: FileRow[] = []
  for await (const piece of pieces) {
    if (Array.isArray(piece)) first.push(...piece.slice(0, HEADER_WITHIN_ROWS - first.length).map(({ rowNo, cells }) => ({ rowNo, cells: cells.map((cell) => cell.trim()) })))
    if (first.length === HEADER_WITHIN_ROWS) break
  }
  // What no header may be is not looked at.
  const header = first[headerAmong(first.map(({ cells }) => (cells.length > ROW_LIMITS.columns ? [] : cells)))]
  if (!header) throw new DomainError('file-empty')
  return header
}

/** UTF-8 when all of it is, else GBK as Excel saves it here. */
async function encodingOf(path: string, head: Uint8Array): Promise<Encoding> {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return 'UTF-16'
  // A line break is never part of a longer character: up to it the bytes stand for themselves.
  for await (const bytes of wholeLines(path)) if (!isUtf8(bytes)) return 'GB18030'
  return 'UTF-8'
}

/** The delimiter that the header uses most; a title above it that none of them parts is passed over. */
function likelyDelimiter(text: string): string {
  for (const line of text.replace(/^\uFEFF?\s*/, '').split(/[\r\n]+/, HEADER_WITHIN_ROWS)) {
    const counts = [',', '\t', ';'].map((delimiter) => ({ delimiter, count: line.split(delimiter).length }))
    const best = counts.reduce((most, candidate) => (candidate.count > most.count ? candidate : most))
    if (best.count > 1) return best.delimiter
  }
  return ','
}
