import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as moment } from 'node:timers/promises'
import pg from 'pg'
import { COMMAND_FLAGS } from '@/cli/command-flags.mjs'
import { root } from '@/cli/places'

const PATIENCE_MS = 60_000
const LOOK_EVERY_MS = 15

/** Looks again and again until it is so. @throws Error when it never comes to that */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`it never came to ${what}`)
    await moment(LOOK_EVERY_MS)
  }
}

/**
 * Lets some work run into a lock on a table's writes, so that it stands still in the middle of its transaction, then does
 * something to it there: killing is exact, without any waiting by the clock.
 */
export async function haltedAt(table: string, begin: () => unknown, then: () => unknown): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query(`LOCK TABLE ${table} IN EXCLUSIVE MODE`)
    await begin()
    await until(`a halt at ${table}`, async () => {
      const { rows } = await client.query<{ waits: boolean }>('SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND relation = $1::regclass) AS waits', [table])
      return rows[0]?.waits ?? false
    })
    await then()
  } finally {
    await client.query('ROLLBACK').catch(() => undefined)
    await client.end().catch(() => undefined)
  }
}

/** The worker in a process of its own. */
export const startWorker = (): ChildProcess =>
  spawn(process.execPath, [...COMMAND_FLAGS, path.join(root, 'src/cli/main.ts'), 'worker'], { cwd: root, stdio: 'ignore', env: { ...process.env, TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json') } })

/** kill -9, and has seen it gone. */
export async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
