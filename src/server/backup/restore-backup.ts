import 'server-only'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { migrateWith, type Migration } from '../postgres/migrate'
import { booksTables, chainsOf, filesNamed, migrationsOf, sumsOf } from './books-outline'
import { copyThrough, digestOfFile, onDisk } from './durable-files'
import { ArchiveFault, type ArchivedTable, type Manifest } from './manifest'
import { archiveFaults, placeInArchive } from './write-backup'

export interface RestoreRequest {
  url: string
  folder: string
  manifest: Manifest
  filesFolder: string
  /** The migrations that this version of the application knows, in order. */
  known: readonly Migration[]
}

/** Rows that the migrations bring along; the archive has its own. */
const SEEDED = ['calendar_exception', 'identity_setting', 'order_due_rule', 'penalty_rule']

/**
 * Fills an empty database and the files folder from an archive, and proves inside of the same transaction that every
 * table's rows and sums and every chain's end are what the manifest says: it commits a proven state or none.
 * @throws ArchiveFault for the person at the keyboard; then the database is as it was, save for empty tables
 */
export async function restoreBackup({ url, folder, manifest, filesFolder, known }: RestoreRequest): Promise<void> {
  const faults = await archiveFaults(folder, manifest)
  if (faults.length > 0) throw new ArchiveFault(`the archive is not what was backed up:\n  ${faults.slice(0, 10).join('\n  ')}`)
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await assertEmpty(client)
    const own = await archivesOwn(client, manifest, known)
    await migrateWith(url, own)
    await restoreFiles(folder, manifest, filesFolder)
    await client.query('BEGIN')
    await client.query('SET LOCAL row_security = off')
    await load(client, folder, manifest)
    await prove(client, manifest)
    await client.query('COMMIT')
    await client.query('ANALYZE')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function assertEmpty(client: pg.Client): Promise<void> {
  for (const { table, partition } of await booksTables(client)) {
    if (SEEDED.includes(table)) continue
    const { rowCount } = await client.query(`SELECT 1 FROM "${partition?.name ?? table}" LIMIT 1`)
    if (rowCount !== 0) {
      throw new ArchiveFault(`the database is not empty: there are rows in ${partition?.name ?? table}, and a restore never touches books that are there.\n`
        + 'Name an empty database in DATABASE_URL, or a new data folder in TARIFF_AUDIT_DATA.')
    }
  }
}

/** The archive's migrations, in this version's texts. The later ones follow once its rows are there. */
async function archivesOwn(client: pg.Client, { migrations, version }: Manifest, known: readonly Migration[]): Promise<Migration[]> {
  const wanted = new Map(migrations.map(({ name, checksum }) => [name, checksum]))
  const own = known.filter(({ name, checksum }) => wanted.get(name) === checksum)
  if (own.length < migrations.length) {
    const missing = migrations.filter(({ name }) => !own.some((one) => one.name === name)).map(({ name }) => name)
    throw new ArchiveFault(`the archive was made by version ${version}, whose migrations this version does not know (${missing.join(', ')}): restore it with that version or a later one`)
  }
  const ahead = (await migrationsOf(client)).filter(({ name }) => !wanted.has(name))
  if (ahead.length > 0) {
    throw new ArchiveFault(`the database has been brought up to date beyond the archive (${ahead.map(({ name }) => name).join(', ')}), so its rows would miss what those migrations do to them.\n`
      + 'Name a database without any tables; the restore brings it up to date by itself.')
  }
  return own
}

async function restoreFiles(folder: string, { files }: Manifest, filesFolder: string): Promise<void> {
  const folders = new Set<string>()
  for (const { sha256, bytes } of files) {
    const place = path.join(filesFolder, sha256.slice(0, 2), sha256)
    const there = await stat(place).catch(() => null)
    if (there?.size !== bytes) await copyThrough(path.join(folder, placeInArchive(sha256)), place)
    if ((await digestOfFile(place)).sha256 !== sha256) throw new ArchiveFault(`${place} is not what was backed up: move it away and begin again`)
    folders.add(path.dirname(place))
  }
  for (const one of folders) await onDisk(one)
}

/** Loads all tables with triggers and foreign keys out of the way; putting the keys back proves them. */
async function load(client: pg.Client, folder: string, { tables, sequences }: Manifest): Promise<void> {
  const asideness = await setAside(client)
  for (const table of SEEDED) await client.query(`DELETE FROM "${table}"`)
  for (const month of new Set(tables.flatMap(({ month }) => month ?? []))) await client.query('SELECT ensure_bill_partition($1)', [month])
  for (const table of tables) await loadTable(client, folder, table)
  for (const { name, last, called } of sequences) await client.query('SELECT setval($1::regclass, $2, $3)', [`public."${name}"`, last, called])
  for (const statement of asideness) await client.query(statement)
}

const ASIDE_SQL = `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS off, format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS on, 1 AS rank
  FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0
  UNION ALL
  SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname), format('ALTER TABLE %s ENABLE TRIGGER %I', tgrelid::regclass, tgname), 2
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE NOT tgisinternal AND tgenabled = 'O' AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
  UNION ALL
  SELECT format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', oid::regclass), format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', oid::regclass), 3
  FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relforcerowsecurity
  ORDER BY rank, "on"`

/** @returns the statements that put everything back */
async function setAside(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ off: string; on: string }>(ASIDE_SQL)
  for (const { off } of rows) await client.query(off)
  return rows.map(({ on }) => on)
}

async function loadTable(client: pg.Client, folder: string, { table, columns, file }: ArchivedTable): Promise<void> {
  const into = client.query(copyFrom(`COPY "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) FROM STDIN`))
  await pipeline(createReadStream(path.join(folder, file)), createGunzip(), into)
}

async function prove(client: pg.Client, manifest: Manifest): Promise<void> {
  const faults: string[] = []
  const wanted = new Map(manifest.tables.map((table) => [`${table.table} ${table.month ?? ''}`, table]))
  for (const { table, partition, summed } of await booksTables(client)) {
    const expected = wanted.get(`${table} ${partition?.month ?? ''}`)
    const found = await sumsOf(client, partition?.name ?? table, summed)
    if (found.rows !== (expected?.rows ?? '0')) faults.push(`${table}: ${found.rows} rows instead of ${expected?.rows ?? '0'}`)
    for (const [column, sum] of Object.entries(expected?.sums ?? {})) if (found.sums[column] !== sum) faults.push(`${table}.${column}: ${found.sums[column] ?? '—'} instead of ${sum}`)
  }
  if (JSON.stringify(await chainsOf(client)) !== JSON.stringify(manifest.chains)) faults.push('the chains of the audit log do not end where they did')
  const there = new Set(manifest.files.map(({ sha256 }) => sha256))
  for (const named of await filesNamed(client)) if (!there.has(named)) faults.push(`the file ${named} is not in the archive`)
  if (faults.length > 0) throw new ArchiveFault(`what came out is not what went in; nothing was kept:\n  ${faults.slice(0, 10).join('\n  ')}`)
}
