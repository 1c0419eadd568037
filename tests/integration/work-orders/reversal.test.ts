import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, givenApplied, orderFormFor, reversalOf } from '@tests/factories/work-orders'
import { wh, whToKwh } from '@/domain/energy'
import { addDays, addMonths, billingMonth, plainDate } from '@/domain/plain-date'
import { accountAssignments, getAccount } from '@/features/accounts/queries'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { decideOrder } from '@/features/work-orders/commands/decide-order'
import { reverseOrder } from '@/features/work-orders/commands/reverse-order'
import { accountAdjustments, getOrder } from '@/features/work-orders/queries'
import { recovered } from '@/features/work-orders/recovered-queries'
import { db, pool } from '@/server/db'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')
const supervisor = viewerAs('supervisor')
const MONTHS = [1000, 1200, 800, 1100, 900]

let station: GivenStation
let home: { id: bigint; accountNo: string }
let shop: { id: bigint; accountNo: string }

async function givenTwoAccounts(): Promise<void> {
  station = await givenStation()
  home = await givenAccount(station)
  shop = await givenAccount(station, { category: 'COM-1' })
  await givenBills(station, home, billingMonth('2013-05'), MONTHS)
  await givenBills(station, shop, billingMonth('2013-05'), MONTHS, 'COM-1')
}
beforeEach(givenTwoAccounts)

/** Every total of the station, at both grains; rows that are all zero are as good as none. */
async function totals(): Promise<unknown[]> {
  const figures = 'accounts, energy_wh, amount_fen, belonging_energy_wh, belonging_amount_fen, posted_energy_wh, posted_amount_fen'
  const anything = figures.split(', ').map((name) => `${name} <> 0`).join(' OR ')
  const { rows } = await pool(system('test')).query<Record<string, unknown>>(
    `SELECT 'station' AS grain, month, 0 AS district_id, category_id, ${figures} FROM station_monthly_total WHERE station_id = $1 AND (${anything})
     UNION ALL SELECT 'district', month, district_id, category_id, ${figures} FROM district_monthly_total WHERE station_id = $1 AND (${anything}) ORDER BY 1, 2, 3, 4`,
    [station.id],
  )
  return rows
}

/** The assignments that hold on any day, day by day as ranges. */
async function assignments(): Promise<unknown[]> {
  const { rows } = await pool(system('test')).query<Record<string, unknown>>(
    `SELECT account_id, valid_from, valid_to, remainder_category_id, splits FROM tariff_assignment
     WHERE station_id = $1 AND (valid_to IS NULL OR valid_to > valid_from) ORDER BY 1, 2`,
    [station.id],
  )
  return rows
}

const drift = async () => findDrift(station.id, await monthsWithBooks(station.id))
const moves = (transfers: { month: string; kwh: string }[], more: object = {}) => ({ finding: 'alternating_use', alternating: { partnerNo: shop.accountNo, transfers }, ...more })

describe('an order taken back by a linked one', () => {
  it('restores assignment, totals and bills, and says which order did it', async () => {
    const before = [await totals(), await assignments()]
    const number = await givenApplied(clerk, supervisor, home)
    const reversal = await reversalOf(clerk, number)
    // July, August and September: 800 + 1,100 + 900 kWh × 0.1866.
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'applied', differenceFen: 52_248n })
    expect(await getOrder(clerk, reversal)).toMatchObject({ state: 'submitted', isReversal: true, reverses: { number }, differenceFen: -52_248n, terms: { remainder: 'RES-1' } })
    await decide(supervisor, reversal, 'approve-and-apply')
    expect([await totals(), await assignments()]).toEqual(before)
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'reversed', reversedBy: { number: reversal, state: 'applied' } })
    expect(await accountAssignments(clerk, await getAccount(clerk, home.accountNo))).toMatchObject([{ validFrom: '2013-07-01', validTo: '2013-07-01' }, { validFrom: '2012-07-01', validTo: null, closedByOrderId: null }])
    expect((await recovered(clerk, { stationId: station.id, from: billingMonth('2013-01'), to: billingMonth('2013-12') })).belonging.total).toMatchObject({ amountFen: 0n, orders: 2 })
    expect(await drift()).toEqual([])
    const log = await db(system('test')).auditLog.findMany({ where: { stationId: station.id, subjectKey: number }, orderBy: { id: 'asc' } })
    expect(log.map(({ action }) => action).slice(-2)).toEqual(['work-order.reversal-prepared', 'work-order.reversed'])
  })

  it('a second reversal is refused, while the first is a draft and once it is applied', async () => {
    const number = await givenApplied(clerk, supervisor, home)
    const reversal = await reversalOf(clerk, number, { submit: false })
    await expect(reversalOf(viewerAs('clerk'), number)).rejects.toMatchObject({ code: 'already-reversed', params: { number: reversal } })
    await decide(clerk, reversal, 'submit')
    await decide(supervisor, reversal, 'approve-and-apply')
    await expect(reversalOf(clerk, number)).rejects.toMatchObject({ code: 'wrong-state' })
    await expect(reversalOf(clerk, reversal)).rejects.toMatchObject({ code: 'reversal-final' })
  })

  it('a rejected reversal leaves the way to another', async () => {
    const number = await givenApplied(clerk, supervisor, home)
    await decide(supervisor, await reversalOf(clerk, number), 'reject', { reason: 'the complaint is unfounded' })
    expect(await reversalOf(clerk, number)).toMatch(/^GD-/)
  })

  it('later orders first: the one that stands on this one is named', async () => {
    const first = await givenApplied(clerk, supervisor, home)
    const second = await givenApplied(clerk, supervisor, home, { terms: { remainder: 'AGR-1', splits: [] }, effectiveFrom: '2013-08-01' })
    await expect(reversalOf(clerk, first)).rejects.toMatchObject({ code: 'reverse-later-first', params: { number: second } })
    await decide(supervisor, await reversalOf(clerk, second), 'approve-and-apply')
    await decide(supervisor, await reversalOf(clerk, first), 'approve-and-apply')
    expect(await drift()).toEqual([])
    expect(await assignments()).toMatchObject([{ valid_to: null }, { valid_to: null }])
  })

  it('the preparer of the reversal does not approve it, whoever prepared the first', async () => {
    const number = await givenApplied(clerk, supervisor, home)
    const reversal = await reversalOf(clerk, number)
    const { version } = await getOrder(clerk, reversal)
    const self = viewerAs('supervisor', { userId: clerk.userId })
    await expect(decideOrder(self, { number: reversal, version, decision: 'approve', requestKey: randomUUID() }, AT)).rejects.toMatchObject({ code: 'four-eyes' })
  })

  it('a bill that came since, on the wrong tariff, is corrected with it', async () => {
    await pool(system('test')).query(`UPDATE station SET open_month = '2013-09-01' WHERE id = $1`, [station.id])
    const account = await givenAccount(station)
    await givenBills(station, account, billingMonth('2013-07'), [1000])
    const number = await givenApplied(clerk, supervisor, account)
    await givenBills(station, account, billingMonth('2013-08'), [1000], 'COM-1')
    const reversal = await reversalOf(clerk, number)
    // July's 186.60 back, and August's 733.50 − 546.90 with it.
    expect((await getOrder(clerk, reversal)).backBilling.map(({ month, differenceFen }) => [month, differenceFen])).toEqual([['2013-07', -18_660n], ['2013-08', -18_660n]])
    await decide(supervisor, reversal, 'approve-and-apply')
    expect(await drift()).toEqual([])
  })

  it('gives back a penalty too', async () => {
    const number = await givenApplied(clerk, supervisor, home, { breach: { penaltyFactor: null, startUnknown: false } })
    await decide(supervisor, await reversalOf(clerk, number), 'approve-and-apply')
    expect((await recovered(clerk, { stationId: station.id, from: billingMonth('2013-01'), to: billingMonth('2013-12') })).posted.total).toMatchObject({ amountFen: 0n, penaltyFen: 0n })
  })
})

describe('at the same time, and again', () => {
  it('two clerks reverse at once: one order, the other is told', async () => {
    const number = await givenApplied(clerk, supervisor, home)
    const { version } = await getOrder(clerk, number)
    const results = await Promise.allSettled([clerk, viewerAs('clerk'), viewerAs('clerk')].map((viewer) => reverseOrder(viewer, { number, version, reason: 'wrong', submit: true, requestKey: randomUUID() }, AT)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) if (result.status === 'rejected') expect(['already-reversed', 'order-under-way']).toContain((result.reason as { code: string }).code)
    expect(await db(system('test')).workOrder.count({ where: { stationId: station.id, NOT: { reversesId: null } } })).toBe(1)
  })

  it('a double click and a lost answer: one order, one answer', async () => {
    const number = await givenApplied(clerk, supervisor, home)
    const { version } = await getOrder(clerk, number)
    const request = { number, version, reason: 'wrong', submit: true, requestKey: randomUUID() }
    const answers = await Promise.all(Array.from({ length: 5 }, () => reverseOrder(clerk, request, AT)))
    expect(new Set(answers.map((answer) => answer.number)).size).toBe(1)
    await decide(supervisor, answers[0]?.number ?? '', 'approve-and-apply')
    expect(await reverseOrder(clerk, request, AT)).toEqual(answers[0])
  })

  it('two supervisors apply a reversal at once: the books are restored once', async () => {
    const before = [await totals(), await assignments()]
    const reversal = await reversalOf(clerk, await givenApplied(clerk, supervisor, home))
    const { version } = await getOrder(clerk, reversal)
    const results = await Promise.allSettled([supervisor, viewerAs('supervisor')].map((viewer) => decideOrder(viewer, { number: reversal, version, decision: 'approve-and-apply', requestKey: randomUUID() }, AT)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect([await totals(), await assignments()]).toEqual(before)
    expect(await accountAdjustments(clerk, { stationId: station.id, id: home.id })).toHaveLength(12)
  })

  it('an order that moves energy and one on its partner at once: one, the other is told which', async () => {
    const requests = [
      createOrder(clerk, orderFormFor(home, moves([{ month: '2013-06', kwh: '100' }])), AT),
      createOrder(viewerAs('clerk'), orderFormFor(shop, { terms: { remainder: 'RES-1', splits: [] } }), AT),
    ]
    const results = await Promise.allSettled(requests)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'order-under-way' })
  })
})

it('whatever is applied and taken back leaves every total and assignment as it was', async () => {
  const terms = fc.oneof(
    fc.constantFrom('COM-1', 'AGR-1').map((remainder) => ({ remainder, splits: [] })),
    fc.integer({ min: 1, max: 99 }).map((percent) => ({ remainder: 'RES-1', splits: [{ method: 'fixed-ratio' as const, category: 'COM-1', ratio: `0.${String(percent).padStart(2, '0')}` }] })),
    fc.integer({ min: 1, max: 1500 }).map((kwh) => ({ remainder: 'COM-1', splits: [{ method: 'fixed-quantity' as const, category: 'AGR-1', kwh: String(kwh) }] })),
  )
  const tariffChange = fc.record({ terms, effectiveFrom: fc.integer({ min: 0, max: 180 }).map((days) => addDays(plainDate('2013-05-01'), days)), breach: fc.option(fc.constant({ penaltyFactor: null, startUnknown: false })) })
  const energyMove = fc.array(fc.integer({ min: -800_000, max: 800_000 }), { minLength: 1, maxLength: MONTHS.length }).filter((list) => list.some((amount) => amount !== 0)).map((list) =>
    moves(list.map((amount, index) => ({ month: addMonths(billingMonth('2013-05'), index), kwh: whToKwh(wh(BigInt(amount))) })), { partnerNo: '' }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(tariffChange, energyMove), { minLength: 1, maxLength: 3 }), async (orders) => {
      await givenTwoAccounts()
      const before = [await totals(), await assignments()]
      const applied: string[] = []
      for (const order of orders) {
        const form = 'alternating' in order ? { ...order, alternating: { ...order.alternating, partnerNo: shop.accountNo } } : order
        // Some do nothing, or begin before what stands: they are refused, and that is no matter here.
        const number = await givenApplied(clerk, supervisor, home, form).catch((error: { code?: string }) => (error.code === undefined ? Promise.reject(error as Error) : null))
        if (number !== null) applied.push(number)
      }
      expect(await drift()).toEqual([])
      for (const number of applied.reverse()) await decide(supervisor, await reversalOf(clerk, number), 'approve-and-apply')
      expect([await totals(), await assignments()]).toEqual(before)
      expect(await drift()).toEqual([])
    }),
    { numRuns: 12 },
  )
}, 120_000)
