import { createHash } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import { dataFolder, migrationsFolder } from '@/cli/places'
import { addressOfDatabase, startEmbedded } from '@/server/postgres/embedded'
import { migrate, readMigrations } from '@/server/postgres/migrate'

export interface TestServer {
  /** Address of the server's maintenance database. */
  adminUrl: string
  stop: () => void
}

/** A PostgreSQL for the tests: `TEST_DATABASE_URL`, or an embedded one of their own that trades durability for speed. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { adminUrl: given, stop: () => undefined }
  const server = await startEmbedded({ folder: path.join(dataFolder, 'test-postgres'), throwaway: true })
  return { adminUrl: addressOfDatabase(server.url, 'postgres'), stop: () => (server.started ? server.stop() : undefined) }
}

export async function withAdmin<Answer>(adminUrl: string, work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * The address of a template database with all migrations applied; made once for a state of the migrations.
 * @param fill puts more into the template, under a name of its own; `version` changes when what it puts there does.
 */
export async function templateDatabase(adminUrl: string, fill?: { name: string; version: string; load: (url: string) => Promise<void> }): Promise<string> {
  const hash = createHash('sha256')
  for (const { checksum } of readMigrations(migrationsFolder)) hash.update(checksum)
  if (fill) hash.update(fill.version)
  const name = `template_${fill?.name ?? 'empty'}_${hash.digest('hex').slice(0, 12)}`
  return withAdmin(adminUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock(4711)')
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [name])
    if (rowCount === 0) {
      await client.query(`DROP DATABASE IF EXISTS ${name}`)
      await client.query(`CREATE DATABASE ${name}`)
      const url = addressOfDatabase(adminUrl, name)
      await migrate(url, migrationsFolder)
      await fill?.load(url)
      await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`)
    }
    return name
  })
}

/** A database of its own, cloned from a template. */
export async function cloneDatabase(adminUrl: string, template: string, name: string): Promise<string> {
  await withAdmin(adminUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  return addressOfDatabase(adminUrl, name)
}

export const dropDatabase = (adminUrl: string, name: string): Promise<unknown> =>
  withAdmin(adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
