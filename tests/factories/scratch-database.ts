import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { addressOfDatabase } from '@/server/postgres/embedded'

export interface ScratchDatabase {
  url: string
  /** A files folder of its own. */
  files: string
  ask: <Row extends pg.QueryResultRow>(sql: string) => Promise<Row[]>
  remove: () => Promise<void>
}

let count = 0

/** A database with nothing in it on the tests' server, and a files folder beside it. */
export async function scratchDatabase(): Promise<ScratchDatabase> {
  const own = process.env['DATABASE_URL'] ?? ''
  const name = `scratch_${process.pid}_${(count += 1)}`
  const admin = new pg.Client({ connectionString: addressOfDatabase(own, 'postgres') })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`)
  const url = addressOfDatabase(own, name)
  const files = await mkdtemp(path.join(tmpdir(), 'scratch-files-'))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    url,
    files,
    ask: async <Row extends pg.QueryResultRow>(sql: string) => (await client.query<Row>(sql)).rows,
    remove: async () => {
      await client.end()
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
      await rm(files, { recursive: true, force: true })
    },
  }
}
