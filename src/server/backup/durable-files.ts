import 'server-only'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, link, mkdir, open, stat } from 'node:fs/promises'
import path from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Has what was written to a file or folder on the disk before it returns. */
export async function onDisk(place: string): Promise<void> {
  const handle = await open(place, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes a stream into a new file and onto the disk. @returns its size and digest */
export async function writeThrough(content: Readable, transforms: readonly Transform[], place: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      bytes += chunk.byteLength
      done(null, chunk)
    },
  })
  await pipeline([content, ...transforms, measure, createWriteStream(place, { mode: 0o600, flags: 'wx' })])
  await onDisk(place)
  return { bytes, sha256: hash.digest('hex') }
}

export async function digestOfFile(place: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(place) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.byteLength
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** Copies a file under a new name and onto the disk. */
export async function copyThrough(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 })
  await copyFile(from, to)
  await onDisk(to)
}

/**
 * A file of an earlier archive once more: as another name for the same bytes where the disk allows it, else copied.
 * @returns whether the earlier one was there and had the size
 */
export async function linkOrCopy(from: string, to: string, bytes: number): Promise<boolean> {
  const known = await stat(from).catch(() => null)
  if (known?.size !== bytes) return false
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 })
  await link(from, to).catch(() => copyThrough(from, to))
  return true
}
