import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { decideOrder } from '@/features/work-orders/commands/decide-order'
import { decideSetWise } from '@/features/work-orders/commands/set-wise/decide-set-wise'
import { orderFormSchema } from '@/features/work-orders/schemas'
import { SET_WISE_DECISIONS } from '@/features/work-orders/schemas-set-wise'
import { now } from '@/server/clock'
import { pool } from '@/server/db'
import type { JobContext, JobKind } from '@/server/jobs/run-job'
import { logError } from '@/server/log'
import type { Viewer } from '@/server/viewer'

/** So many orders go into one transaction: the more, the fewer times a district's total is written; a stop is heeded between them. */
const CHUNK = 1_000

const paramsSchema = z.object({ batch: z.string().regex(/^\d+$/) })

const itemSchema = z.object({
  place: z.number(),
  number: z.string().nullable(),
  version: z.number().nullable(),
  decision: z.enum(SET_WISE_DECISIONS).nullable(),
  reason: z.string().nullable(),
  content: z.unknown(),
})
type Item = z.infer<typeof itemSchema>

/**
 * Carries out a batch: what is plain set-wise, chunk by chunk, each chunk's results in the transaction of its effects; the
 * rest one by one, each under a key of its own, so that taking it up again neither repeats nor forgets anything.
 */
export const orderBatchJob: JobKind = async (params, { viewer, stationIds, progress }) => {
  const batch = paramsSchema.parse(params).batch
  const total = await openItems(viewer, batch, stationIds)
  let done = 0
  for (;;) {
    await progress(BigInt(done), BigInt(total))
    const items = await nextItems(viewer, batch, stationIds)
    if (items.length === 0) break
    const settled = await decideChunk(viewer, batch, items)
    for (const item of items) {
      if (item.number !== null && settled.has(item.number)) continue
      await settleOne(viewer, batch, item)
      await progress(BigInt(done))
    }
    done += items.length
  }
  return { items: total }
}

/** Items that can be carried out and have not been; a faulty row of a file has neither decision nor content. */
const OPEN = 'batch_id = $1 AND station_id = ANY($2) AND outcome IS NULL AND (decision IS NOT NULL OR content IS NOT NULL)'

async function openItems(viewer: Viewer, batch: string, stationIds: JobContext['stationIds']): Promise<number> {
  const { rows } = await pool(viewer).query<{ open: number }>(`SELECT count(*)::int AS open FROM order_batch_item WHERE ${OPEN}`, [batch, stationIds])
  return rows[0]?.open ?? 0
}

async function nextItems(viewer: Viewer, batch: string, stationIds: JobContext['stationIds']): Promise<Item[]> {
  const { rows } = await pool(viewer).query<object>(
    `SELECT place, number, version, decision, reason, content FROM order_batch_item
     WHERE ${OPEN} ORDER BY place LIMIT ${CHUNK}`,
    [batch, stationIds],
  )
  return rows.map((row) => itemSchema.parse(row))
}

/** The plain ones of a chunk; none of them when anything goes wrong, so that each is then tried by itself. */
async function decideChunk(viewer: Viewer, batch: string, items: readonly Item[]): Promise<ReadonlyMap<string, unknown>> {
  const wanted = items.flatMap(({ number, version, decision, reason }) =>
    number !== null && version !== null && decision !== null ? [{ number, version, decision, reason: reason ?? undefined }] : [],
  )
  if (wanted.length === 0) return new Map()
  try {
    return await decideSetWise(viewer, wanted, now(), (client, numbers) => settle(client, batch, numbers))
  } catch (error) {
    logError(error, { batch, chunk: 'taken one by one' })
    return new Map()
  }
}

const settle = async (client: pg.PoolClient, batch: string, numbers: readonly string[]): Promise<void> => {
  await client.query(`UPDATE order_batch_item SET outcome = 'done', done_at = $3 WHERE batch_id = $1 AND number = ANY($2)`, [batch, numbers, now()])
}

async function settleOne(viewer: Viewer, batch: string, item: Item): Promise<void> {
  try {
    const number = await carryOut(viewer, item, keyOf(batch, item.place))
    await outcome(viewer, batch, item.place, 'done', { number })
  } catch (error) {
    if (error instanceof DomainError) return outcome(viewer, batch, item.place, 'refused', { code: error.code, params: error.params })
    const reference = randomUUID().slice(0, 8)
    logError(error, { reference, batch, place: String(item.place) })
    return outcome(viewer, batch, item.place, 'refused', { code: 'unexpected', params: { reference } })
  }
}

async function carryOut(viewer: Viewer, { number, version, decision, reason, content }: Item, requestKey: string): Promise<string> {
  if (number !== null && version !== null && decision !== null) {
    await decideOrder(viewer, { number, version, decision, requestKey, ...(reason === null ? {} : { reason }) }, now())
    return number
  }
  const form = orderFormSchema.parse(content)
  return (await createOrder(viewer, { ...form, requestKey, submit: false }, now())).number
}

/** What came of an item concerns nobody's books: like a job's progress it is kept outside of the audited transactions. */
async function outcome(viewer: Viewer, batch: string, place: number, result: 'done' | 'refused', { number, code, params }: { number?: string; code?: string; params?: object }): Promise<void> {
  await pool(viewer).query(
    `UPDATE order_batch_item i SET outcome = $3, code = $4, params = $5, done_at = $6, number = COALESCE($7, i.number),
       work_order_id = COALESCE(i.work_order_id, (SELECT id FROM work_order o WHERE o.station_id = i.station_id AND o.number = $7))
     WHERE batch_id = $1 AND place = $2`,
    [batch, place, result, code ?? null, params ? JSON.stringify(params) : null, now(), number ?? null],
  )
}

/** The same for the same item whenever it is tried: a UUID made of the batch and the place. */
function keyOf(batch: string, place: number): string {
  const hex = createHash('sha256').update(`order-batch ${batch} ${place}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
