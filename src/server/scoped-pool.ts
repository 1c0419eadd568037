import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import type { Scope } from './scope'

/** The role that everything works as: it owns nothing and cannot step around row-level security. */
export const APP_ROLE = 'tariff_audit_app'

/**
 * What each connection was told last, so that only a change costs a round trip. The framework may load this module more than
 * once: all copies must know the same of a connection.
 */
const kept = globalThis as typeof globalThis & { tariffAuditTold?: WeakMap<pg.ClientBase, string> }
const told = (kept.tariffAuditTold ??= new WeakMap())

const TELL = `SELECT set_config('role', '${APP_ROLE}', false), set_config('app.stations', $1, false), set_config('app.user', $2, false)`

/** How many connections the transaction under way has taken. */
interface Holding {
  connections: number
}

const keptHoldings = globalThis as typeof globalThis & { tariffAuditHoldings?: AsyncLocalStorage<Holding> }
const holdings = (keptHoldings.tariffAuditHoldings ??= new AsyncLocalStorage())

/**
 * Runs a transaction's work, which has one connection. A second one is refused, at once and not only in a crowd: with as
 * many transactions under way as there are connections, each would wait for ever for what another holds.
 */
export const holdingOne = <Answer>(work: () => Promise<Answer>): Promise<Answer> => holdings.run({ connections: 0 }, work)

/** What a job does on another connection than its transaction's: says how far it is, or reads. Jobs run one at a time and never in a crowd. */
export const besideTransaction = <Answer>(work: () => Promise<Answer>): Promise<Answer> => holdings.exit(work)

type Connected = Parameters<pg.Pool['connect']>[0]

/**
 * The shared connections as one scope sees them: none is handed out before the database has been told for whom. `query` of
 * the base class asks `connect`, so that there is no other way to one.
 */
export class ScopedPool extends pg.Pool {
  readonly #shared: pg.Pool
  readonly #scope: () => Scope

  constructor(shared: pg.Pool, scope: () => Scope) {
    super({ max: 1 })
    this.#shared = shared
    this.#scope = scope
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Connected): void
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    const connected = this.#told()
    if (!callback) return connected
    connected.then(
      (client) => callback(undefined, client, (error) => client.release(error)),
      (error: Error) => callback(error, undefined, () => undefined),
    )
  }

  async #told(): Promise<pg.PoolClient> {
    const { text, user } = this.#scope()
    const whose = `${text} ${user}`
    const holding = holdings.getStore()
    if (holding && (holding.connections += 1) > 1) throw new Error('a transaction asked for a second connection: what it reads must go through its own')
    const client = await this.#shared.connect()
    if (told.get(client) === whose) return client
    try {
      told.delete(client)
      await client.query({ name: 'whose-rows', text: TELL, values: [text, user] })
      told.set(client, whose)
      return client
    } catch (error) {
      client.release(true)
      throw error
    }
  }
}

/**
 * Does what only the database's owner may (making and attaching tables, COPY into a table with row-level security) on a
 * connection of the application, which is the application's again afterwards. No policy holds meanwhile.
 */
export async function asOwner<Answer>(client: pg.ClientBase, work: () => Promise<Answer>): Promise<Answer> {
  // Whatever happens, the next one to get the connection has it told anew.
  told.delete(client)
  await client.query('SET ROLE NONE')
  let answer: Answer
  try {
    answer = await work()
  } catch (error) {
    // In a transaction this is refused, and its rollback does the same.
    await client.query(`SET ROLE ${APP_ROLE}`).catch(() => undefined)
    throw error
  }
  await client.query(`SET ROLE ${APP_ROLE}`)
  return answer
}
