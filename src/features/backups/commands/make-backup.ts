import 'server-only'
import { appendFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { writeBackup, type WrittenBackup } from '@/server/backup/write-backup'
import { dayInChina } from '@/server/clock'
import { pool } from '@/server/db'
import { env } from '@/server/env'
import { release } from '@/server/release'
import { SHARED_TABLES } from '@/server/scope'
import type { Viewer } from '@/server/viewer'
import { archiveName, archivesIn, backupFolders, keepForTheYear, prune } from '../archive-folder'
import { recordRun } from './record-run'

export interface MadeBackup extends WrittenBackup {
  folder: string
  yearly: boolean
  removed: string[]
}

/** One backup at a time in the whole installation. */
const LOCK = 4_716

/**
 * Backs up the books and the files, leaves the last seven, keeps the year's first apart, and puts it on record; a failure
 * goes on record too, and removes nothing.
 * @param clock says the time, at the beginning and at the end
 * @throws Error when another is under way, or what stood against it
 */
export async function makeBackup(viewer: Viewer, clock: () => Date): Promise<MadeBackup> {
  const startedAt = clock()
  const { daily, yearly } = backupFolders()
  const archive = archiveName(startedAt)
  const client = await pool(SHARED_TABLES).connect()
  try {
    const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [LOCK])
    if (!rows[0]?.free) throw new Error('another backup is under way')
    try {
      const made = await attempt(daily, yearly, archive, startedAt)
      await recordRun(viewer, { ...recorded(startedAt, clock()), archive, digest: made.digest, bytes: made.bytes, rows: rowsIn(made), files: made.manifest.files.length, yearly: made.yearly, failure: null })
      return made
    } catch (error) {
      await recordRun(viewer, { ...recorded(startedAt, clock()), archive, digest: null, bytes: null, rows: null, files: null, yearly: false, failure: messageOf(error) })
      throw error
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK])
    }
  } finally {
    client.release()
  }
}

async function attempt(daily: string, yearly: string, archive: string, at: Date): Promise<MadeBackup> {
  await mkdir(daily, { recursive: true, mode: 0o700 })
  const last = (await archivesIn(daily)).at(-1)
  const folder = path.join(daily, archive)
  const written = await writeBackup({
    url: env().DATABASE_URL, filesFolder: env().TARIFF_AUDIT_FILES, target: folder, earlier: last === undefined ? null : path.join(daily, last), version: release().version, at,
  })
  const forTheYear = await keepForTheYear(folder, yearly, dayInChina(at).slice(0, 4))
  await noteElsewhere(archive, written.digest, at)
  return { ...written, folder, yearly: forTheYear, removed: await prune(daily, archive) }
}

/** Beside the anchors of the audit log, on another machine: what the archive's digest was when it was made. */
async function noteElsewhere(archive: string, digest: string, at: Date): Promise<void> {
  const folder = env().TARIFF_AUDIT_ANCHORS
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await appendFile(path.join(folder, 'backups.jsonl'), `${JSON.stringify({ at: at.toISOString(), archive, digest })}\n`, { mode: 0o600 })
}

const recorded = (startedAt: Date, finishedAt: Date) => ({ kind: 'backup', startedAt, finishedAt }) as const

export const rowsIn = ({ manifest }: Pick<WrittenBackup, 'manifest'>): bigint => manifest.tables.reduce((sum, { rows }) => sum + BigInt(rows), 0n)

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 2_000)
