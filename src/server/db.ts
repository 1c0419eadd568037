import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '@/generated/prisma/client'
import { env } from './env'
import { logError } from './log'

/** What a transaction has written and recorded so far; see `transaction.ts`. */
export interface TransactionLedger {
  writes: number
  entries: number
}

const WRITE_OPERATION = /^(create|update|upsert|delete|executeRaw)/
const WRITE_SQL = /\b(insert\s+into|update\s+\S+\s+set|delete\s+from|truncate)\b/i

const sqlText = (args: unknown): string =>
  typeof args === 'object' && args !== null && 'strings' in args && Array.isArray(args.strings)
    ? args.strings.join('?')
    : ''

const isWrite = (operation: string, args: unknown): boolean =>
  WRITE_OPERATION.test(operation.replace(/^\$/, '')) || (operation === '$queryRaw' && WRITE_SQL.test(sqlText(args)))

function connect() {
  const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: 10 })
  // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', (error) => logError(error, { pool: 'idle connection' }))
  const ledger = new AsyncLocalStorage<TransactionLedger>()
  const unguarded = new PrismaClient({ adapter: new PrismaPg(pool) })
  const guarded = unguarded.$extends({
    query: {
      $allOperations({ model, operation, args, query }) {
        if (isWrite(operation, args)) {
          const entries = ledger.getStore()
          if (!entries) throw new Error(`${model ?? 'raw'}.${operation} outside of transact(): nothing would record it`)
          entries.writes += 1
        }
        return query(args)
      },
    },
  })
  return { pool, unguarded, guarded, ledger }
}

// The framework may load this module more than once; there is one set of connections, and one ledger with them.
const kept = globalThis as typeof globalThis & { tariffAuditDatabase?: ReturnType<typeof connect> }
const connection = () => (kept.tariffAuditDatabase ??= connect())

/** The database for queries and commands. It refuses writes outside of `transact`. */
export const db = () => connection().guarded

/** For the authentication library alone, which keeps sessions outside of any business transaction. */
export const authDb = () => connection().unguarded

/** Raw connections for bulk loading (COPY). Writes go through `transactBulk`. */
export const pool = () => connection().pool

/** The ledger of the transaction under way; `transact` sets it, the guarded client writes it. */
export const transactionLedger = () => connection().ledger

export type Db = ReturnType<typeof db>

/** Ends all connections: for the command line and the tests, which must be able to exit. */
export async function disconnect(): Promise<void> {
  const open = kept.tariffAuditDatabase
  if (!open) return
  delete kept.tariffAuditDatabase
  await open.unguarded.$disconnect()
  if (!open.pool.ended) await open.pool.end()
}
