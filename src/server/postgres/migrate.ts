/** Applies the migrations with Prisma's own bookkeeping, so that its command line sees the same history. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'

const LOCK = 72_707_369

const BOOKKEEPING = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`

export interface Migration {
  name: string
  sql: string
  checksum: string
}

/** The migrations of a folder in order. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, 'migration.sql')))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Brings a database up to date: each migration in a transaction of its own, one process at a time.
 * @returns the names applied now; empty when it was up to date
 * @throws Error when an applied migration was edited afterwards, or when one fails (nothing of it stays)
 */
export const migrate = (url: string, folder: string): Promise<string[]> => migrateWith(url, readMigrations(folder))

/** The same with the migrations given. */
export async function migrateWith(url: string, migrations: readonly Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    await client.query(BOOKKEEPING)
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      'SELECT migration_name, checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL',
    )
    const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]))
    const pending = migrations.filter((migration) => !isApplied(migration, applied))
    for (const migration of pending) await apply(client, migration)
    if (pending.length > 0) await guardTables(client)
    return pending.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

/** No table of stations without its policy, whoever forgot it: see the migration `row_level_security`. */
async function guardTables(client: pg.Client): Promise<void> {
  await client.query(`DO $$ BEGIN IF to_regprocedure('guard_tables()') IS NOT NULL THEN PERFORM guard_tables(); END IF; END $$`)
}

function isApplied(migration: Migration, applied: ReadonlyMap<string, string>): boolean {
  const checksum = applied.get(migration.name)
  if (checksum !== undefined && checksum !== migration.checksum) {
    throw new Error(`Migration ${migration.name} was edited after it had been applied: put it back and add a new one`)
  }
  return checksum !== undefined
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(sql)
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`Migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
