import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DomainError } from '@/domain/errors'
import { env } from '../env'

const DIGEST = /^[0-9a-f]{64}$/

/** Files outside of the web root, each under the SHA-256 of its content: what is kept cannot change, and twice is once. */
const placeOf = (sha256: string): string => {
  if (!DIGEST.test(sha256)) throw new Error('not the digest of a file')
  return path.join(env().TARIFF_AUDIT_FILES, sha256.slice(0, 2), sha256)
}

/** Keeps some bytes. Call it before the transaction that writes the row naming them: a file without a row does no harm. */
export async function keepFile(content: Uint8Array): Promise<{ sha256: string; bytes: number }> {
  const sha256 = createHash('sha256').update(content).digest('hex')
  const place = placeOf(sha256)
  const known = await stat(place).catch(() => null)
  if (known?.size !== content.byteLength) {
    await mkdir(path.dirname(place), { recursive: true })
    const unfinished = `${place}.${randomUUID()}`
    try {
      await writeFile(unfinished, content, { mode: 0o600 })
      await rename(unfinished, place)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  }
  return { sha256, bytes: content.byteLength }
}

/** The bytes kept under a digest. @throws Error when they are gone, or are no longer those that were kept */
export async function readKeptFile(sha256: string): Promise<Buffer<ArrayBuffer>> {
  const content = await readFile(placeOf(sha256))
  if (createHash('sha256').update(content).digest('hex') !== sha256) throw new Error(`the file ${sha256} has changed on disk`)
  return content
}

const MEGABYTE = 1024 * 1024

/**
 * The same for a file that is too large to hold: written as it arrives, refused as soon as it is larger than allowed.
 * @throws DomainError `file-too-big`; then nothing of it is kept
 */
export async function keepStream(content: AsyncIterable<Uint8Array>, mostBytes: number): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  const folder = env().TARIFF_AUDIT_FILES
  await mkdir(folder, { recursive: true })
  const unfinished = path.join(folder, `arriving.${randomUUID()}`)
  let bytes = 0
  async function* measured() {
    for await (const chunk of content) {
      bytes += chunk.byteLength
      if (bytes > mostBytes) throw new DomainError('file-too-big', { size: `> ${mostBytes / MEGABYTE}`, limit: mostBytes / MEGABYTE })
      hash.update(chunk)
      yield chunk
    }
  }
  try {
    await pipeline(measured(), createWriteStream(unfinished, { mode: 0o600 }))
    const sha256 = hash.digest('hex')
    await mkdir(path.dirname(placeOf(sha256)), { recursive: true })
    await rename(unfinished, placeOf(sha256))
    return { sha256, bytes }
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** Where a kept file lies, for reading it piece by piece. */
export const keptFilePath = (sha256: string): string => placeOf(sha256)
