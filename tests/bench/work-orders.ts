import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { decideOrder } from '@/features/work-orders/commands/decide-order'
import { dueBook, overdueNow } from '@/features/order-desk/due-queries'
import { queueCounts, queuePage, queueSql } from '@/features/order-desk/queue-queries'
import { queueFilterSchema } from '@/features/order-desk/schemas'
import { recordBatchJob } from '@/features/order-desk/commands/start-batch'
import { prepareBatch } from '@/features/order-desk/commands/prepare-batch'
import { JOB_KINDS } from '@/cli/job-kinds'
import { disconnect } from '@/server/db'
import { runJob } from '@/server/jobs/run-job'
import { ordersDatabase, SUPERVISOR, type OrdersDatabase } from './orders-database'
import { BareApprovals } from './bare-approvals'
import { median, seconds, speedFigure, timeFigure, type Figure } from './figure'

const CLIENTS = 8
/** Orders a round of the one-by-one measurements. */
const EACH = 400
const BULK = 1_000
const QUEUE_ORDERS = 100_000
const ROUNDS = 3
const QUEUE_ROUNDS = 15
const AT = new Date('2013-10-09T02:00:00Z')

/**
 * Approvals that are applied, one by one and in bulk, against the bare SQL of the same rows; and the queue over 100,000
 * orders against its bare query. Orders, bills and totals are made anew in a database of their own, and left as they are
 * found: nothing is measured twice on the same order.
 */
export async function* run(): AsyncGenerator<Figure> {
  const database = await ordersDatabase({ toApprove: ROUNDS * (EACH * 2 + BULK) + EACH * 3, inQueue: QUEUE_ORDERS })
  try {
    yield* approvals(database)
    yield* queue()
  } finally {
    await disconnect()
    await database.stop()
  }
}

async function* approvals(database: OrdersDatabase): AsyncGenerator<Figure> {
  const bare = new BareApprovals(database.url, CLIENTS)
  await bare.open()
  // Once each before the clock starts: connections, plans and the catalogue are there, as on any day but the first.
  await byClients(database.take(EACH), (number) => approve(number))
  await bare.approve(database.take(EACH))
  const [ours, floor, bulk]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    const [forFloor, forUs, forBulk] = [database.take(EACH), database.take(EACH), database.take(BULK)]
    floor.push(EACH / (await seconds(() => bare.approve(forFloor))))
    ours.push(EACH / (await seconds(() => byClients(forUs, (number) => approve(number)))))
    bulk.push(BULK / (await seconds(() => approveInBulk(forBulk))))
  }
  await bare.close()
  yield speedFigure('work-orders approve-and-apply, 8 clients', 'orders/s', median(ours), median(floor), { statementsOfTheFloor: bare.statementsEach })
  const oneByOne = await oneAfterAnother(database)
  // How many times slower one by one is than in bulk: at least 5.
  yield speedFigure('work-orders bulk of 1,000 against one by one', 'orders/s', oneByOne, median(bulk), { oneByOneWithEightClients: Math.round(median(ours)) })
}

async function oneAfterAnother(database: OrdersDatabase): Promise<number> {
  const numbers = database.take(EACH)
  return numbers.length / (await seconds(async () => {
    for (const number of numbers) await approve(number)
  }))
}

const approve = (number: string) => decideOrder(SUPERVISOR, { number, version: 2, decision: 'approve-and-apply', requestKey: randomUUID() }, AT)

async function approveInBulk(numbers: readonly string[]): Promise<void> {
  const orders = numbers.map((number) => ({ number, version: 2 }))
  const { id } = await prepareBatch(SUPERVISOR, { requestKey: randomUUID(), decision: 'approve-and-apply', chosen: { orders } }, AT)
  const { job } = await recordBatchJob(SUPERVISOR, { id, requestKey: randomUUID() })
  await runJob(BigInt(job), JOB_KINDS)
}

async function byClients(numbers: readonly string[], work: (number: string) => Promise<unknown>): Promise<void> {
  const left = numbers.values()
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    for (const number of left) await work(number)
  }))
}

/** The page as the server makes it, rows and counts, against the same questions asked bare. */
async function* queue(): AsyncGenerator<Figure> {
  const book = await dueBook()
  const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] })
  await client.connect()
  try {
    for (const [name, asked] of [['all', {}], ['to approve, longest waiting first', { view: 'approve', sort: 'waiting' }], ['overdue', { view: 'overdue' }], ['a name', { q: '用户77' }]] as const) {
      const filter = queueFilterSchema.parse(asked)
      const sql = queueSql(SUPERVISOR, filter, overdueNow(book, AT))
      const bareQuery = { name: `queue ${name}`, text: sql.text.replaceAll('_in_scope', ''), values: sql.values }
      const [pages, bares, wholes]: [number[], number[], number[]] = [[], [], []]
      for (let round = 0; round < QUEUE_ROUNDS; round += 1) {
        bares.push(await seconds(() => client.query(bareQuery)))
        pages.push(await seconds(() => queuePage(SUPERVISOR, filter, AT)))
        wholes.push(await seconds(() => Promise.all([queuePage(SUPERVISOR, filter, AT), queueCounts(SUPERVISOR, filter, AT)])))
      }
      yield timeFigure(`work-orders queue of ${QUEUE_ORDERS}: ${name}`, median(pages), median(bares), { withAllCountsMs: Math.round(median(wholes) * 1000) })
    }
  } finally {
    await client.end()
  }
}
