import 'server-only'
import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { DomainError } from '@/domain/errors'
import { DelimitedText } from './delimited-text'
import { ROW_LIMITS, type FileRow, type RowFile } from './file-rows'

const CHUNK_BYTES = 64 * 1024
const NEWLINE = 10

type Encoding = 'UTF-8' | 'UTF-16' | 'GB18030'

/** Opens delimited text (comma, tab or semicolon; UTF-8 with or without mark, GBK, UTF-16 with mark). @throws DomainError of the reading */
export async function openDelimited(path: string, head: Uint8Array): Promise<RowFile> {
  const encoding = await encodingOf(path, head)
  const label = encoding === 'UTF-16' ? (head[0] === 0xff ? 'utf-16le' : 'utf-16be') : encoding.toLowerCase()
  const delimiter = likelyDelimiter(new TextDecoder(label).decode(head))
  const { size } = await stat(path)
  let bytesRead = 0
  async function* all(): AsyncGenerator<FileRow[]> {
    bytesRead = 0
    const decoder = new TextDecoder(label, { fatal: true })
    const text = new DelimitedText(delimiter)
    try {
      for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
        bytesRead += chunk.byteLength
        yield text.push(decoder.decode(chunk, { stream: true }))
      }
      yield text.push(decoder.decode())
    } catch (error) {
      throw error instanceof TypeError ? new DomainError('file-broken') : error
    }
    yield text.end()
  }
  const header = await firstRow(all())
  if (header.cells.length > ROW_LIMITS.columns) throw new DomainError('file-too-many', { limit: ROW_LIMITS.rows })
  async function* rows(): AsyncGenerator<FileRow[]> {
    for await (const some of all()) yield some[0]?.rowNo === header.rowNo ? some.slice(1) : some
  }
  return { encoding, header: header.cells.map((cell) => cell.trim()), rows, shareRead: () => (size === 0 ? 1 : bytesRead / size) }
}

async function firstRow(rows: AsyncGenerator<FileRow[]>): Promise<FileRow> {
  for await (const [first] of rows) if (first) return first
  throw new DomainError('file-empty')
}

/** UTF-8 when all of it is, else GBK as Excel saves it here. */
async function encodingOf(path: string, head: Uint8Array): Promise<Encoding> {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return 'UTF-16'
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    // A line break is never part of a longer character: up to it the bytes stand for themselves.
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const end = bytes.lastIndexOf(NEWLINE) + 1
    if (!isUtf8(bytes.subarray(0, end))) return 'GB18030'
    rest = bytes.subarray(end)
    if (rest.length > ROW_LIMITS.recordLetters * 4) throw new DomainError('file-too-many', { limit: ROW_LIMITS.rows })
  }
  return isUtf8(rest) ? 'UTF-8' : 'GB18030'
}

/** The delimiter that the header uses most. */
function likelyDelimiter(text: string): string {
  const header = text.replace(/^\uFEFF?\s*/, '').split(/[\r\n]/, 1)[0] ?? ''
  const counts = [',', '\t', ';'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }))
  return counts.reduce((best, candidate) => (candidate.count > best.count ? candidate : best)).delimiter
}
