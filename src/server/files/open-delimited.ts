import 'server-only'
import { isUtf8 } from 'node:buffer'
import { stat } from 'node:fs/promises'
import { DomainError } from '@/domain/errors'
import { DelimitedText } from './delimited-text'
import { ROW_LIMITS, type FileRow, type PlainLines, type RowFile } from './file-rows'
import { wholeLines } from './whole-lines'

const NEWLINE = 10
const QUOTE = 34

type Encoding = 'UTF-8' | 'UTF-16' | 'GB18030'

/** Opens delimited text (comma, tab or semicolon; UTF-8 with or without mark, GBK, UTF-16 with mark). @throws DomainError of the reading */
export async function openDelimited(path: string, head: Uint8Array): Promise<RowFile> {
  const encoding = await encodingOf(path, head)
  const label = encoding === 'UTF-16' ? (head[0] === 0xff ? 'utf-16le' : 'utf-16be') : encoding.toLowerCase()
  const delimiter = likelyDelimiter(new TextDecoder(label).decode(head))
  const { size } = await stat(path)
  let bytesRead = 0
  /** @param plain hands on lines without quotes as they are, once the header is behind */
  async function* all(plain: boolean): AsyncGenerator<FileRow[] | PlainLines> {
    const decoder = new TextDecoder(label, { fatal: true })
    const text = new DelimitedText(delimiter)
    let headerSeen = false
    try {
      for await (const bytes of wholeLines(path, (read) => (bytesRead = read))) {
        const rowNo = plain && headerSeen && !bytes.includes(QUOTE) ? text.nextRowNo : null
        if (rowNo !== null) {
          if (encoding !== 'UTF-8') decoder.decode(bytes, { stream: true })
          const lines = lineCount(bytes)
          text.pass(lines)
          yield { bytes, rowNo, lines }
          continue
        }
        const rows = text.push(decoder.decode(bytes, { stream: true }))
        headerSeen ||= rows.length > 0
        yield rows
      }
      yield text.push(decoder.decode())
    } catch (error) {
      throw error instanceof TypeError ? new DomainError('file-broken') : error
    }
    yield text.end()
  }
  const header = await firstRow(all(false))
  if (header.cells.length > ROW_LIMITS.columns) throw new DomainError('file-too-many', { limit: ROW_LIMITS.rows })
  async function* pieces(plain: boolean): AsyncGenerator<FileRow[] | PlainLines> {
    for await (const piece of all(plain)) yield Array.isArray(piece) && piece[0]?.rowNo === header.rowNo ? piece.slice(1) : piece
  }
  async function* rows(): AsyncGenerator<FileRow[]> {
    for await (const piece of pieces(false)) if (Array.isArray(piece)) yield piece
  }
  const lines = encoding === 'UTF-16' ? null : { delimiter: delimiter.charCodeAt(0), decode: decoderOf(label), pieces: () => pieces(true) }
  return { encoding, header: header.cells.map((cell) => cell.trim()), rows, lines, shareRead: () => (size === 0 ? 1 : bytesRead / size) }
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

async function firstRow(pieces: AsyncGenerator<FileRow[] | PlainLines>): Promise<FileRow> {
  for await (const piece of pieces) if (Array.isArray(piece) && piece[0]) return piece[0]
  throw new DomainError('file-empty')
}

/** UTF-8 when all of it is, else GBK as Excel saves it here. */
async function encodingOf(path: string, head: Uint8Array): Promise<Encoding> {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return 'UTF-16'
  // A line break is never part of a longer character: up to it the bytes stand for themselves.
  for await (const bytes of wholeLines(path)) if (!isUtf8(bytes)) return 'GB18030'
  return 'UTF-8'
}

/** The delimiter that the header uses most. */
function likelyDelimiter(text: string): string {
  const header = text.replace(/^\uFEFF?\s*/, '').split(/[\r\n]/, 1)[0] ?? ''
  const counts = [',', '\t', ';'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }))
  return counts.reduce((best, candidate) => (candidate.count > best.count ? candidate : best)).delimiter
}
