import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth } from '@/domain/plain-date'
import { accountAssignments, getAccount } from '@/features/accounts/queries'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { categoryMonths } from '@/features/bills/totals-queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { decideOrder } from '@/features/work-orders/commands/decide-order'
import { editOrder } from '@/features/work-orders/commands/edit-order'
import { accountAdjustments, findOrder, getOrder } from '@/features/work-orders/queries'
import { recoveredByMonth, recoveredTotal } from '@/features/work-orders/recovered-queries'
import type { Decision } from '@/features/work-orders/schemas'
import { db, pool } from '@/server/db'
import type { Viewer } from '@/server/viewer'

const AT = new Date('2013-10-08T02:00:00Z')
const clerk = viewerAs('clerk')
const supervisor = viewerAs('supervisor')

let station: GivenStation
let account: { id: bigint; accountNo: string }
beforeEach(async () => {
  station = await givenStation()
  account = await givenAccount(station)
  await givenBills(station, account, billingMonth('2013-05'), [1000, 1000, 1000, 1000, 1000])
})

const form = (more: object = {}) => ({
  accountNo: account.accountNo,
  terms: { remainder: 'COM-1', splits: [] },
  effectiveFrom: '2013-07-01',
  finding: 'low_tariff_high_use' as const,
  reason: 'a shop since July',
  evidence: 'seen on site',
  requestKey: randomUUID(),
  submit: true,
  ...more,
})
const decide = async (viewer: Viewer, number: string, decision: Decision, more: object = {}) => {
  const { version } = await getOrder(viewer, number)
  return decideOrder(viewer, { number, version, decision, requestKey: randomUUID(), ...more }, AT)
}
const drift = async () => findDrift(station.id, await monthsWithBooks(station.id))

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
    expect(await recoveredByMonth(clerk, range, 'belonging')).toMatchObject(['2013-07', '2013-08', '2013-09'].map((month) => ({ month, amountFen: 18_660n, energyWh: 0n, orders: 1 })))
    expect(await recoveredByMonth(clerk, range, 'posted')).toEqual([{ month: '2013-10', amountFen: 55_980n, energyWh: 0n, orders: 1 }])
    expect(await recoveredTotal(clerk, range, 'belonging')).toEqual({ amountFen: 55_980n, orders: 1 })
    expect(await drift()).toEqual([])
    const actions = await db().auditLog.findMany({ where: { stationId: station.id, subjectKey: { in: [number, account.accountNo] } }, orderBy: { id: 'asc' } })
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
    expect(await recoveredTotal(clerk, { from: billingMonth('2013-01'), to: billingMonth('2013-12'), stationId: station.id }, 'posted')).toEqual({ amountFen: 16_794n, orders: 1 })
    expect(await drift()).toEqual([])
  })

  it('a second order takes the first into account: there and back leaves nothing', async () => {
    const first = await createOrder(clerk, form(), AT)
    await decide(supervisor, first.number, 'approve-and-apply')
    const second = await createOrder(clerk, form({ terms: { remainder: 'RES-1', splits: [] } }), AT)
    expect(second.number).toBe(`GD-${station.code}-201310-0002`)
    await decide(supervisor, second.number, 'approve-and-apply')
    const range = { stationId: station.id, from: billingMonth('2013-01'), to: billingMonth('2013-12') }
    expect(await recoveredTotal(clerk, range, 'belonging')).toEqual({ amountFen: 0n, orders: 2 })
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
    await expect(pool().query('UPDATE work_order SET approver_id = preparer_id WHERE number = $1', [number])).rejects.toThrow('work_order_four_eyes')
  })

  it('a clerk cannot approve at all', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    await expect(decide(viewerAs('clerk'), number, 'approve')).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('at the same time, and again', () => {
  it('two supervisors deciding at once: one effect, the other is told', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    const { version } = await getOrder(clerk, number)
    const results = await Promise.allSettled(
      [supervisor, viewerAs('supervisor'), viewerAs('supervisor')].map((viewer) => decideOrder(viewer, { number, version, decision: 'approve-and-apply', requestKey: randomUUID() }, AT)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) if (result.status === 'rejected') expect(['order-changed', 'wrong-state']).toContain((result.reason as { code: string }).code)
    expect(await accountAdjustments(clerk, { stationId: station.id, id: account.id })).toHaveLength(6)
    expect(await drift()).toEqual([])
  })

  it('a double click makes one order, and its repeat gets the same answer', async () => {
    const once = form()
    const answers = await Promise.all([createOrder(clerk, once, AT), createOrder(clerk, once, AT)])
    expect(answers[0]).toEqual(answers[1])
    expect(await createOrder(clerk, once, AT)).toEqual(answers[0])
    expect(await db().workOrder.count({ where: { stationId: station.id } })).toBe(1)
  })

  it('a repeated approval answers as the first did, though the order has moved on', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    const { version } = await getOrder(clerk, number)
    const request = { number, version, decision: 'approve-and-apply' as const, requestKey: randomUUID() }
    const first = await decideOrder(supervisor, request, AT)
    expect(await decideOrder(supervisor, request, AT)).toEqual(first)
  })

  it('numbers are gapless under twenty clerks at once, refused ones included', async () => {
    const accounts = await Promise.all(Array.from({ length: 20 }, () => givenAccount(station)))
    const attempts = [...accounts, ...accounts.slice(0, 5)].map(({ accountNo }) => createOrder(viewerAs('clerk'), form({ accountNo, submit: false }), AT))
    const results = await Promise.allSettled(attempts)
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(5)
    const numbers = await db().workOrder.findMany({ where: { stationId: station.id }, select: { number: true }, orderBy: { number: 'asc' } })
    expect(numbers.map(({ number }) => Number(number.slice(-4)))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })
})

describe('all or nothing', () => {
  it('a fault while the totals move leaves no trace of the approval', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    await pool().query('ALTER TABLE district_monthly_total ADD CONSTRAINT broken CHECK (posted_amount_fen < 20000) NOT VALID')
    try {
      await expect(decide(supervisor, number, 'approve-and-apply')).rejects.toThrow()
    } finally {
      await pool().query('ALTER TABLE district_monthly_total DROP CONSTRAINT broken')
    }
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'submitted', version: 2, approverName: null })
    expect(await accountAdjustments(clerk, { stationId: station.id, id: account.id })).toEqual([])
    const facts = await getAccount(clerk, account.accountNo)
    expect(await accountAssignments(clerk, facts)).toHaveLength(1)
    expect(await drift()).toEqual([])
  })
})

describe('returned, edited, refused', () => {
  it('a returned order goes back to its preparer with the reason, is mended and submitted again', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    await expect(decide(supervisor, number, 'return')).rejects.toMatchObject({ code: 'reason-missing' })
    await decide(supervisor, number, 'return', { reason: 'from when?' })
    const draft = await getOrder(clerk, number)
    expect(draft).toMatchObject({ state: 'draft', decisionReason: 'from when?' })
    await editOrder(clerk, { ...form({ effectiveFrom: '2013-08-01' }), number, version: draft.version }, AT)
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'submitted', differenceFen: 37_320n, backBilling: [{ month: '2013-08' }, { month: '2013-09' }] })
  })

  it('a stale version changes nothing', async () => {
    const { number } = await createOrder(clerk, form({ submit: false }), AT)
    const stale = { ...form({ reason: 'other' }), number, version: 7 }
    await expect(editOrder(clerk, stale, AT)).rejects.toMatchObject({ code: 'order-changed', params: { state: 'draft' } })
  })

  it('an approval waits for no one when the books have moved since', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    await givenBills(station, account, billingMonth('2013-10'), [500])
    await expect(decide(supervisor, number, 'approve')).rejects.toMatchObject({ code: 'back-billing-changed' })
  })

  it.each([
    ['same-terms', { terms: { remainder: 'RES-1', splits: [] } }],
    ['category-unknown', { terms: { remainder: 'NONE', splits: [] } }],
    ['effective-too-early', { effectiveFrom: '2012-06-30' }],
    ['effective-too-late', { effectiveFrom: '2013-11-01' }],
    ['account-not-found', { accountNo: '0000' }],
  ])('%s', async (code, more) => {
    await expect(createOrder(clerk, form(more), AT)).rejects.toMatchObject({ code })
    expect(await db().workOrder.count({ where: { stationId: station.id } })).toBe(0)
  })

  it('one order at a time for an account, and it says which is under way', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    await expect(createOrder(clerk, form(), AT)).rejects.toMatchObject({ code: 'order-under-way', params: { number } })
  })

  it('is not seen from another station', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    const elsewhere = viewerAs('supervisor', { stations: [station.id + 1000] })
    expect(await findOrder(elsewhere, number)).toBeNull()
    await expect(createOrder(viewerAs('clerk', { stations: [station.id + 1000] }), form(), AT)).rejects.toMatchObject({ code: 'account-not-found' })
  })
})
