import 'server-only'
import type pg from 'pg'
import type { AuditAction } from '@/domain/audit-log/audit-actions'
import { Prisma } from '@/generated/prisma/client'
import { now } from './clock'
import { db, onConnection, pool, transactionLedger, type Transaction, type TransactionLedger } from './db'
import { holdingOne } from './scoped-pool'
import type { Viewer } from './viewer'

export type { Transaction }

/** One line of the audit log. `before` and `after` are plain JSON (bigint as decimal text). */
export interface AuditEntry {
  /** The supply station the change belongs to; 0 when it belongs to none. */
  stationId: number
  /** What was done, `subject.verb-past`: `work-order.submitted`. */
  action: AuditAction
  /** What it was done to, and the number people know it by. */
  subject: string
  subjectKey: string
  before?: Prisma.InputJsonValue
  after?: Prisma.InputJsonValue
  reason?: string
}

/** Writes entries of the audit log, in their order. */
export type Record = (...entries: AuditEntry[]) => Promise<void>

/** The request that is being answered, so that its repeat does nothing and gets the same answer. */
export interface Repeatable {
  key: string
  action: string
}

const TIMEOUT_MS = 60_000

function assertRecorded(ledger: TransactionLedger): void {
  if (ledger.writes > ledger.entries && ledger.entries === 0) {
    throw new Error('A transaction wrote and recorded nothing: it was rolled back')
  }
}

/**
 * Runs a command's writes in one transaction. The transaction owns the recorder: one that wrote without recording an
 * audit entry fails and leaves nothing behind.
 * @param repeatable when given, the answer is stored under the viewer and the key in the same transaction; a repeat
 *   returns the stored answer without running `work`. Answers must be plain JSON.
 */
export async function transact<Answer>(
  viewer: Viewer,
  work: (tx: Transaction, record: Record) => Promise<Answer>,
  repeatable?: Repeatable,
): Promise<Answer> {
  const ledger: TransactionLedger = { writes: 0, entries: 0 }
  const inTransaction = (client: Parameters<Parameters<typeof onConnection>[1]>[0]) =>
    client.$transaction(
      async (tx) => {
        const earlier = repeatable && (await firstAnswer(tx, viewer, repeatable))
        if (earlier) return earlier.answer as Answer
        const answer = await work(tx, recorder(tx, viewer, ledger))
        assertRecorded(ledger)
        if (repeatable) await keepAnswer(tx, viewer, repeatable, answer)
        return answer
      },
      { timeout: TIMEOUT_MS, maxWait: TIMEOUT_MS },
    )
  return transactionLedger().run(ledger, () => holdingOne(() => onConnection(viewer, inTransaction)))
}

/**
 * The answer that a repeated request got the first time, or null. Commands ask before they look at anything else: by now
 * the very thing they did may stand against doing it again.
 */
export async function earlierAnswer<Answer>(viewer: Viewer, { key, action }: Repeatable): Promise<Answer | null> {
  const earlier = await db(viewer).idempotencyKey.findFirst({ where: { userId: viewer.userId, key } })
  return earlier?.action === action ? (earlier.answer as Answer) : null
}

function recorder(tx: Transaction, viewer: Viewer, ledger: TransactionLedger): Record {
  return async (...entries) => {
    if (entries.length === 0) return
    const by = { at: now(), actorId: viewer.userId, actorName: viewer.name, requestId: viewer.requestId, ipAddress: viewer.ipAddress }
    await tx.auditLog.createMany({
      data: entries.map(({ before, after, reason, ...entry }) => ({ ...entry, ...by, before: before ?? Prisma.DbNull, after: after ?? Prisma.DbNull, reason: reason ?? null })),
    })
    ledger.entries += entries.length
  }
}

/** Waits for a request under way with the same key, then looks whether it left an answer. */
async function firstAnswer(tx: Transaction, viewer: Viewer, { key, action }: Repeatable) {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${viewer.userId} ${key}`}, 0))::text`
  const earlier = await tx.idempotencyKey.findUnique({ where: { userId_key: { userId: viewer.userId, key } } })
  if (earlier && earlier.action !== action) throw new Error(`Key ${key} was used for ${earlier.action}`)
  return earlier
}

async function keepAnswer(tx: Transaction, viewer: Viewer, { key, action }: Repeatable, answer: unknown) {
  await tx.idempotencyKey.create({
    data: { userId: viewer.userId, key, action, answer: (answer ?? {}) as Prisma.InputJsonValue, createdAt: now() },
  })
}

/**
 * The same for bulk loading on a connection of its own (COPY, set-wise SQL). All or nothing; without an audit entry
 * it is rolled back.
 */
export function transactBulk<Answer>(
  viewer: Viewer,
  work: (client: pg.PoolClient, record: Record) => Promise<Answer>,
  repeatable?: Repeatable,
): Promise<Answer> {
  return holdingOne(() => inBulk(viewer, work, repeatable))
}

async function inBulk<Answer>(viewer: Viewer, work: (client: pg.PoolClient, record: Record) => Promise<Answer>, repeatable: Repeatable | undefined): Promise<Answer> {
  const client = await pool(viewer).connect()
  try {
    await client.query('BEGIN')
    const earlier = repeatable && (await firstBulkAnswer<Answer>(client, viewer, repeatable))
    if (earlier) {
      await client.query('COMMIT')
      return earlier.answer
    }
    let recorded = 0
    const answer = await work(client, async (...entries) => {
      await client.query({ name: 'record-entries', text: INSERT_ENTRIES, values: [JSON.stringify(entries), now(), viewer.userId, viewer.name, viewer.requestId, viewer.ipAddress] })
      recorded += entries.length
    })
    if (recorded === 0) throw new Error('A bulk transaction recorded nothing: it was rolled back')
    if (repeatable) await client.query({ name: 'keep-answer', text: KEEP_ANSWER, values: [viewer.userId, repeatable.key, repeatable.action, JSON.stringify(answer ?? {}), now()] })
    await client.query('COMMIT')
    return answer
  } catch (error) {
    // Of a connection that is gone nothing remains to be rolled back; what broke it is the error to tell.
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

const INSERT_ENTRIES = `
  INSERT INTO audit_log (station_id, at, actor_id, actor_name, action, subject, subject_key, before, after, reason,
    request_id, ip_address)
  SELECT (entry->>'stationId')::int, $2, $3, $4, entry->>'action', entry->>'subject', entry->>'subjectKey', entry->'before', entry->'after',
    entry->>'reason', $5, $6
  FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS list(entry, place) ORDER BY place`

const LOCK_KEY = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))'
const FIRST_ANSWER = 'SELECT action, answer FROM idempotency_key WHERE user_id = $1 AND key = $2'
const KEEP_ANSWER = 'INSERT INTO idempotency_key (user_id, key, action, answer, created_at) VALUES ($1, $2, $3, $4, $5)'

async function firstBulkAnswer<Answer>(client: pg.PoolClient, viewer: Viewer, { key, action }: Repeatable): Promise<{ answer: Answer } | undefined> {
  await client.query({ name: 'lock-key', text: LOCK_KEY, values: [`${viewer.userId} ${key}`] })
  const { rows } = await client.query<{ action: string; answer: Answer }>({ name: 'first-answer', text: FIRST_ANSWER, values: [viewer.userId, key] })
  if (rows[0] && rows[0].action !== action) throw new Error(`Key ${key} was used for ${rows[0].action}`)
  return rows[0]
}
