import 'server-only'
import { randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import path from 'node:path'
import { pool } from './db'
import { env } from './env'
import { queue } from './jobs/queue'
import { logError } from './log'
import { release } from './release'
import { SHARED_TABLES } from './scope'

/** Whether the database answers a trivial query. */
export const databaseAnswers = (): Promise<boolean> => holds('database', async () => (await pool(SHARED_TABLES).query('SELECT 1')).rowCount === 1)

export type Readiness = Record<'database' | 'migrations' | 'queue' | 'disk', boolean>

/** Whether the server can do everything it is there for: what a load balancer asks before it sends people. */
export async function readiness(): Promise<Readiness> {
  const [database, migrations, queued, disk] = await Promise.all([databaseAnswers(), holds('migrations', migrated), holds('queue', async () => Boolean(await queue())), holds('disk', writable)])
  return { database, migrations, queue: queued, disk }
}

async function holds(check: string, ask: () => Promise<boolean>): Promise<boolean> {
  try {
    return await ask()
  } catch (error) {
    logError(error, { check })
    return false
  }
}

async function migrated(): Promise<boolean> {
  const { lastMigration } = release()
  if (lastMigration === null) return true
  const { rowCount } = await pool(SHARED_TABLES).query('SELECT 1 FROM applied_migrations() WHERE name = $1', [lastMigration])
  return rowCount === 1
}

/** Something can be written where files are kept, and reaches the disk. */
async function writable(): Promise<boolean> {
  const folder = env().TARIFF_AUDIT_FILES
  await mkdir(folder, { recursive: true })
  const place = path.join(folder, `ready.${randomUUID()}`)
  try {
    const handle = await open(place, 'wx', 0o600)
    try {
      await handle.writeFile('ready')
      await handle.sync()
    } finally {
      await handle.close()
    }
    return true
  } finally {
    await rm(place, { force: true })
  }
}
