import 'server-only'
import { DomainError } from '@/domain/errors'

export type ReadableKind = 'csv' | 'xlsx'

/** The first bytes by which files that cannot be read are known, whatever they are called. */
const FOREIGN: readonly { kind: string; bytes: readonly number[] }[] = [
  { kind: 'Excel 97-2003 (.xls)', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { kind: 'PDF', bytes: [0x25, 0x50, 0x44, 0x46] },
  { kind: 'PNG', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { kind: 'JPEG', bytes: [0xff, 0xd8, 0xff] },
  { kind: 'GIF', bytes: [0x47, 0x49, 0x46, 0x38] },
  { kind: 'RAR', bytes: [0x52, 0x61, 0x72, 0x21] },
  { kind: '7z', bytes: [0x37, 0x7a, 0xbc, 0xaf] },
]
const ZIP = [0x50, 0x4b, 0x03, 0x04]

const beginsWith = (content: Uint8Array, bytes: readonly number[]): boolean => bytes.every((byte, index) => content[index] === byte)

/** What a file is by its content. @throws DomainError `file-empty`, `file-wrong-kind` */
export function fileKind(content: Uint8Array): ReadableKind {
  if (content.length === 0) throw new DomainError('file-empty')
  if (beginsWith(content, ZIP)) return 'xlsx'
  const foreign = FOREIGN.find(({ bytes }) => beginsWith(content, bytes))
  if (foreign) throw new DomainError('file-wrong-kind', { kind: foreign.kind })
  // Text has no zero bytes, except as UTF-16, which says so in its first two.
  const isUtf16 = (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff)
  if (!isUtf16 && content.subarray(0, 4096).includes(0)) throw new DomainError('file-wrong-kind', { kind: 'binary' })
  return 'csv'
}
