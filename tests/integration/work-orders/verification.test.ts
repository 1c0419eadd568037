import { beforeEach, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, givenApplied, reversalOf } from '@tests/factories/work-orders'
import { JOB_KINDS } from '@/cli/job-kinds'
import { billingMonth } from '@/domain/plain-date'
import { monthsToVerify, verifyAppliedOrders } from '@/features/work-orders/commands/verify-applied-orders'
import { getOrder } from '@/features/work-orders/queries'
import { VERIFY_ORDERS } from '@/features/work-orders/verify-orders-job'
import { authDb, db } from '@/server/db'
import { createJob, findJob } from '@/server/jobs/job-store'
import { runJob } from '@/server/jobs/run-job'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')
const supervisor = viewerAs('supervisor')
const importer = viewerAs('admin')
const OCTOBER = billingMonth('2013-10')

let station: GivenStation
let account: { id: bigint; accountNo: string }
beforeEach(async () => {
  station = await givenStation()
  account = await givenAccount(station)
  await givenBills(station, account, billingMonth('2013-08'), [1000, 1000])
})

const verify = (month = OCTOBER) => verifyAppliedOrders(importer, { stationId: station.id, month }, AT)

describe('when the next month’s bills are there', () => {
  it('an order whose bill is on the new tariff is verified, and can be closed', async () => {
    const number = await givenApplied(clerk, supervisor, account)
    expect(await verify()).toEqual({ verified: 0, raised: 0, waiting: 1 })
    await givenBills(station, account, OCTOBER, [1000], 'COM-1')
    expect(await monthsToVerify(station.id)).toEqual([OCTOBER])
    expect(await verify()).toEqual({ verified: 1, raised: 0, waiting: 0 })
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'verified', verifiedAt: AT, raised: null })
    expect(await decide(supervisor, number, 'close')).toEqual({ number, state: 'closed' })
  })

  it('one whose bill is still on the old tariff comes back raised, with the reason', async () => {
    const number = await givenApplied(clerk, supervisor, account)
    await givenBills(station, account, OCTOBER, [1000])
    expect(await verify()).toEqual({ verified: 0, raised: 1, waiting: 0 })
    expect(await getOrder(clerk, number)).toMatchObject({
      state: 'raised',
      raised: { code: 'old-assignment', month: '2013-10', accountNo: account.accountNo, billed: [{ category: 'RES-1', energyWh: 1_000_000n }], right: [{ category: 'COM-1', energyWh: 1_000_000n }] },
    })
  })

  it('a raised order is verified once a later bill is right', async () => {
    const number = await givenApplied(clerk, supervisor, account)
    await givenBills(station, account, OCTOBER, [1000])
    await verify()
    await givenBills(station, account, billingMonth('2013-11'), [1000], 'COM-1')
    expect(await verify(billingMonth('2013-11'))).toEqual({ verified: 1, raised: 0, waiting: 0 })
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'verified' })
  })

  it('doing it again changes nothing, and records nothing', async () => {
    const number = await givenApplied(clerk, supervisor, account)
    await givenBills(station, account, OCTOBER, [1000])
    await verify()
    const entries = () => db(system('test')).auditLog.count({ where: { stationId: station.id, subjectKey: number } })
    const before = await entries()
    expect(await verify()).toEqual({ verified: 0, raised: 0, waiting: 0 })
    expect(await entries()).toBe(before)
  })

  it('bills that the order has corrected say nothing of what came after', async () => {
    const number = await givenApplied(clerk, supervisor, account)
    expect(await verify(billingMonth('2013-09'))).toMatchObject({ waiting: 1 })
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'applied' })
  })

  it('an order that moves energy waits for both accounts', async () => {
    const shop = await givenAccount(station, { category: 'COM-1' })
    await givenBills(station, shop, billingMonth('2013-08'), [20, 20], 'COM-1')
    const number = await givenApplied(clerk, supervisor, account, { finding: 'alternating_use', alternating: { partnerNo: shop.accountNo, transfers: [{ month: '2013-08', kwh: '500' }] } })
    await givenBills(station, account, OCTOBER, [1000])
    expect(await verify()).toMatchObject({ waiting: 1 })
    await givenBills(station, shop, OCTOBER, [700])
    expect(await verify()).toMatchObject({ raised: 1 })
    expect(await getOrder(clerk, number)).toMatchObject({ raised: { code: 'other-category', accountNo: shop.accountNo } })
  })

  it('a closed account gets no more bills: nothing is left to follow', async () => {
    const number = await givenApplied(clerk, supervisor, account)
    await authDb().account.update({ where: { stationId_id: { stationId: station.id, id: account.id } }, data: { closedOn: new Date('2013-09-30') } })
    expect(await verify()).toMatchObject({ verified: 1 })
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'verified' })
  })

  it('a reversing order is followed too: the bill has to be on the old tariff again', async () => {
    const number = await givenApplied(clerk, supervisor, account)
    const reversal = await reversalOf(clerk, number)
    await decide(supervisor, reversal, 'approve-and-apply')
    await givenBills(station, account, OCTOBER, [1000])
    expect(await verify()).toEqual({ verified: 1, raised: 0, waiting: 0 })
    expect(await getOrder(clerk, reversal)).toMatchObject({ state: 'verified' })
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'reversed' })
  })
})

describe('at the same time', () => {
  it('two runs at once: one step in the log', async () => {
    const number = await givenApplied(clerk, supervisor, account)
    await givenBills(station, account, OCTOBER, [1000], 'COM-1')
    const runs = await Promise.all([verify(), verify(), verify()])
    expect(runs.reduce((sum, { verified }) => sum + verified, 0)).toBe(1)
    expect(await db(system('test')).auditLog.count({ where: { stationId: station.id, subjectKey: number, action: 'work-order.verified' } })).toBe(1)
  })

  it('verified while someone takes it back: whichever came first, the books and the states agree', async () => {
    const number = await givenApplied(clerk, supervisor, account)
    await givenBills(station, account, OCTOBER, [1000], 'COM-1')
    const reversal = await reversalOf(clerk, number)
    const [, applied] = await Promise.allSettled([verify(), decide(supervisor, reversal, 'approve-and-apply')])
    if (applied.status === 'rejected') await decide(supervisor, reversal, 'approve-and-apply')
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'reversed' })
  })
})

it('runs as a job over stations, and not outside of the viewer’s', async () => {
  const number = await givenApplied(clerk, supervisor, account)
  await givenBills(station, account, OCTOBER, [1000], 'COM-1')
  await expect(verifyAppliedOrders(viewerAs('admin', { stations: [] }), { stationId: station.id, month: OCTOBER }, AT)).rejects.toMatchObject({ code: 'station-not-found' })
  const id = await createJob(importer, { kind: VERIFY_ORDERS, params: { month: OCTOBER }, stationIds: [station.id], total: 1n })
  await runJob(id, JOB_KINDS)
  expect(await findJob(importer, id)).toMatchObject({ state: 'done', result: { verified: 1, raised: 0, waiting: 0 } })
  expect(await getOrder(clerk, number)).toMatchObject({ state: 'verified' })
})
