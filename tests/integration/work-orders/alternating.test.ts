import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, givenApplied, orderFormFor } from '@tests/factories/work-orders'
import { billingMonth } from '@/domain/plain-date'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { decideOrder } from '@/features/work-orders/commands/decide-order'
import { editOrder } from '@/features/work-orders/commands/edit-order'
import { accountAdjustments, accountOrders, getOrder } from '@/features/work-orders/queries'
import { recovered } from '@/features/work-orders/recovered-queries'

const clerk = viewerAs('clerk')
const supervisor = viewerAs('supervisor')
const YEAR = { from: billingMonth('2013-01'), to: billingMonth('2013-12') }

let station: GivenStation
let home: { id: bigint; accountNo: string }
let shop: { id: bigint; accountNo: string }
beforeEach(async () => {
  station = await givenStation()
  home = await givenAccount(station)
  shop = await givenAccount(station, { category: 'COM-1' })
  await givenBills(station, home, billingMonth('2013-07'), [1000, 500, 1000])
  await givenBills(station, shop, billingMonth('2013-07'), [20, 600, 20], 'COM-1')
})

const form = (transfers = [{ month: '2013-07', kwh: '800' }, { month: '2013-08', kwh: '-100' }], more: object = {}) =>
  orderFormFor(home, { finding: 'alternating_use', alternating: { partnerNo: shop.accountNo, transfers }, ...more })
const drift = async () => findDrift(station.id, await monthsWithBooks(station.id))

describe('a residence and a shop in turns, in one order', () => {
  it('both are rated again and adjusted; the assignments stay; the totals move', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    const order = await getOrder(clerk, number)
    // July: 800 × 0.5469 = 437.52 less at home, 800 × 0.7335 = 586.80 more in the shop. August: 100 the other way.
    expect(order.backBilling.map(({ month, differenceFen }) => [month, differenceFen])).toEqual([['2013-07', -43_752n], ['2013-08', 5_469n]])
    expect(order.partner?.backBilling.map(({ month, differenceFen }) => [month, differenceFen])).toEqual([['2013-07', 58_680n], ['2013-08', -7_335n]])
    expect(order).toMatchObject({ differenceFen: 13_062n, effectiveFrom: '2013-07-01', transfers: [{ month: '2013-07', energyWh: 800_000n }, { month: '2013-08', energyWh: -100_000n }] })
    await decide(supervisor, number, 'approve-and-apply')
    expect(await accountAdjustments(clerk, { stationId: station.id, id: home.id })).toHaveLength(4)
    expect(await accountAdjustments(clerk, { stationId: station.id, id: shop.id })).toHaveLength(4)
    expect((await recovered(clerk, { stationId: station.id, ...YEAR })).belonging.total).toMatchObject({ amountFen: 13_062n, orders: 1 })
    expect(await accountOrders(clerk, { stationId: station.id, id: shop.id })).toMatchObject([{ number }])
    expect(await drift()).toEqual([])
  })

  it('a later order rates the energy that now stands', async () => {
    await givenApplied(clerk, supervisor, home, form([{ month: '2013-07', kwh: '800' }]))
    const { number } = await createOrder(clerk, orderFormFor(home), AT)
    // July has 200 kWh left: 200 × 0.1866 = 37.32.
    expect((await getOrder(clerk, number)).backBilling.map(({ month, energyWh, differenceFen }) => [month, energyWh, differenceFen])).toEqual([
      ['2013-07', 200_000n, 3_732n], ['2013-08', 500_000n, 9_330n], ['2013-09', 1_000_000n, 18_660n],
    ])
    await decide(supervisor, number, 'approve-and-apply')
    expect(await drift()).toEqual([])
  })

  it('a penalty is for the difference of both accounts together', async () => {
    const { number } = await createOrder(clerk, form([{ month: '2013-07', kwh: '800' }], { breach: { penaltyFactor: null, startUnknown: false } }), AT)
    // It stands on the shop, which was billed too little.
    expect(await getOrder(clerk, number)).toMatchObject({ differenceFen: 14_928n, penaltyFen: 29_856n, backBilling: [{ penaltyFen: 0n }], partner: { backBilling: [{ penaltyFen: 29_856n }] } })
    await decide(supervisor, number, 'approve-and-apply')
    expect((await recovered(clerk, { stationId: station.id, ...YEAR })).posted.total).toMatchObject({ amountFen: 14_928n, penaltyFen: 29_856n })
    expect(await drift()).toEqual([])
  })

  it.each([
    ['its own account', () => ({ alternating: { partnerNo: home.accountNo, transfers: [{ month: '2013-07', kwh: '1' }] } }), 'partner-same'],
    ['nothing to move', () => ({ alternating: { partnerNo: shop.accountNo, transfers: [{ month: '2013-07', kwh: '0' }] } }), 'transfers-missing'],
    ['more than there is', () => ({ alternating: { partnerNo: shop.accountNo, transfers: [{ month: '2013-07', kwh: '1000.001' }] } }), 'transfer-above-bill'],
    ['a month without a bill', () => ({ alternating: { partnerNo: shop.accountNo, transfers: [{ month: '2013-06', kwh: '1' }] } }), 'transfer-no-bill'],
    ['an account that is not there', () => ({ alternating: { partnerNo: '404', transfers: [{ month: '2013-07', kwh: '1' }] } }), 'account-not-found'],
  ])('is refused for %s', async (_, more, code) => {
    await expect(createOrder(clerk, form([], more()), AT)).rejects.toMatchObject({ code })
  })

  it('is refused for an account of another station', async () => {
    const elsewhere = await givenAccount(await givenStation())
    await expect(createOrder(clerk, form([], { alternating: { partnerNo: elsewhere.accountNo, transfers: [{ month: '2013-07', kwh: '1' }] } }), AT)).rejects.toMatchObject({ code: 'partner-elsewhere' })
  })

  it('keeps its accounts when it is edited', async () => {
    const other = await givenAccount(station, { category: 'COM-1' })
    await givenBills(station, other, billingMonth('2013-07'), [20], 'COM-1')
    const { number } = await createOrder(clerk, form(undefined, { submit: false }), AT)
    const { version } = await getOrder(clerk, number)
    const edited = { ...form([{ month: '2013-07', kwh: '1' }]), number, version, requestKey: randomUUID() }
    await expect(editOrder(clerk, { ...edited, alternating: { partnerNo: other.accountNo, transfers: [{ month: '2013-07', kwh: '1' }] } }, AT)).rejects.toMatchObject({ code: 'partner-fixed' })
    await editOrder(clerk, edited, AT)
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'submitted', transfers: [{ month: '2013-07', energyWh: 1000n }] })
  })
})

it('of two orders that know the same bills, prepared one after the other, each is worked out on what stands', async () => {
  const { number } = await createOrder(clerk, form(), AT)
  await expect(createOrder(clerk, orderFormFor(shop, { terms: { remainder: 'RES-1', splits: [] } }), AT)).rejects.toMatchObject({ code: 'order-under-way', params: { number } })
})

it('two supervisors apply it at once: both accounts are adjusted once', async () => {
  const { number } = await createOrder(clerk, form(), AT)
  const { version } = await getOrder(clerk, number)
  const results = await Promise.allSettled([supervisor, viewerAs('supervisor')].map((viewer) => decideOrder(viewer, { number, version, decision: 'approve-and-apply', requestKey: randomUUID() }, AT)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await accountAdjustments(clerk, { stationId: station.id, id: shop.id })).toHaveLength(4)
  expect(await drift()).toEqual([])
})
