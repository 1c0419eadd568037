import 'server-only'
import type pg from 'pg'
import type { Manifest } from './manifest'

/**
 * What is not carried from one database to another: who is logged in just now (a backup must not open anybody's session),
 * the worker's sign of life, and the migrations' own list, which the manifest has.
 */
const LEFT_OUT = ['_prisma_migrations', 'user_session', 'user_verification', 'worker_sign']

/** Working tables of imports under way: nobody's books; the kept file is checked again. */
const WORKING_TABLE = '^import_(stage|ready|fault|doubt|part|arrived)_[0-9]+$'

export interface BooksTable {
  table: string
  /** The partition that is read, and its month; null for a table that is not partitioned. */
  partition: { name: string; month: string } | null
  columns: string[]
  /** The columns that hold fen or watt-hours. */
  summed: string[]
}

const TABLES_SQL = `
  SELECT COALESCE(root.relname, c.relname) AS table, CASE WHEN root.oid IS NOT NULL THEN c.relname END AS partition,
         substring(pg_get_expr(c.relpartbound, c.oid) FROM $$FROM \\('([0-9]{4}-[0-9]{2}-[0-9]{2})$$) AS month,
         columns.names AS columns, columns.summed
  FROM pg_class c
  LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
  LEFT JOIN pg_class root ON root.oid = i.inhparent,
  LATERAL (
    SELECT array_agg(a.attname::text ORDER BY a.attname) AS names,
           COALESCE(array_agg(a.attname::text ORDER BY a.attname) FILTER (WHERE a.atttypid = 'int8'::regtype AND a.attname ~ '_(fen|wh)$'), '{}') AS summed
    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname !~ $1 AND COALESCE(root.relname, c.relname) <> ALL ($2)
  ORDER BY 1, 2`

/** Every table of the books, each month of the bills by itself. */
export async function booksTables(client: pg.Client): Promise<BooksTable[]> {
  const { rows } = await client.query<{ table: string; partition: string | null; month: string | null; columns: string[]; summed: string[] }>(TABLES_SQL, [WORKING_TABLE, LEFT_OUT])
  return rows.map(({ table, partition, month, columns, summed }) => {
    if (partition !== null && month === null) throw new Error(`partition ${partition} of ${table} is of no month`)
    return { table, partition: partition === null || month === null ? null : { name: partition, month }, columns, summed }
  })
}

/** How many rows a table has and what its money and energy come to, exactly. */
export async function sumsOf(client: pg.Client, name: string, summed: readonly string[]): Promise<{ rows: string; sums: Record<string, string> }> {
  const { rows } = await client.query<Record<string, string>>(
    `SELECT ${['count(*)::text AS "count(*)"', ...summed.map((column) => `COALESCE(sum("${column}"), 0)::text AS "${column}"`)].join(', ')} FROM "${name}"`,
  )
  const [{ 'count(*)': count = '0', ...sums } = {}] = rows
  return { rows: count, sums }
}

export async function sequencesOf(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string; last: string; called: boolean }>(
    `SELECT sequencename AS name, COALESCE(last_value, start_value)::text AS last, last_value IS NOT NULL AS called FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  )
  return rows
}

export async function chainsOf(client: pg.Client): Promise<Manifest['chains']> {
  const { rows } = await client.query<{ stationId: number; seq: string; hash: string }>(
    `SELECT station_id AS "stationId", seq::text, encode(hash, 'hex') AS hash FROM audit_head ORDER BY station_id`,
  )
  return rows
}

export async function migrationsOf(client: pg.Client): Promise<Manifest['migrations']> {
  const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there`)
  if (!rows[0]?.there) return []
  const applied = await client.query<{ name: string; checksum: string }>(
    'SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name',
  )
  return applied.rows
}

/** Digests that are of a row's own content, and not of a file. Any other column of that name is taken to name files. */
const OF_CONTENT: Readonly<Record<string, string>> = { qc_sheet_revision: 'true', qc_plan_baseline: 'true', qc_evidence: 'file_bytes IS NULL' }

/** The digests of all files that rows of the books name. */
export async function filesNamed(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT c.relname AS table, a.attname AS column FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname ~ '(^|_)sha256$' AND NOT a.attisdropped ORDER BY 1, 2`,
  )
  const named = new Set<string>()
  for (const { table, column } of rows) {
    const found = await client.query<{ digest: string }>(`SELECT DISTINCT "${column}" AS digest FROM "${table}" WHERE "${column}" ~ '^[0-9a-f]{64}$' AND NOT (${OF_CONTENT[table] ?? 'false'})`)
    for (const { digest } of found.rows) named.add(digest)
  }
  return named
}
