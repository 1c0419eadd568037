import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '@/generated/prisma/client'
import { env } from './env'
import { logError } from './log'
import { scopeFor, system, type Scope, type Whose } from './scope'
import { ScopedPool } from './scoped-pool'

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

type Ledger = AsyncLocalStorage<TransactionLedger>

const guard = (unguarded: PrismaClient, ledger: Ledger) =>
  unguarded.$extends({
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

/** The client for one scope: each of its questions says so to the pool. */
const clientOf = (guarded: ReturnType<typeof guard>, whose: AsyncLocalStorage<Scope>, scope: Scope) =>
  guarded.$extends({ query: { $allOperations: ({ args, query }) => whose.run(scope, async () => query(args)) } })

type ScopedClient = ReturnType<typeof clientOf>

interface Connection {
  shared: pg.Pool
  unguarded: PrismaClient
  guarded: ReturnType<typeof guard>
  ledger: Ledger
  /** Whose question is under way. */
  whose: AsyncLocalStorage<Scope>
  clients: Map<string, ScopedClient>
  pools: Map<string, ScopedPool>
}

function connect(): Connection {
  const shared = new pg.Pool({ connectionString: env().DATABASE_URL, max: 10 })
  // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
  shared.on('error', (error) => logError(error, { pool: 'idle connection' }))
  // The same for one that is lent out and breaks between two queries: its next query says so to whoever has it.
  shared.on('connect', (client) => client.on('error', () => undefined))
  const ledger: Ledger = new AsyncLocalStorage()
  const whose = new AsyncLocalStorage<Scope>()
  const unguarded = new PrismaClient({ adapter: new PrismaPg(new ScopedPool(shared, () => underway(whose))) })
  return { shared, unguarded, guarded: guard(unguarded, ledger), ledger, whose, clients: new Map(), pools: new Map() }
}

function underway(whose: AsyncLocalStorage<Scope>): Scope {
  const scope = whose.getStore()
  if (!scope) throw new Error('a connection was asked for without saying for whom')
  return scope
}

// The framework may load this module more than once; there is one set of connections, and one ledger with them.
const kept = globalThis as typeof globalThis & { tariffAuditDatabase?: Connection }
const connection = () => (kept.tariffAuditDatabase ??= connect())

/** More scopes than this are not at work at once; they cost little to make again. */
const MOST_SCOPES = 500

function perScope<Kept>(known: Map<string, Kept>, { text, user }: Scope, make: () => Kept): Kept {
  const whose = `${text} ${user}`
  const found = known.get(whose)
  if (found !== undefined) return found
  if (known.size >= MOST_SCOPES) known.clear()
  const made = make()
  known.set(whose, made)
  return made
}

const clientFor = ({ clients, guarded, whose }: Connection, scope: Scope): ScopedClient => perScope(clients, scope, () => clientOf(guarded, whose, scope))

/** A transaction under way, on its one connection. */
export type Transaction = Parameters<Parameters<ScopedClient['$transaction']>[0]>[0]

type ByKey = 'findUnique' | 'findUniqueOrThrow'

/**
 * Without look-ups by key: the library puts those of one moment together into one query, whoever asks, and each must keep
 * its own scope. `findFirst` with the same condition is not joined. A transaction's are its own.
 */
export type Db = { [Name in keyof ScopedClient]: ScopedClient[Name] extends { [Method in ByKey]: unknown } ? Omit<ScopedClient[Name], ByKey> : ScopedClient[Name] }

/** The database for queries and commands, showing what the viewer may see. It refuses writes outside of `transact`. */
export function db(whose: Whose): Db {
  return clientFor(connection(), scopeFor(whose))
}

/** Work of the library that takes a connection of its own, of the viewer's scope: for `transact` alone. */
export function onConnection<Answer>(whose: Whose, work: (client: ScopedClient) => Promise<Answer>): Promise<Answer> {
  const scope = scopeFor(whose)
  const open = connection()
  return open.whose.run(scope, async () => work(clientFor(open, scope)))
}

/** For the authentication library alone, which keeps sessions outside of any business transaction. */
export function authDb() {
  const { unguarded, whose } = connection()
  return unguarded.$extends({ query: { $allOperations: ({ args, query }) => whose.run(system('sessions'), async () => query(args)) } })
}

/** Raw connections for hot reads and bulk loading (COPY). Writes go through `transactBulk`. */
export function pool(whose: Whose): pg.Pool {
  const scope = scopeFor(whose)
  const { shared, pools } = connection()
  return perScope(pools, scope, () => new ScopedPool(shared, () => scope))
}

/** How many connections there are, how many of them nobody uses, and how many questions wait for one. */
export function connectionCounts(): { open: number; idle: number; waiting: number } {
  const { totalCount, idleCount, waitingCount } = connection().shared
  return { open: totalCount, idle: idleCount, waiting: waitingCount }
}

/** The ledger of the transaction under way; `transact` sets it, the guarded client writes it. */
export const transactionLedger = () => connection().ledger

/** Ends all connections: for the command line and the tests, which must be able to exit. */
export async function disconnect(): Promise<void> {
  const open = kept.tariffAuditDatabase
  if (!open) return
  delete kept.tariffAuditDatabase
  // Who takes leave need not hear that a server which stops at the same moment has closed a connection first.
  open.shared.removeAllListeners('error').on('error', () => undefined)
  await open.unguarded.$disconnect()
  if (!open.shared.ended) await open.shared.end()
}
