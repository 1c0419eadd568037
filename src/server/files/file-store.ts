import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
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
    await writeFile(unfinished, content, { mode: 0o600 })
    await rename(unfinished, place)
  }
  return { sha256, bytes: content.byteLength }
}

/** The bytes kept under a digest. @throws Error when they are gone, or are no longer those that were kept */
export async function readKeptFile(sha256: string): Promise<Buffer<ArrayBuffer>> {
  const content = await readFile(placeOf(sha256))
  if (createHash('sha256').update(content).digest('hex') !== sha256) throw new Error(`the file ${sha256} has changed on disk`)
  return content
}
