import 'server-only'
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { readManifest } from '@/server/backup/manifest'
import { archiveFaults } from '@/server/backup/write-backup'
import { onDisk } from '@/server/backup/durable-files'
import { env } from '@/server/env'

const ARCHIVE = /^\d{4}-\d{2}-\d{2}T\d{6}Z$/
const KEPT = 7

/** The folder of the daily backups, and the one in which each year's lies apart. @throws Error where none is set */
export function backupFolders(): { daily: string; yearly: string } {
  const { TARIFF_AUDIT_BACKUPS, TARIFF_AUDIT_YEARLY_BACKUPS } = env()
  if (TARIFF_AUDIT_BACKUPS === undefined) throw new Error('TARIFF_AUDIT_BACKUPS is not set')
  return { daily: TARIFF_AUDIT_BACKUPS, yearly: TARIFF_AUDIT_YEARLY_BACKUPS ?? path.join(TARIFF_AUDIT_BACKUPS, 'yearly') }
}

/** `2026-03-02T013000Z`: sorts by time, and is a name on every file system. */
export const archiveName = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(':', '')}Z`

/** The finished backups of a folder, oldest first. */
export async function archivesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => ARCHIVE.test(name)).sort()
}

/**
 * Leaves the newest seven, and clears away what attempts that were killed have left. Called once a new one is whole, which is
 * never among those removed, though a clock that ran ahead may have given others later names.
 */
export async function prune(folder: string, made: string): Promise<string[]> {
  const surplus = (await archivesIn(folder)).filter((name) => name !== made).slice(0, 1 - KEPT)
  const broken = (await readdir(folder)).filter((name) => name.endsWith('.unfinished'))
  for (const name of [...surplus, ...broken]) await rm(path.join(folder, name), { recursive: true, force: true })
  return surplus
}

/**
 * Puts a copy of its own with the yearly backups, unless the year has one: its bytes are read back and compared.
 * @returns whether it was put there
 */
export async function keepForTheYear(archive: string, yearlyFolder: string, year: string): Promise<boolean> {
  await mkdir(yearlyFolder, { recursive: true, mode: 0o700 })
  if ((await archivesIn(yearlyFolder)).some((name) => name.startsWith(`${year}-`))) return false
  const target = path.join(yearlyFolder, path.basename(archive))
  const unfinished = `${target}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await cp(archive, unfinished, { recursive: true, preserveTimestamps: true })
  const { manifest } = await readManifest(unfinished)
  const faults = await archiveFaults(unfinished, manifest)
  if (faults.length > 0) throw new Error(`the yearly copy is not what was backed up: ${faults[0] ?? ''}`)
  for (const name of await readdir(unfinished, { recursive: true })) await onDisk(path.join(unfinished, name))
  await rename(unfinished, target)
  await onDisk(yearlyFolder)
  return true
}
