import 'server-only'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { readManifest } from '@/server/backup/manifest'
import { env } from '@/server/env'
import type { Viewer } from '@/server/viewer'
import { archivesIn, backupFolders } from '../archive-folder'
import { messageOf, rowsIn } from './make-backup'
import { recordRun } from './record-run'

/** Restores an archive into the database and files folder named, as a person would. @returns what it printed; rejects when it failed */
export type Restore = (archive: string, place: { url: string; files: string }) => Promise<string>

const SCRATCH = 'tariff_audit_proof_'

/**
 * Proves the newest backup: restores it into a scratch database on the same server, with the same command and the same proof
 * as in earnest, and removes the scratch. On record either way.
 * @throws Error when there is none, or what stood against it
 */
export async function proveBackup(viewer: Viewer, restore: Restore, clock: () => Date): Promise<string> {
  const { daily } = backupFolders()
  const archive = (await archivesIn(daily)).at(-1)
  if (archive === undefined) throw new Error('there is no backup to prove')
  const startedAt = clock()
  const facts = { kind: 'proof', startedAt, archive, bytes: null, yearly: false } as const
  try {
    const { manifest, digest } = await readManifest(path.join(daily, archive))
    const said = await inScratch((place) => restore(path.join(daily, archive), place))
    await recordRun(viewer, { ...facts, finishedAt: clock(), digest, rows: rowsIn({ manifest }), files: manifest.files.length, failure: null })
    return said
  } catch (error) {
    await recordRun(viewer, { ...facts, finishedAt: clock(), digest: null, rows: null, files: null, failure: messageOf(error) })
    throw error
  }
}

async function inScratch<Answer>(work: (place: { url: string; files: string }) => Promise<Answer>): Promise<Answer> {
  const url = new URL(env().DATABASE_URL)
  const client = new pg.Client({ connectionString: url.toString() })
  await client.connect()
  const name = `${SCRATCH}${process.pid}`
  const files = await mkdtemp(path.join(tmpdir(), 'tariff-audit-proof-'))
  try {
    await removeScratches(client)
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`)
    url.pathname = `/${name}`
    return await work({ url: url.toString(), files })
  } finally {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).catch(() => undefined)
    await client.end().catch(() => undefined)
    await rm(files, { recursive: true, force: true })
  }
}

/** A proof that was killed leaves its scratch to the next one; one that is used at this moment is left alone. */
async function removeScratches(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database d WHERE datname ~ '^${SCRATCH}[0-9]+$' AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datname = d.datname)`,
  )
  for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${name}`)
}
