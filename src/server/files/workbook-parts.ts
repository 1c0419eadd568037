import 'server-only'
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl'
import { SaxesParser } from 'saxes'
import { DomainError } from '@/domain/errors'
import { ROW_LIMITS } from './file-rows'

const MOST_PARTS = 5_000
/** No honest sheet shrinks to less than a two-hundredth. */
const MOST_SHRUNK = 200
const ZIP_OPTIONS = { lazyEntries: true, autoClose: false, validateEntrySizes: true } as const
const ALWAYS_FINE_BYTES = 16 * 1024 * 1024

export type XmlHandler = {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** A workbook's parts, unpacked only as they are read, and never beyond what an honest file would hold. */
export class WorkbookParts {
  private unpackedBytes = 0

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly mostBytes: number,
  ) {}

  /** @throws DomainError `file-broken`, `file-bomb`, `file-macros`, `file-wrong-kind` (a ZIP that is no workbook) */
  static open = (path: string): Promise<WorkbookParts> => WorkbookParts.of(openPromise(path, ZIP_OPTIONS), Infinity)

  /** The same of a file in memory. @param mostBytes so much may be unpacked of it, all that is read taken together */
  static openBuffer = (content: Buffer, mostBytes: number): Promise<WorkbookParts> => WorkbookParts.of(fromBufferPromise(content, ZIP_OPTIONS), mostBytes)

  private static async of(opening: Promise<ZipFile>, mostBytes: number): Promise<WorkbookParts> {
    const zip = await opening.catch(() => null)
    if (!zip) throw new DomainError('file-broken')
    try {
      const entries = await listed(zip)
      if ([...entries.keys()].some((name) => /vbaProject\.bin$/i.test(name))) throw new DomainError('file-macros')
      if (![...entries.keys()].some((name) => name.startsWith('xl/worksheets/'))) throw new DomainError('file-wrong-kind', { kind: 'ZIP' })
      for (const entry of entries.values()) assertSane(entry.uncompressedSize, entry)
      return new WorkbookParts(zip, entries, mostBytes)
    } catch (error) {
      zip.close()
      throw error
    }
  }

  close(): void {
    this.zip.close()
  }

  names = (): string[] => [...this.entries.keys()]
  has = (name: string): boolean => this.entries.has(name)

  /** How much of some parts has been unpacked, 0 to 1. */
  shareUnpacked(names: readonly string[]): number {
    const all = names.reduce((sum, name) => sum + (this.entries.get(name)?.uncompressedSize ?? 0), 0)
    return all === 0 ? 1 : Math.min(1, this.unpackedBytes / all)
  }

  /** Reads an XML part, calling the handler; after each piece `afterPiece` may hand on what has come together. */
  async *read<Piece>(name: string, handler: XmlHandler, afterPiece: () => Piece | null): AsyncGenerator<Piece> {
    const entry = this.entries.get(name)
    if (!entry) return
    const parser = parserFor(handler)
    const decoder = new TextDecoder()
    let bytes = 0
    try {
      for await (const chunk of (await this.zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        bytes += chunk.byteLength
        this.unpackedBytes += chunk.byteLength
        assertSane(bytes, entry)
        if (this.unpackedBytes > this.mostBytes) throw new DomainError('file-bomb')
        parser.write(decoder.decode(chunk, { stream: true }))
        const piece = afterPiece()
        if (piece !== null) yield piece
      }
      parser.write(decoder.decode()).close()
    } catch (error) {
      throw refusal(error)
    }
    const piece = afterPiece()
    if (piece !== null) yield piece
  }

  /** The same for a small part that is read whole. */
  async readAll(name: string, handler: XmlHandler): Promise<void> {
    for await (const _ of this.read(name, handler, () => null)) throw new Error('nothing is handed on')
  }
}

async function listed(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  if (zip.entryCount > MOST_PARTS) throw new DomainError('file-bomb')
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.on('end', resolve)
    zip.on('error', () => reject(new DomainError('file-broken')))
    zip.readEntry()
  })
  return entries
}

/** What a directory says about sizes may be a lie: the same is asked again while unpacking. */
function assertSane(bytes: number, { compressedSize }: Entry): void {
  if (bytes > ROW_LIMITS.partBytes || (bytes > ALWAYS_FINE_BYTES && bytes > compressedSize * MOST_SHRUNK)) throw new DomainError('file-bomb')
}

function refusal(error: unknown): unknown {
  if (error instanceof DomainError) return error
  return error instanceof Error && /too many bytes in the stream/.test(error.message) ? new DomainError('file-bomb') : new DomainError('file-broken')
}

/** Element names come without their prefix. */
function parserFor({ open, text, close }: XmlHandler): SaxesParser {
  const parser = new SaxesParser({ xmlns: false })
  if (open) parser.on('opentag', ({ name, attributes }) => open(withoutPrefix(name), attributes))
  if (text) parser.on('text', text)
  if (close) parser.on('closetag', ({ name }) => close(withoutPrefix(name)))
  // Entities of its own making are how a small text becomes an endless one.
  parser.on('doctype', () => {
    throw new DomainError('file-broken')
  })
  return parser
}

const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1)
