import 'server-only'
import type pg from 'pg'

/** The working tables of one import: what was read, what may go in, what is wrong. Gone once it is committed or discarded. */
export interface ImportTables {
  stage: string
  ready: string
  fault: string
}

export const tablesOf = (id: bigint | string): ImportTables => {
  const number = BigInt(id)
  return { stage: `import_stage_${number}`, ready: `import_ready_${number}`, fault: `import_fault_${number}` }
}

type Client = Pick<pg.ClientBase, 'query'>

/**
 * Makes them afresh. They are nobody's books: unlogged, and outside of the audited transactions; what a crash of the
 * database takes is read from the kept file again.
 * @param stage its columns besides the row's number, each with its type
 */
export async function createTables(client: Client, tables: ImportTables, stage: readonly (readonly [name: string, type: string])[]): Promise<void> {
  await dropTables(client, tables)
  await client.query(`CREATE UNLOGGED TABLE ${tables.stage} (row_no integer NOT NULL, ${stage.map(([name, type]) => `${name} ${type}`).join(', ')})`)
  await client.query(`CREATE UNLOGGED TABLE ${tables.fault} (row_no integer NOT NULL, column_name text NOT NULL, code text NOT NULL, severity text NOT NULL, params jsonb NOT NULL, slips jsonb)`)
}

export async function dropTables(client: Client, { stage, ready, fault }: ImportTables): Promise<void> {
  await client.query(`DROP TABLE IF EXISTS ${stage}, ${ready}, ${fault}`)
}
