import { beforeEach, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, driftOf, givenHousehold, orderFormFor } from '@tests/factories/work-orders'
import { billingMonth, type BillingMonth } from '@/domain/plain-date'
import { categoryMonths } from '@/features/bills/totals-queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { accountAdjustments, getOrder } from '@/features/work-orders/queries'
import { recovered } from '@/features/work-orders/recovered-queries'
import { pool } from '@/server/db'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')
const supervisor = viewerAs('supervisor')

let station: GivenStation
let account: { id: bigint; accountNo: string }
beforeEach(async () => {
  ;({ station, account } = await givenHousehold())
})

const breach = (more: object = {}) => ({ breach: { penaltyFactor: null, startUnknown: false, ...more } })
const drift = () => driftOf(station.id)

describe('a customer’s own change of use', () => {
  it('costs twice the difference until May 2024, posted apart from revenue', async () => {
    const { number } = await createOrder(clerk, orderFormFor(account, breach()), AT)
    expect(await getOrder(clerk, number)).toMatchObject({ differenceFen: 55_980n, penaltyFen: 111_960n, breach: { penaltyFactor: null, startUnknown: false } })
    await decide(supervisor, number, 'approve-and-apply')
    const range = { stationId: station.id, from: billingMonth('2013-05'), to: billingMonth('2013-10') }
    expect((await recovered(clerk, range)).posted.total).toEqual({ amountFen: 55_980n, penaltyFen: 111_960n, orders: 1 })
    expect((await recovered(clerk, range)).belonging.months).toMatchObject(['2013-07', '2013-08', '2013-09'].map((month) => ({ month, amountFen: 18_660n, penaltyFen: 37_320n, energyWh: 0n })))
    const penalties = (await accountAdjustments(clerk, { stationId: station.id, id: account.id })).filter(({ kind }) => kind === 'penalty')
    expect(penalties.map(({ billMonth, energyWh, amountFen }) => [billMonth, energyWh, amountFen])).toEqual([['2013-07', 0n, 37_320n], ['2013-08', 0n, 37_320n], ['2013-09', 0n, 37_320n]])
  })

  it('enters no total: revenue holds the difference alone, and the books verify', async () => {
    const { number } = await createOrder(clerk, orderFormFor(account, breach()), AT)
    await decide(supervisor, number, 'approve-and-apply')
    const july = await categoryMonths(clerk, { stationId: station.id, from: billingMonth('2013-07'), to: billingMonth('2013-07') }, 'corrected')
    expect(july.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(73_350n)
    expect(await drift()).toEqual([])
  })

  it('a later order does not take the penalty for part of the bill', async () => {
    const first = await createOrder(clerk, orderFormFor(account, breach()), AT)
    await decide(supervisor, first.number, 'approve-and-apply')
    const back = await createOrder(clerk, orderFormFor(account, { terms: { remainder: 'RES-1', splits: [] } }), AT)
    expect(await getOrder(clerk, back.number)).toMatchObject({ differenceFen: -55_980n, penaltyFen: 0n })
  })

  it('a refund costs none', async () => {
    const shop = await givenAccount(station, { category: 'COM-1' })
    await givenBills(station, shop, billingMonth('2013-08'), [1000], 'COM-1')
    const { number } = await createOrder(clerk, orderFormFor(shop, { ...breach(), terms: { remainder: 'RES-1', splits: [] } }), AT)
    expect(await getOrder(clerk, number)).toMatchObject({ differenceFen: -18_660n, penaltyFen: 0n })
  })

  it('with an unknown start three months count, from the rule’s day, which stays as it was written down', async () => {
    const { number } = await createOrder(clerk, orderFormFor(account, { ...breach({ startUnknown: true }), effectiveFrom: '2012-07-01', submit: false }), AT)
    expect(await getOrder(clerk, number)).toMatchObject({ effectiveFrom: '2013-07-01', breach: { startUnknown: true } })
    await pool(system('test')).query(`UPDATE station SET open_month = '2013-11-01' WHERE id = $1`, [station.id])
    await decide(clerk, number, 'submit')
    expect((await getOrder(clerk, number)).backBilling.map(({ month }) => month)).toEqual(['2013-07', '2013-08', '2013-09'])
    await decide(supervisor, number, 'approve-and-apply')
    expect(await drift()).toEqual([])
  })

  it('the company’s own error costs none', async () => {
    const { number } = await createOrder(clerk, orderFormFor(account), AT)
    expect(await getOrder(clerk, number)).toMatchObject({ breach: null, penaltyFen: 0n })
  })
})

describe('from June 2024', () => {
  const month = (text: string): BillingMonth => billingMonth(text)
  beforeEach(async () => {
    station = await givenStation(month('2024-07'))
    account = await givenAccount(station)
    await givenBills(station, account, month('2024-05'), [1000, 1000])
  })
  const form = (penaltyFactor: string | null) => orderFormFor(account, { effectiveFrom: '2024-05-01', ...breach({ penaltyFactor }) })

  it('the preparer chooses, up to twice; each month has its own rule', async () => {
    const { number } = await createOrder(clerk, form('0.5'), AT)
    expect((await getOrder(clerk, number)).backBilling.map((one) => [one.month, one.differenceFen, one.penaltyFen])).toEqual([['2024-05', 18_660n, 37_320n], ['2024-06', 18_660n, 9_330n]])
  })

  it.each([
    [null, 'penalty-factor-missing'],
    ['2.1', 'penalty-factor-too-high'],
  ])('a factor of %s is refused', (factor, code) => expect(createOrder(clerk, form(factor), AT)).rejects.toMatchObject({ code }))
})
