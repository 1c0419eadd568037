import './setup/own-server'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bring } from '@tests/factories/imports'
import { givenSubmitted, prepared } from '@tests/factories/order-desk'
import { givenAccount } from '@tests/factories/register'
import { AT } from '@tests/factories/work-orders'
import { JOB_KINDS } from '@/cli/job-kinds'
import { recordCommit } from '@/features/imports/commands/request-job'
import { getImport } from '@/features/imports/queries'
import { recordBatchJob } from '@/features/order-desk/commands/start-batch'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { decideOrder } from '@/features/work-orders/commands/decide-order'
import { getOrder } from '@/features/work-orders/queries'
import { disconnect, pool } from '@/server/db'
import { env } from '@/server/env'
import { findJob } from '@/server/jobs/job-store'
import { runJob } from '@/server/jobs/run-job'
import { system } from '@/server/scope'
import { cuttingProxy, type CuttingProxy } from './setup/cutting-proxy'
import { approvalOf, givenCorrection, givenDesk, timesApplied, type Desk } from './setup/desk'
import { faultsOfBooks } from './setup/sound-books'

let proxy: CuttingProxy
let { station, clerk, supervisor } = {} as Desk
beforeAll(async () => {
  ;({ station, clerk, supervisor } = await givenDesk())
  await disconnect()
  proxy = await cuttingProxy(process.env['DATABASE_URL'] ?? '')
  // The environment was read when the server code first connected.
  env().DATABASE_URL = proxy.url
})
afterAll(async () => {
  await disconnect()
  await proxy.stop()
})

/** The first call is carried out and the database's answer lost; its repeat, as the user's browser sends it, gets the answer. */
async function lostAndRepeated<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  const cutsBefore = proxy.cuts()
  proxy.cutAfterCommit()
  const first = await call().catch(() => null)
  expect(proxy.cuts()).toBe(cutsBefore + 1)
  const second = await call()
  // The command may have found out by itself what became of it.
  if (first !== null) expect(first).toEqual(second)
  return second
}

/** The same of a job: whatever it was told, another worker takes it up. */
async function lostAndTakenUpAgain(job: bigint): Promise<void> {
  const before = proxy.cuts()
  proxy.cutAfterCommit()
  await runJob(job, JOB_KINDS)
  expect(proxy.cuts()).toBe(before + 1)
  await pool(system('test')).query(`UPDATE background_job SET state = 'running' WHERE id = $1`, [job])
  await runJob(job, JOB_KINDS)
}

describe('the connection is cut after a commit and before its answer', () => {
  it('an order is made once, and the repeat gets its number', async () => {
    const { account, form } = await givenCorrection(station)
    const { number } = await lostAndRepeated(() => createOrder(clerk, form, AT))
    expect((await pool(system('test')).query('SELECT 1 FROM work_order WHERE account_id = $1', [account.id])).rows).toHaveLength(1)
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'submitted' })
    expect(await faultsOfBooks()).toEqual([])
  })

  it('an order is approved and applied once, and the repeat says so', async () => {
    const [number = ''] = await givenSubmitted(station, clerk, [{}])
    const request = await approvalOf(supervisor, number)
    expect(await lostAndRepeated(() => decideOrder(supervisor, request, AT))).toMatchObject({ number, state: 'applied' })
    expect(await timesApplied([number])).toEqual([1])
    expect(await faultsOfBooks()).toEqual([])
  })

  it('a file goes into the books once, though its job is told that it failed and is asked for again', async () => {
    const account = await givenAccount(station)
    const { id } = await bring(clerk, `户号,电费月份,用电类别,电量,电费\n${account.accountNo},2013-10,居民照明,100,54.69`, { kind: 'bills' })
    const { version } = await getImport(clerk, id)
    const job = await recordCommit(clerk, { id, version })
    await lostAndTakenUpAgain(job)
    expect(await findJob(clerk, job)).toMatchObject({ state: 'done' })
    expect((await pool(system('test')).query('SELECT 1 FROM bill WHERE account_id = $1', [account.id])).rows).toHaveLength(1)
    expect(await faultsOfBooks()).toEqual([])
  })

  it('a bulk approval loses an answer, is taken up again, and approves each once', async () => {
    const numbers = await givenSubmitted(station, clerk, Array.from({ length: 10 }, () => ({})))
    const orders = await Promise.all(numbers.map(async (number) => ({ number, version: (await getOrder(supervisor, number)).version })))
    const { id } = await prepared(supervisor, 'approve-and-apply', { orders })
    const { job } = await recordBatchJob(supervisor, { id, requestKey: randomUUID() })
    await lostAndTakenUpAgain(BigInt(job))
    expect(await timesApplied(numbers)).toEqual(numbers.map(() => 1))
    expect(await faultsOfBooks()).toEqual([])
  })
})
