import 'server-only'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { booksTables, chainsOf, filesNamed, migrationsOf, sequencesOf, sumsOf, type BooksTable } from './books-outline'
import { digestOfFile, linkOrCopy, onDisk, writeThrough } from './durable-files'
import { digestOfManifest, MANIFEST_FILE, manifestText, type ArchivedTable, type Manifest } from './manifest'

export interface BackupRequest {
  url: string
  /** Where photos, documents and reports lie. */
  filesFolder: string
  /** The archive's folder; it appears there whole or not at all. */
  target: string
  /** An earlier archive whose unchanged files are taken over. */
  earlier: string | null
  version: string
  at: Date
}

export interface WrittenBackup {
  manifest: Manifest
  digest: string
  bytes: number
}

const COMPRESSION = 4

/**
 * Writes one state of the books and every file that they name into a folder: all tables in one snapshot, under a temporary
 * name that becomes the real one when everything is on the disk.
 * @throws Error when the database or the disk fails, or a named file is gone or changed; then nothing of it stays
 */
export async function writeBackup({ url, filesFolder, target, earlier, version, at }: BackupRequest): Promise<WrittenBackup> {
  const unfinished = `${target}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(path.join(unfinished, 'tables'), { recursive: true, mode: 0o700 })
  const client = new pg.Client({ connectionString: url })
  // A connection that breaks says so at the query under way; without a listener it would end the process as well.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    // Whoever may not see all rows gets an error instead of a backup with holes.
    await client.query('SET LOCAL row_security = off')
    const tables: ArchivedTable[] = []
    for (const table of await booksTables(client)) tables.push(await writeTable(client, unfinished, table))
    const [chains, migrations, named, server] = [await chainsOf(client), await migrationsOf(client), await filesNamed(client), await client.query<{ server_version: string }>('SHOW server_version')]
    // After the snapshot: numbers that were given out since are skipped, none is given twice.
    const sequences = await sequencesOf(client)
    await client.query('COMMIT')
    const files = await writeFiles(filesFolder, unfinished, earlier, named)
    const manifest: Manifest = { format: 1, madeAt: at.toISOString(), version, postgres: server.rows[0]?.server_version ?? '', migrations, tables, sequences, chains, files }
    const text = manifestText(manifest)
    await writeFile(path.join(unfinished, MANIFEST_FILE), text, { mode: 0o600 })
    for (const place of [path.join(unfinished, MANIFEST_FILE), path.join(unfinished, 'tables'), unfinished]) await onDisk(place)
    await rename(unfinished, target)
    await onDisk(path.dirname(target))
    return { manifest, digest: digestOfManifest(text), bytes: [...tables, ...files].reduce((sum, { bytes }) => sum + bytes, Buffer.byteLength(text)) }
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function writeTable(client: pg.Client, folder: string, { table, partition, columns, summed }: BooksTable): Promise<ArchivedTable> {
  const name = partition?.name ?? table
  const file = `tables/${name}.copy.gz`
  let lines = 0n
  const count = new Transform({
    transform(chunk: Buffer, _, done) {
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1n
      done(null, chunk)
    },
  })
  const rows = client.query(copyTo(`COPY (SELECT ${columns.map((column) => `"${column}"`).join(', ')} FROM "${name}") TO STDOUT`))
  const written = await writeThrough(rows, [count, createGzip({ level: COMPRESSION })], path.join(folder, file))
  const { rows: counted, sums } = await sumsOf(client, name, summed)
  if (counted !== String(lines)) throw new Error(`${name}: ${lines} rows were written of ${counted}`)
  return { table, month: partition?.month ?? null, columns, rows: counted, sums, file, ...written }
}

/** Every kept file; those that the books name must be there and be what they were. */
async function writeFiles(filesFolder: string, folder: string, earlier: string | null, named: ReadonlySet<string>): Promise<Manifest['files']> {
  const files: Manifest['files'] = []
  for (const { sha256, bytes } of await keptFiles(filesFolder)) {
    const [from, to] = [path.join(filesFolder, sha256.slice(0, 2), sha256), path.join(folder, placeInArchive(sha256))]
    const taken = earlier !== null && (await linkOrCopy(path.join(earlier, placeInArchive(sha256)), to, bytes))
    if (!taken) await copyChecked(from, to, sha256)
    files.push({ sha256, bytes })
  }
  const there = new Set(files.map(({ sha256 }) => sha256))
  const missing = [...named].filter((sha256) => !there.has(sha256))
  if (missing.length > 0) throw new Error(`${missing.length} file(s) that the books name are gone, first ${missing[0] ?? ''}`)
  return files
}

async function copyChecked(from: string, to: string, sha256: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 })
  const written = await writeThrough(createReadStream(from), [], to)
  if (written.sha256 !== sha256) throw new Error(`the file ${sha256} has changed on disk`)
}

export const placeInArchive = (sha256: string): string => path.join('files', sha256.slice(0, 2), sha256)

async function keptFiles(folder: string): Promise<{ sha256: string; bytes: number }[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const digests = names.filter((name) => /^[0-9a-f]{2}[\\/][0-9a-f]{64}$/.test(name)).map((name) => path.basename(name)).sort()
  return Promise.all(digests.map(async (sha256) => ({ sha256, bytes: (await stat(path.join(folder, sha256.slice(0, 2), sha256))).size })))
}

/** Names everything in an archive that is not what the manifest says. An empty list is a sound archive. */
export async function archiveFaults(folder: string, { tables, files }: Manifest): Promise<string[]> {
  const faults: string[] = []
  const parts = [...tables.map(({ file, sha256, bytes }) => ({ file, sha256, bytes })), ...files.map(({ sha256, bytes }) => ({ file: placeInArchive(sha256), sha256, bytes }))]
  for (const { file, sha256, bytes } of parts) {
    const found = await digestOfFile(path.join(folder, file)).catch(() => null)
    if (!found) faults.push(`${file} is missing or cannot be read`)
    else if (found.bytes !== bytes || found.sha256 !== sha256) faults.push(`${file} has been changed or is damaged`)
  }
  return faults
}
