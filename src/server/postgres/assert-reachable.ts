import pg from 'pg'

const PATIENCE_MS = 10_000

/** @throws Error naming what stands against using DATABASE_URL, in words for the person who set it */
export async function assertReachable(url: string): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new Error('DATABASE_URL: expected postgresql://USER:PASSWORD@HOST:PORT/DATABASE')
  }
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS })
  try {
    await client.connect()
  } catch (error) {
    throw new Error(`DATABASE_URL: the server cannot be used (${reasonOf(error)})`, { cause: error })
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Several addresses that all fail come as one error without a message. */
const reasonOf = (error: unknown): string =>
  error instanceof AggregateError ? error.errors.map(reasonOf).join('; ') : error instanceof Error ? error.message : String(error)
