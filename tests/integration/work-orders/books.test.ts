import { beforeEach, describe, expect, it } from 'vitest'
import { asDatabaseOwner } from '@tests/factories/owner'
import type { GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, driftOf, givenHousehold, orderFormFor } from '@tests/factories/work-orders'
import { billingMonth } from '@/domain/plain-date'
import { accountAssignments, getAccount } from '@/features/accounts/queries'
import { categoryMonths } from '@/features/bills/totals-queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { accountAdjustments, getOrder } from '@/features/work-orders/queries'
import { recovered } from '@/features/work-orders/recovered-queries'
import { db, pool } from '@/server/db'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')
const supervisor = viewerAs('supervisor')

let station: GivenStation
let account: { id: bigint; accountNo: string }
beforeEach(async () => {
  ;({ station, account } = await givenHousehold())
})

const form = (more: object = {}) => orderFormFor(account, more)
const drift = () => driftOf(station.id)

describe('a correction from draft to books', () => {
  it('moves assignment, adjustments, totals and audit log together', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    expect(number).toBe(`GD-${station.code}-201310-0001`)
    expect(await getOrder(supervisor, number)).toMatchObject({ state: 'submitted', differenceFen: 55_980n })
    expect(await decide(supervisor, number, 'approve-and-apply')).toEqual({ number, state: 'applied' })

    const facts = await getAccount(clerk, account.accountNo)
    expect(await accountAssignments(clerk, facts)).toMatchObject([
      { validFrom: '2013-07-01', validTo: null, terms: { remainder: 'COM-1' } },
      { validFrom: '2012-07-01', validTo: '2013-07-01', terms: { remainder: 'RES-1' } },
    ])
    const adjustments = await accountAdjustments(clerk, facts)
    expect(adjustments.map(({ billMonth, postedMonth, kind, energyWh, amountFen }) => [billMonth, postedMonth, kind, energyWh, amountFen])).toEqual(
      ['2013-07', '2013-08', '2013-09'].flatMap((month) => [
        [month, '2013-10', 'reversal', -1_000_000n, -54_690n],
        [month, '2013-10', 'correction', 1_000_000n, 73_350n],
      ]),
    )
    const range = { stationId: station.id, from: billingMonth('2013-05'), to: billingMonth('2013-10') }
    expect((await recovered(clerk, range)).belonging.months).toMatchObject(['2013-07', '2013-08', '2013-09'].map((month) => ({ month, amountFen: 18_660n, energyWh: 0n, orders: 1 })))
    expect((await recovered(clerk, range)).posted.months).toEqual([{ month: '2013-10', amountFen: 55_980n, penaltyFen: 0n, energyWh: 0n, orders: 1 }])
    expect((await recovered(clerk, range)).belonging.total).toEqual({ amountFen: 55_980n, penaltyFen: 0n, orders: 1 })
    expect(await drift()).toEqual([])
    const actions = await db(system('test')).auditLog.findMany({ where: { stationId: station.id, subjectKey: { in: [number, account.accountNo] } }, orderBy: { id: 'asc' } })
    expect(actions.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['work-order.created', clerk.userId],
      ['work-order.submitted', clerk.userId],
      ['account.tariff-corrected', supervisor.userId],
      ['work-order.approved', supervisor.userId],
      ['work-order.applied', supervisor.userId],
    ])
  })

  it('leaves what was billed as it was, and shows the correction on its own basis', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    const range = { stationId: station.id, from: billingMonth('2013-07'), to: billingMonth('2013-07') }
    const before = await categoryMonths(clerk, range, 'billed')
    await decide(supervisor, number, 'approve-and-apply')
    const after = await categoryMonths(clerk, range, 'billed')
    expect(after.filter(({ accounts }) => accounts > 0)).toEqual(before)
    const corrected = await categoryMonths(clerk, range, 'corrected')
    expect(corrected.map(({ energyWh, amountFen }) => [energyWh, amountFen])).toEqual([[0n, 0n], [1_000_000n, 73_350n]])
  })

  it('a split correction spreads each month over its categories', async () => {
    const terms = { remainder: 'RES-1', splits: [{ method: 'fixed-ratio' as const, category: 'COM-1', ratio: '0.3' }] }
    const { number } = await createOrder(clerk, form({ terms, finding: 'split_not_applied' }), AT)
    await decide(supervisor, number, 'approve-and-apply')
    expect((await recovered(clerk, { from: billingMonth('2013-01'), to: billingMonth('2013-12'), stationId: station.id })).posted.total).toEqual({ amountFen: 16_794n, penaltyFen: 0n, orders: 1 })
    expect(await drift()).toEqual([])
  })

  it('a second order takes the first into account: there and back leaves nothing', async () => {
    const first = await createOrder(clerk, form(), AT)
    await decide(supervisor, first.number, 'approve-and-apply')
    const second = await createOrder(clerk, form({ terms: { remainder: 'RES-1', splits: [] } }), AT)
    expect(second.number).toBe(`GD-${station.code}-201310-0002`)
    await decide(supervisor, second.number, 'approve-and-apply')
    const range = { stationId: station.id, from: billingMonth('2013-01'), to: billingMonth('2013-12') }
    expect((await recovered(clerk, range)).belonging.total).toEqual({ amountFen: 0n, penaltyFen: 0n, orders: 2 })
    expect(await drift()).toEqual([])
  })
})

describe('a date within a month', () => {
  it('shares the month by days, and taking it back gives back exactly that', async () => {
    // June, 1,000 kWh: 20 of 30 days stay; 333.333 kWh go from 0.5469 to 0.7335.
    const first = await createOrder(clerk, form({ effectiveFrom: '2013-06-21' }), AT)
    const planned = await getOrder(clerk, first.number)
    expect(planned.backBilling[0]).toMatchObject({
      month: '2013-06',
      right: [{ category: 'RES-1', energyWh: 666_667n, amountFen: 36_460n }, { category: 'COM-1', energyWh: 333_333n, amountFen: 24_450n }],
    })
    await decide(supervisor, first.number, 'approve-and-apply')
    const second = await createOrder(clerk, form({ effectiveFrom: '2013-06-21', terms: { remainder: 'RES-1', splits: [] } }), AT)
    expect(await getOrder(clerk, second.number)).toMatchObject({ differenceFen: -(planned.differenceFen ?? 0n) })
    await decide(supervisor, second.number, 'approve-and-apply')
    const facts = await getAccount(clerk, account.accountNo)
    expect(await accountAssignments(clerk, facts)).toMatchObject([
      { validFrom: '2013-06-21', validTo: null, terms: { remainder: 'RES-1' } },
      { validFrom: '2013-06-21', validTo: '2013-06-21', terms: { remainder: 'COM-1' } },
      { validFrom: '2012-07-01', validTo: '2013-06-21', terms: { remainder: 'RES-1' } },
    ])
    expect(await drift()).toEqual([])
  })
})

describe('four eyes', () => {
  it('a supervisor cannot approve what they prepared, and nothing moves', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    const both = { ...supervisor, userId: clerk.userId }
    await expect(decide(both, number, 'approve-and-apply')).rejects.toMatchObject({ code: 'four-eyes' })
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'submitted', version: 2 })
    expect(await accountAdjustments(clerk, { stationId: station.id, id: account.id })).toEqual([])
  })

  it('the database refuses it too', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    await expect(pool(system('test')).query('UPDATE work_order SET approver_id = preparer_id WHERE number = $1', [number])).rejects.toThrow('work_order_four_eyes')
  })

  it('who may not prepare cannot open an order, even past the action', async () => {
    await expect(createOrder(supervisor, form(), AT)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await db(system('test')).workOrder.count({ where: { stationId: station.id } })).toBe(0)
  })

  it('a clerk cannot approve at all', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    await expect(decide(viewerAs('clerk'), number, 'approve')).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('all or nothing', () => {
  it('a fault while the totals move leaves no trace of the approval', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    await asDatabaseOwner('ALTER TABLE district_monthly_total ADD CONSTRAINT broken CHECK (posted_amount_fen < 20000) NOT VALID')
    try {
      await expect(decide(supervisor, number, 'approve-and-apply')).rejects.toThrow()
    } finally {
      await asDatabaseOwner('ALTER TABLE district_monthly_total DROP CONSTRAINT broken')
    }
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'submitted', version: 2, approverName: null })
    expect(await accountAdjustments(clerk, { stationId: station.id, id: account.id })).toEqual([])
    const facts = await getAccount(clerk, account.accountNo)
    expect(await accountAssignments(clerk, facts)).toHaveLength(1)
    expect(await drift()).toEqual([])
  })
})
