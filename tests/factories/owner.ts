import pg from 'pg'

/** Asks the database as its owner, whom no policy and no grant holds: for what the application itself may not do. */
export async function asDatabaseOwner<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}
