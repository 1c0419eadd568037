import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { carriedOut, givenSubmitted, givenUser, prepared } from '@tests/factories/order-desk'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, orderFormFor } from '@tests/factories/work-orders'
import { JOB_KINDS } from '@/cli/job-kinds'
import { billingMonth } from '@/domain/plain-date'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { batchItems, getBatch, sumsOf } from '@/features/order-desk/batch-queries'
import { queuePage } from '@/features/order-desk/queue-queries'
import { prepareBatch } from '@/features/order-desk/commands/prepare-batch'
import { recordBatchJob, startBatch } from '@/features/order-desk/commands/start-batch'
import { queueFilterSchema } from '@/features/order-desk/schemas'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { editOrder } from '@/features/work-orders/commands/edit-order'
import { getOrder } from '@/features/work-orders/queries'
import { db, pool } from '@/server/db'
import { closeQueue } from '@/server/jobs/queue'
import { cancelJob, findJob } from '@/server/jobs/job-store'
import { runJob } from '@/server/jobs/run-job'
import { system } from '@/server/scope'
import type { Viewer } from '@/server/viewer'

const clerk = viewerAs('clerk')
let supervisor: Viewer
let station: GivenStation
beforeEach(async () => {
  supervisor = await givenUser('supervisor')
  station = await givenStation()
})

const versions = (numbers: readonly string[]) => Promise.all(numbers.map(async (number) => ({ number, version: (await getOrder(supervisor, number)).version })))
const outcomes = (items: readonly { outcome: string | null; refusal: { code: string } | null }[]) => items.map(({ outcome, refusal }) => [outcome, refusal?.code ?? null])
const drift = async () => findDrift(station.id, await monthsWithBooks(station.id))
const adjustments = () => db(system('test')).adjustment.count({ where: { stationId: station.id } })

describe('a batch', () => {
  it('says beforehand what it will change, and changes nothing until it is confirmed', async () => {
    const orders = await versions(await givenSubmitted(station, clerk, [{}, { terms: { remainder: 'AGR-1', splits: [] } }, {}]))
    await decide(supervisor, orders[2]?.number ?? '', 'reject', { reason: 'no' })
    const { id } = await prepared(supervisor, 'approve-and-apply', { orders })
    const items = await batchItems(supervisor, await getBatch(supervisor, BigInt(id)))
    expect(outcomes(items)).toEqual([[null, null], [null, null], [null, 'order-moved-on']])
    // 2,700 kWh each: 0.5469 → 0.7335 is charged, 0.5469 → 0.514 given back.
    expect(sumsOf(items)).toMatchObject({ items: 3, ready: 2, refused: 1, accounts: 2, energyWh: 5_400_000n, chargedFen: 50_382n, refundedFen: -8_883n, differenceFen: 41_499n })
    expect(await adjustments()).toBe(0)
  })

  it('counts a customer’s penalty besides the differences: in the queue, in the preview', async () => {
    const orders = await versions(await givenSubmitted(station, clerk, [{ breach: { penaltyFactor: null, startUnknown: false } }, {}]))
    const { rows } = await queuePage(supervisor, queueFilterSchema.parse({ station: station.code }), new Date())
    expect(rows.map(({ differenceFen, penaltyFen }) => [differenceFen, penaltyFen])).toEqual([[50_382n, null], [50_382n, 100_764n]])
    const { id } = await prepared(supervisor, 'approve-and-apply', { orders })
    expect(sumsOf(await batchItems(supervisor, await getBatch(supervisor, BigInt(id))))).toMatchObject({ chargedFen: 100_764n, differenceFen: 100_764n, penaltyFen: 100_764n })
  })

  it('does what can be done, and says of each of the others why not', async () => {
    const numbers = await givenSubmitted(station, clerk, [{}, {}, {}])
    const own = await givenSubmitted(station, { ...clerk, userId: supervisor.userId }, [{}])
    const orders = await versions([...numbers, ...own])
    const { id } = await prepared(supervisor, 'approve-and-apply', { orders })
    await decide(viewerAs('supervisor'), numbers[1] ?? '', 'return', { reason: 'look again' })
    expect(outcomes(await carriedOut(supervisor, id))).toEqual([['done', null], ['refused', 'order-changed'], ['done', null], ['refused', 'four-eyes']])
    expect(await adjustments()).toBe(12)
    expect(await drift()).toEqual([])
  })

  it('of a whole filter takes what matched when it was prepared', async () => {
    await givenSubmitted(station, clerk, [{}, {}])
    const filter = queueFilterSchema.parse({ view: 'approve', station: station.code })
    const { id } = await prepared(supervisor, 'approve', { filter })
    await givenSubmitted(station, clerk, [{}])
    expect(outcomes(await carriedOut(supervisor, id))).toEqual([['done', null], ['done', null]])
    expect(await db(system('test')).workOrder.count({ where: { stationId: station.id, state: 'submitted' } })).toBe(1)
  })

  it('returns with its reason', async () => {
    const numbers = await givenSubmitted(station, clerk, [{}, {}])
    await expect(prepared(supervisor, 'return', { orders: await versions(numbers) })).rejects.toMatchObject({ code: 'reason-missing' })
    const { id } = await prepared(supervisor, 'return', { orders: await versions(numbers) }, '请补照片')
    await carriedOut(supervisor, id)
    for (const number of numbers) expect(await getOrder(clerk, number)).toMatchObject({ state: 'draft', decisionReason: '请补照片' })
  })

  it('is its maker’s own, and not for a clerk', async () => {
    const orders = await versions(await givenSubmitted(station, clerk, [{}]))
    await expect(prepared(clerk, 'approve', { orders })).rejects.toMatchObject({ code: 'forbidden' })
    const { id } = await prepared(supervisor, 'approve', { orders })
    await expect(startBatch(viewerAs('supervisor'), { id, requestKey: randomUUID() })).rejects.toMatchObject({ code: 'batch-not-found' })
  })
})

describe('at the same time, and again', () => {
  it('a double submit is one batch, one job, one effect', async () => {
    const orders = await versions(await givenSubmitted(station, clerk, [{}, {}]))
    const request = { requestKey: randomUUID(), decision: 'approve-and-apply' as const, chosen: { orders } }
    const [first, second] = await Promise.all([prepareBatch(supervisor, request, AT), prepareBatch(supervisor, request, AT)])
    expect(second).toEqual(first)
    const starts = await Promise.all(Array.from({ length: 6 }, () => recordBatchJob(supervisor, { id: first.id, requestKey: randomUUID() })))
    expect(new Set(starts.map(({ job }) => job)).size).toBe(1)
    const job = BigInt(starts[0]?.job ?? '0')
    await Promise.all([runJob(job, JOB_KINDS), runJob(job, JOB_KINDS), runJob(job, JOB_KINDS)])
    expect(await findJob(supervisor, job)).toMatchObject({ state: 'done' })
    expect(await adjustments()).toBe(12)
    expect(await db(system('test')).auditLog.count({ where: { stationId: station.id, action: 'work-order.applied' } })).toBe(2)
  })

  it('two supervisors on overlapping choices: each order once, the other is told by whom', async () => {
    const numbers = await givenSubmitted(station, clerk, [{}, {}, {}, {}, {}])
    const other = await givenUser('supervisor')
    const [mine, theirs] = await Promise.all([prepared(supervisor, 'approve-and-apply', { orders: await versions(numbers.slice(0, 4)) }), prepared(other, 'approve-and-apply', { orders: await versions(numbers.slice(1)) })])
    const [first, second] = await Promise.all([carriedOut(supervisor, mine.id), carriedOut(other, theirs.id)])
    const done = [...first, ...second].filter(({ outcome }) => outcome === 'done').map(({ number }) => number)
    expect(done.toSorted()).toEqual(numbers)
    const refused = [...first, ...second].filter(({ outcome }) => outcome === 'refused')
    expect(refused).toHaveLength(3)
    for (const { refusal } of refused) expect(refusal).toMatchObject({ code: 'order-changed', params: { state: 'applied' } })
    expect(await adjustments()).toBe(30)
    expect(await drift()).toEqual([])
  })

  it('an order edited under the batch is refused, with who did it', async () => {
    const [number = ''] = await givenSubmitted(station, clerk, [{}])
    const { id } = await prepared(supervisor, 'approve-and-apply', { orders: await versions([number]) })
    await decide(viewerAs('supervisor'), number, 'return', { reason: 'mend' })
    const order = await getOrder(clerk, number)
    await editOrder(clerk, { ...orderFormFor(order, { effectiveFrom: '2013-08-01' }), number, version: order.version }, AT)
    const [item] = await carriedOut(supervisor, id)
    expect(item).toMatchObject({ outcome: 'refused', refusal: { code: 'order-changed', params: { by: clerk.name } } })
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'submitted' })
  })

  it('stopped and taken up again it goes on with what is left', async () => {
    const numbers = await givenSubmitted(station, clerk, [{}, {}])
    const { id } = await prepared(supervisor, 'approve-and-apply', { orders: await versions(numbers) })
    const { job } = await recordBatchJob(supervisor, { id, requestKey: randomUUID() })
    await cancelJob(supervisor, BigInt(job))
    await runJob(BigInt(job), JOB_KINDS)
    expect(await findJob(supervisor, BigInt(job))).toMatchObject({ state: 'cancelled' })
    expect(await adjustments()).toBe(0)
    expect(outcomes(await carriedOut(supervisor, id))).toEqual([['done', null], ['done', null]])
  })

  it('a lost reply: the step was taken before its result was noted, and the repeat notes it without taking it again', async () => {
    // An account corrected before is decided by itself, under the item's own key.
    const account = await givenAccount(station)
    await givenBills(station, account, billingMonth('2013-07'), [1000, 1000])
    const first = await createOrder(clerk, orderFormFor(account), AT)
    await decide(supervisor, first.number, 'approve-and-apply')
    const second = await createOrder(clerk, orderFormFor(account, { terms: { remainder: 'RES-1', splits: [] } }), AT)
    const { id } = await prepared(supervisor, 'approve-and-apply', { orders: await versions([second.number]) })
    expect(outcomes(await carriedOut(supervisor, id))).toEqual([['done', null]])
    const posted = await adjustments()
    await pool(system('test')).query(`UPDATE order_batch_item SET outcome = NULL WHERE batch_id = $1`, [id])
    await pool(system('test')).query(`UPDATE background_job SET state = 'failed' WHERE id = (SELECT job_id FROM order_batch WHERE id = $1)`, [id])
    expect(outcomes(await carriedOut(supervisor, id))).toEqual([['done', null]])
    expect(await adjustments()).toBe(posted)
    expect(await drift()).toEqual([])
  })

  it('asked for through the queue it is handed over once', async () => {
    const orders = await versions(await givenSubmitted(station, clerk, [{}]))
    const { id } = await prepared(supervisor, 'approve', { orders })
    const [one, two] = await Promise.all([startBatch(supervisor, { id, requestKey: randomUUID() }), startBatch(supervisor, { id, requestKey: randomUUID() })])
    expect(two).toEqual(one)
    await closeQueue()
  })
})
