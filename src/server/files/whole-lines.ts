import 'server-only'
import { open } from 'node:fs/promises'
import { DomainError } from '@/domain/errors'
import { ROW_LIMITS } from './file-rows'

const PIECE_BYTES = 256 * 1024
const MOST_LINE_BYTES = ROW_LIMITS.recordLetters * 4
const NEWLINE = 10

/**
 * Reads a file in pieces that end with a line break (the last one where the file ends). All pieces come in the same memory,
 * each in the place of the one before it: who wants to keep something of a piece copies it.
 * @param onRead is told the bytes read so far
 * @throws DomainError `file-too-many` at a line that will not end
 */
export async function* wholeLines(path: string, onRead: (bytes: number) => void = () => undefined): AsyncGenerator<Buffer> {
  const file = await open(path)
  let memory = Buffer.allocUnsafeSlow(PIECE_BYTES)
  let held = 0
  let position = 0
  try {
    for (;;) {
      if (held === memory.length) memory = grown(memory)
      const { bytesRead } = await file.read(memory, held, memory.length - held, position)
      if (bytesRead === 0) break
      position += bytesRead
      const end = memory.lastIndexOf(NEWLINE, held + bytesRead - 1) + 1
      const filled = held + bytesRead
      onRead(position)
      if (end > held) {
        yield memory.subarray(0, end)
        memory.copyWithin(0, end, filled)
        held = filled - end
      } else held = filled
    }
    if (held > 0) yield memory.subarray(0, held)
  } finally {
    await file.close()
  }
}

function grown(memory: Buffer): Buffer<ArrayBuffer> {
  if (memory.length >= MOST_LINE_BYTES) throw new DomainError('file-too-many', { limit: ROW_LIMITS.rows })
  const larger = Buffer.allocUnsafeSlow(memory.length * 2)
  memory.copy(larger)
  return larger
}
