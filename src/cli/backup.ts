import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { archivesIn, backupFolders } from '@/features/backups/archive-folder'
import { makeBackup, messageOf, rowsIn } from '@/features/backups/commands/make-backup'
import { proveBackup } from '@/features/backups/commands/prove-backup'
import { ArchiveFault, readManifest } from '@/server/backup/manifest'
import { archiveFaults } from '@/server/backup/write-backup'
import { now } from '@/server/clock'
import { commandLineOperator } from '@/server/viewer'
import { restoreInProcess } from './restore-process'

const USAGE = `usage: backup                 makes one; the last 7 are kept, each year's first one apart
       backup list
       backup check FOLDER    compares an archive's bytes with what was written
       backup prove           restores the newest into a scratch database, with all proofs`

/** `backup`: makes, lists, checks and proves backups. Exit code 0 done, 1 it failed or is damaged, 2 wrong call. */
export async function run(args: readonly string[]): Promise<number> {
  const [what = 'make', folder, ...rest] = args
  if (rest.length > 0 || (what === 'check') !== (folder !== undefined)) return refuse(USAGE)
  try {
    if (what === 'make') return await make()
    if (what === 'list') return await list()
    if (what === 'check') return await check(folder ?? '')
    if (what === 'prove') {
      process.stdout.write(await proveBackup(commandLineOperator(), restoreInProcess, now))
      return 0
    }
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    return error instanceof ArchiveFault ? 2 : 1
  }
  return refuse(USAGE)
}

async function make(): Promise<number> {
  const began = performance.now()
  const made = await makeBackup(commandLineOperator(), now)
  process.stdout.write(`${made.folder}${made.yearly ? ' (and kept for the year)' : ''}\n`)
  process.stdout.write(`${made.manifest.tables.length} table(s), ${rowsIn(made)} row(s), ${made.manifest.files.length} file(s), ${megabytes(made.bytes)} in ${Math.round((performance.now() - began) / 100) / 10} s\n`)
  process.stdout.write(`digest ${made.digest}\n`)
  for (const name of made.removed) process.stdout.write(`removed ${name}\n`)
  return 0
}

async function list(): Promise<number> {
  const { daily, yearly } = backupFolders()
  for (const folder of [daily, yearly]) {
    for (const name of await archivesIn(folder)) {
      const place = path.join(folder, name)
      const said = await readManifest(place).then(({ manifest, digest }) => `${rowsIn({ manifest })} rows  ${manifest.files.length} files  digest ${digest}`, messageOf)
      process.stdout.write(`${place}  ${megabytes(await sizeOf(place))}  ${said}\n`)
    }
  }
  return 0
}

async function check(folder: string): Promise<number> {
  const { manifest, digest } = await readManifest(folder)
  const faults = await archiveFaults(folder, manifest)
  for (const fault of faults) process.stdout.write(`${fault}\n`)
  process.stdout.write(faults.length === 0 ? `sound: ${rowsIn({ manifest })} row(s), ${manifest.files.length} file(s), digest ${digest}\n` : `${faults.length} fault(s)\n`)
  return faults.length === 0 ? 0 : 1
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0
  for (const name of await readdir(folder, { recursive: true })) bytes += (await stat(path.join(folder, name))).size
  return bytes
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e5) / 10} MB`

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
