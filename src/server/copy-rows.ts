import 'server-only'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

type Cell = string | number | bigint | null

/** A text as COPY reads it back. */
export const copyText = (text: string): string => text.replace(SPECIAL, (found) => ESCAPES[found] ?? found)

const SPECIAL = /[\\\t\n\r]/g
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

const cellText = (cell: Cell): string => (cell === null ? '\\N' : copyText(String(cell)))

const BATCH = 2_000

/** Streams rows into a table with COPY, within the client's transaction. Column names are the code's own, never input. */
export async function copyRows(client: pg.PoolClient, table: string, columns: readonly string[], rows: Iterable<readonly Cell[]>): Promise<void> {
  const into = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`))
  await pipeline(Readable.from(batches(rows)), into)
}

/**
 * The same into a table with row-level security, which COPY refuses: by way of one of the transaction's own, so that every
 * row is held against the policy.
 */
export async function insertRows(client: pg.PoolClient, table: string, columns: readonly string[], rows: Iterable<readonly Cell[]>): Promise<void> {
  const names = columns.join(', ')
  await client.query(`CREATE TEMP TABLE arriving ON COMMIT DROP AS SELECT ${names} FROM ${table} WITH NO DATA`)
  await copyRows(client, 'arriving', columns, rows)
  await client.query(`INSERT INTO ${table} (${names}) SELECT ${names} FROM arriving`)
  await client.query('DROP TABLE arriving')
}

/**
 * The same for lines that are written already, tabs between their cells and an empty cell for null: for millions of rows
 * whose cells are known to hold nothing that COPY reads otherwise (`copyText` makes others so).
 * @returns how many lines there were
 */
export async function copyLines(client: pg.PoolClient, table: string, columns: readonly string[], pieces: AsyncIterable<string | Uint8Array>): Promise<number> {
  const into = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN (NULL '')`))
  // Pieces are large: one waits while another is on its way.
  await pipeline(Readable.from(pieces, { highWaterMark: 1 }), into)
  return into.rowCount
}

/** Lines joined by the thousand: a stream is slow by the piece. */
function* batches(rows: Iterable<readonly Cell[]>): Generator<string> {
  let lines: string[] = []
  for (const row of rows) {
    lines.push(row.map(cellText).join('\t'))
    if (lines.length === BATCH) {
      yield `${lines.join('\n')}\n`
      lines = []
    }
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`
}
