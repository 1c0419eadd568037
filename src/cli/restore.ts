import { parseArgs } from 'node:util'
import { listStations } from '@/features/accounts/queries'
import { brokenLinks } from '@/features/audit-log/chain-queries'
import { unrecordedFacts } from '@/features/audit-log/completeness-queries'
import { messageOf, rowsIn } from '@/features/backups/commands/make-backup'
import { recordRun } from '@/features/backups/commands/record-run'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { ArchiveFault, readManifest, type Manifest } from '@/server/backup/manifest'
import { restoreBackup } from '@/server/backup/restore-backup'
import { now } from '@/server/clock'
import { env } from '@/server/env'
import { migrate, readMigrations } from '@/server/postgres/migrate'
import { commandLineOperator } from '@/server/viewer'
import { migrationsFolder } from './places'

const USAGE = 'usage: restore FOLDER [--digest SHA256]   into the empty database of DATABASE_URL, or a new data folder'

/**
 * `restore`: fills an empty database and the files folder from a backup, proves what came out, and brings it up to date. Exit code 0
 * restored and proven, 1 restored but something is wrong with it, 2 refused: then nothing was changed.
 */
export async function run(args: readonly string[]): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({ args: [...args], options: { digest: { type: 'string' } }, allowPositionals: true })
  } catch (error) {
    return refuse(`${messageOf(error)}\n${USAGE}`)
  }
  const [folder, ...rest] = parsed.positionals
  if (folder === undefined || rest.length > 0) return refuse(USAGE)
  const startedAt = now()
  let archive
  try {
    archive = await readManifest(folder)
    if (parsed.values.digest !== undefined && parsed.values.digest !== archive.digest) throw new ArchiveFault(`the archive's digest is ${archive.digest}, not the one given: it is another archive, or has been changed`)
    await restoreBackup({ url: env().DATABASE_URL, folder, manifest: archive.manifest, filesFolder: env().TARIFF_AUDIT_FILES, known: readMigrations(migrationsFolder) })
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error
    return refuse(error.message)
  }
  const { manifest, digest } = archive
  const applied = await migrate(env().DATABASE_URL, migrationsFolder)
  report(manifest, applied)
  const faults = await faultsOfBooks()
  for (const fault of faults) process.stdout.write(`wrong: ${fault}\n`)
  await recordRun(commandLineOperator(), {
    kind: 'restore', startedAt, finishedAt: now(), archive: folder, digest, bytes: null, rows: rowsIn({ manifest }), files: manifest.files.length, yearly: false,
    failure: faults.length === 0 ? null : faults.slice(0, 10).join('\n'),
  })
  process.stdout.write(faults.length === 0 ? 'proven: every row, sum, file, total and chain is as it was\n' : `${faults.length} fault(s): do not work with this database before they are understood\n`)
  return faults.length === 0 ? 0 : 1
}

function report(manifest: Manifest, applied: readonly string[]): void {
  const sum = (column: string, table: string) => manifest.tables.filter((one) => one.table === table).reduce((total, { sums }) => total + BigInt(sums[column] ?? '0'), 0n)
  process.stdout.write(`restored the state of ${manifest.madeAt} (version ${manifest.version}): ${manifest.tables.length} table(s), ${rowsIn({ manifest })} row(s), ${manifest.files.length} file(s)\n`)
  process.stdout.write(`bills: ${sum('energy_wh', 'bill')} Wh, ${sum('amount_fen', 'bill')} fen; adjustments: ${sum('amount_fen', 'adjustment')} fen\n`)
  process.stdout.write(`${manifest.chains.length} chain(s), ${manifest.chains.reduce((total, { seq }) => total + BigInt(seq), 0n)} link(s)\n`)
  if (applied.length > 0) process.stdout.write(`brought up to date: ${applied.join(', ')}\n`)
}

/** What `verify` and `verify audit-log` would find. */
async function faultsOfBooks(): Promise<string[]> {
  const faults: string[] = []
  for (const { id, code } of await listStations(commandLineOperator())) {
    for (const { grain, month } of await findDrift(id, await monthsWithBooks(id))) faults.push(`the ${grain} totals of ${code}, ${month} are not those of the books`)
  }
  for (const { stationId, seq, fault } of await brokenLinks(null)) faults.push(`the chain of station ${stationId} is broken at link ${seq ?? '?'}: ${fault}`)
  for (const { fact, key } of await unrecordedFacts()) faults.push(`${fact}: ${key}`)
  return faults
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
