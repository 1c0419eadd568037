import 'server-only'
import type pg from 'pg'
import { asOwner } from '@/server/scoped-pool'

/** A column of what was read: its name, its type, and the columns of the file that it comes from. */
export type StageColumn = readonly [name: string, type: string, from?: readonly string[]]

/** The working tables of one import: what was read, what may go in, what is wrong. Gone once it is committed or discarded. */
export interface ImportTables {
  stage: string
  ready: string
  fault: string
  /** Rows that are looked at before others when some did not get in. */
  doubt: string
  /** Rows that belong to one bill. */
  part: string
  /** What may go in, counted by station and month. */
  arrived: string
}

export const tablesOf = (id: bigint | string): ImportTables => {
  const number = BigInt(id)
  return { stage: `import_stage_${number}`, ready: `import_ready_${number}`, fault: `import_fault_${number}`, doubt: `import_doubt_${number}`, part: `import_part_${number}`, arrived: `import_arrived_${number}` }
}

/**
 * Makes them afresh. They are nobody's books: unlogged, and outside of the audited transactions; what a crash of the
 * database takes is read from the kept file again.
 * @param stage its columns besides the row's number, each with its type
 */
export async function createTables(client: pg.ClientBase, tables: ImportTables, stage: readonly StageColumn[]): Promise<void> {
  await dropTables(client, tables)
  await asOwner(client, async () => {
    await client.query(`CREATE UNLOGGED TABLE ${tables.stage} (row_no integer NOT NULL, ${stage.map(([name, type]) => `${name} ${type}`).join(', ')})`)
    await client.query(`CREATE UNLOGGED TABLE ${tables.fault} (row_no integer NOT NULL, column_name text NOT NULL, code text NOT NULL, severity text NOT NULL, params jsonb NOT NULL, slips jsonb)`)
  })
}

export async function dropTables(client: pg.ClientBase, tables: ImportTables): Promise<void> {
  await asOwner(client, () => client.query(`DROP TABLE IF EXISTS ${Object.values(tables).join(', ')}`))
}

/** Makes the ready table out of a question. */
export async function fillReady(client: pg.ClientBase, { ready }: ImportTables, question: string): Promise<void> {
  await fillTable(client, ready, question)
  await analyze(client, ready)
}

/**
 * Makes one of them afresh out of a question. Only a table that is made by the answer is answered by several processes, and
 * only the owner makes tables: it asks through a view of the application's, whose reading the policies hold as ever.
 * @returns the rows in it
 */
export async function fillTable(client: pg.ClientBase, table: string, question: string, kept: 'unlogged' | 'logged' = 'unlogged'): Promise<number> {
  const view = `pg_temp.${table}_question`
  await client.query(`CREATE TEMP VIEW ${table}_question AS ${question}`)
  try {
    return await asOwner(client, async () => {
      await client.query(`DROP TABLE IF EXISTS ${table}`)
      const make = async () => (await client.query(`CREATE ${kept === 'logged' ? '' : 'UNLOGGED '}TABLE ${table} AS SELECT * FROM ${view}`)).rowCount ?? 0
      return make().catch(async (error: unknown) => (isOutOfRoom(error) ? alone(client, make) : Promise.reject(error instanceof Error ? error : new Error(String(error)))))
    })
  } finally {
    // In a transaction that has failed this is refused, and its rollback does the same.
    await client.query(`DROP VIEW IF EXISTS ${view}`).catch(() => undefined)
  }
}

/** Out of room on the disk or in memory. A container may give the processes of one question too little memory to share. */
const isOutOfRoom = (error: unknown): boolean => error instanceof Error && 'code' in error && (error.code === '53100' || error.code === '53200')

/** The same by one process, which shares memory with nobody. */
async function alone(client: pg.ClientBase, make: () => Promise<number>): Promise<number> {
  await client.query('SET max_parallel_workers_per_gather = 0')
  try {
    return await make()
  } finally {
    await client.query('RESET max_parallel_workers_per_gather').catch(() => undefined)
  }
}

/** Makes an import's table empty, for the application to fill: its owner alone may make tables. */
export async function createTable(client: pg.ClientBase, definition: string): Promise<void> {
  await asOwner(client, () => client.query(definition))
}

/** Fresh statistics of one of them: without, what follows is planned badly. */
export async function analyze(client: pg.ClientBase, table: string): Promise<void> {
  await asOwner(client, () => client.query(`ANALYZE ${table}`))
}
