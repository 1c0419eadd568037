import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { migrationsFolder, root } from '@/cli/places'
import { disconnect } from '@/server/db'
import { closeQueue } from '@/server/jobs/queue'
import { startEmbedded } from '@/server/postgres/embedded'
import { migrate } from '@/server/postgres/migrate'

// Before a test file is loaded: a database server of its own, as durable as in earnest, that the test may kill.
const home = mkdtempSync(path.join(tmpdir(), 'faults-'))
chmodSync(home, 0o755)
const folder = path.join(home, 'postgres')
const server = await startEmbedded({ folder })
await migrate(server.url, migrationsFolder)
process.env['DATABASE_URL'] = server.url
process.env['BETTER_AUTH_SECRET'] = 'for-tests-only-for-tests-only-for-tests-only'
for (const place of ['FILES', 'BACKUPS', 'ANCHORS']) {
  process.env[`TARIFF_AUDIT_${place}`] = path.join(home, place.toLowerCase())
  mkdirSync(path.join(home, place.toLowerCase()))
}

afterAll(async () => {
  await closeQueue().catch(() => undefined)
  await disconnect()
  server.stop()
  rmSync(home, { recursive: true, force: true })
})

/** Where this file's own things lie. */
export const homeFolder = home

const postmaster = (): number => Number(readFileSync(path.join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0])

/** kill -9 of the database where it stands. */
export const killDatabase = (): void => void process.kill(postmaster(), 'SIGKILL')

/** Starts it again: it recovers by itself. */
export async function reviveDatabase(): Promise<void> {
  await startEmbedded({ folder })
}

/** The demonstration station with its users, loaded as `npm start` does. */
export function loadDemo(): void {
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'src/cli/cli.mjs'), 'demo', 'station'], { encoding: 'utf8', env: process.env })
  if (status !== 0) throw new Error(stderr)
}
