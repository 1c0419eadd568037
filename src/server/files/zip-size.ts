import 'server-only'
import { inflateRawSync } from 'node:zlib'
import { DomainError } from '@/domain/errors'
import { LIMITS } from './table'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const STORED = 0

/**
 * Refuses a packed file that would unpack to absurd sizes, before anything opens it: each entry is inflated with a bound,
 * so that a directory that lies about sizes gains nothing.
 * @throws DomainError `file-bomb`, `file-broken`
 */
export function assertSaneZip(content: Buffer): void {
  const end = content.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || content.readUInt32LE(end) !== END_OF_DIRECTORY) throw new DomainError('file-broken')
  const entries = content.readUInt16LE(end + 10)
  let place = content.readUInt32LE(end + 16)
  let left: number = LIMITS.unpackedBytes
  try {
    for (let entry = 0; entry < entries; entry += 1) {
      if (content.readUInt32LE(place) !== DIRECTORY_ENTRY) throw new DomainError('file-broken')
      left -= unpackedSize(content, place, left)
      place += 46 + content.readUInt16LE(place + 28) + content.readUInt16LE(place + 30) + content.readUInt16LE(place + 32)
    }
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw new DomainError('file-bomb')
    throw error instanceof DomainError ? error : new DomainError('file-broken')
  }
}

function unpackedSize(content: Buffer, place: number, left: number): number {
  const packed = content.readUInt32LE(place + 20)
  const header = content.readUInt32LE(place + 42)
  const data = header + 30 + content.readUInt16LE(header + 26) + content.readUInt16LE(header + 28)
  if (content.readUInt16LE(place + 10) === STORED) return packed
  return inflateRawSync(content.subarray(data, data + packed), { maxOutputLength: Math.max(1, left) }).length
}
