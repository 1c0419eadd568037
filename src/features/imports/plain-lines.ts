import 'server-only'
import type { Mapping } from '@/domain/imports/columns'
import { isBlankRow, type FileRow, type LineFile, type PlainLines } from '@/server/files/file-rows'
import type { PlainKind } from './kind-spec'
import { StagedBytes } from './staged-bytes'

const NUL = 0
const NEWLINE = 10
const RETURN = 13
const BLANK = 32

interface StagedLines {
  rows: number
  /** What is to be copied into the stage. */
  bytes: Buffer
}

/**
 * Stages lines of bytes without making texts of their cells: digits are digits in the file and in the database. A line with
 * anything out of the ordinary is read by the careful reader, which alone knows what is wrong; where both can read a line
 * they say the same (`tests/integration/imports/plain-lines.test.ts`).
 * @param given which of the kind's columns are staged at all
 * @param careful reads a row, null when it cannot be staged
 */
export class PlainLineReader {
  private readonly starts: Int32Array
  private readonly ends: Int32Array
  private readonly texts: (string | null)[]
  private readonly known: Map<string, string>[]
  private readonly lastNamed: ({ bytes: Buffer; text: string } | undefined)[] = []
  private readonly columns: { column: PlainKind['columns'][number]; index: number; place: number }[]
  private readonly carefulPlaces: number[]

  constructor(
    private readonly kind: PlainKind,
    mapping: Mapping,
    given: readonly boolean[],
    private readonly lines: LineFile,
    private readonly width: number,
    private readonly isCorrected: (rowNo: number) => boolean,
    private readonly careful: (row: FileRow) => string | null,
  ) {
    this.starts = new Int32Array(width)
    this.ends = new Int32Array(width)
    this.texts = kind.columns.map(() => null)
    this.known = kind.columns.map(() => new Map())
    this.columns = kind.columns.flatMap((column, index) => (given[index] ? [{ column, index, place: column === null ? -1 : (mapping[column.name] ?? -1) }] : []))
    this.carefulPlaces = kind.careful.flatMap((name) => mapping[name] ?? [])
  }

  read({ bytes, rowNo }: Pick<PlainLines, 'bytes' | 'rowNo'>): StagedLines {
    const staged = new StagedBytes(bytes.length)
    let rows = 0
    let line = rowNo
    for (let begin = 0; begin < bytes.length; line += 1) {
      const cells = this.split(bytes, begin)
      const next = this.next
      if (!(cells === 1 && this.starts[0] === this.ends[0])) {
        rows += 1
        const mark = staged.length
        staged.startLine(line, next - begin)
        if (cells !== this.width || this.isCorrected(line) || !this.stage(bytes, staged)) {
          staged.cutTo(mark)
          const texts = this.cellsOf(bytes, begin, next)
          // Only what is out of the ordinary can be blank.
          if (isBlankRow(texts)) rows -= 1
          else this.stageCarefully({ rowNo: line, cells: texts }, staged)
        } else staged.endLine()
      }
      begin = next
    }
    return { rows, bytes: staged.taken() }
  }

  private stageCarefully(row: FileRow, staged: StagedBytes): void {
    const text = this.careful(row)
    if (text !== null) staged.addText(`${text}\n`)
  }

  /** Where the line after the one that was split begins. */
  private next = 0

  /** Notes where each cell begins and ends. @returns how many there are */
  private split(bytes: Buffer, begin: number): number {
    const { starts, ends, width } = this
    const { delimiter } = this.lines
    const length = bytes.length
    let cells = 0
    let start = begin
    let at = begin
    for (; at < length; at += 1) {
      const byte = bytes[at]
      if (byte !== delimiter && byte !== NEWLINE) continue
      if (cells < width) {
        starts[cells] = start
        ends[cells] = at
      }
      cells += 1
      start = at + 1
      if (byte === NEWLINE) break
    }
    if (at === length) {
      if (cells < width) {
        starts[cells] = start
        ends[cells] = at
      }
      cells += 1
    }
    this.next = at + 1
    const last = Math.min(cells, width) - 1
    if (cells <= width && (ends[last] ?? 0) > (starts[last] ?? 0) && bytes[(ends[last] ?? 0) - 1] === RETURN) ends[last] = (ends[last] ?? 0) - 1
    return cells
  }

  private cellsOf(bytes: Buffer, begin: number, next: number): string[] {
    let end = Math.min(next - 1, bytes.length)
    if (end > begin && bytes[end - 1] === RETURN) end -= 1
    return this.lines.decode(bytes.subarray(begin, end)).split(String.fromCharCode(this.lines.delimiter))
  }

  /** @returns whether all of the line's cells could be staged as they are */
  private stage(bytes: Buffer, staged: StagedBytes): boolean {
    for (const place of this.carefulPlaces) if (this.starts[place] !== this.ends[place]) return false
    for (const { column, index, place } of this.columns) {
      staged.separate()
      const start = place === -1 ? 0 : (this.starts[place] ?? 0)
      const end = place === -1 ? 0 : (this.ends[place] ?? 0)
      this.texts[index] = null
      if (column === null || start === end) {
        if (column?.required) return false
        continue
      }
      if (column.as === 'digits') {
        if (!staged.addDigits(bytes, start, end)) return false
      } else if (typeof column.as === 'number') {
        if (!staged.addScaled(bytes, start, end, column.as)) return false
      } else {
        const text = this.named(index, bytes, start, end, column.as)
        if (text === null) return false
        staged.addAscii(text)
        this.texts[index] = text
      }
    }
    return !this.kind.contradicts(this.texts)
  }

  /** A file of millions of rows says the same few names over and over: the bytes that it writes them with are remembered. */
  private named(index: number, bytes: Buffer, start: number, end: number, read: (cell: string) => string | null): string | null {
    const last = this.lastNamed[index]
    if (last && isSame(last.bytes, bytes, start, end)) return last.text
    const key = bytes.toString('latin1', start, end)
    const text = this.known[index]?.get(key) ?? this.readName(bytes, start, end, read)
    if (text === null) return null
    if ((this.known[index]?.size ?? 0) < MOST_NAMES) this.known[index]?.set(key, text)
    this.lastNamed[index] = { bytes: Buffer.from(bytes.subarray(start, end)), text }
    return text
  }

  private readName(bytes: Buffer, start: number, end: number, read: (cell: string) => string | null): string | null {
    return bytes[start] === BLANK || bytes[end - 1] === BLANK || bytes.subarray(start, end).includes(NUL) ? null : read(this.lines.decode(bytes.subarray(start, end)))
  }
}

const MOST_NAMES = 10_000

function isSame(known: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (known.length !== end - start) return false
  for (let at = 0; at < known.length; at += 1) if (known[at] !== bytes[start + at]) return false
  return true
}
