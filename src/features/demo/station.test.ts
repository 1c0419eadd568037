import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { TOUR_ACCOUNT_NO } from './account'
import { scaledTo, tunedTo } from './exact-sums'
import { CATEGORIES, ORIGIN } from './origin-figures'
import { demoStation, type DemoStation } from './station'

describe('sums made exact', () => {
  it('scales to any total', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 200 }), fc.integer({ min: 0, max: 1_000_000 }), (values, total) => {
        expect(scaledTo(values, total).reduce((sum, value) => sum + value, 0)).toBe(total)
      }),
    )
  })

  it('moves the rounded fen to a reachable sum without changing the kWh', () => {
    const kwh = Array.from({ length: 300 }, (_, index) => 20 + ((index * 37) % 61))
    const sum = kwh.reduce((all, value) => all + value, 0)
    const fen = Math.round((sum * 5469) / 100) + 12
    const tuned = tunedTo(kwh, 5469, fen)
    expect(tuned.reduce((all, value) => all + value, 0)).toBe(sum)
    expect(tuned.reduce((all, value) => all + Math.floor((value * 5469 + 50) / 100), 0)).toBe(fen)
  })

  it('says when a sum is out of reach', () => {
    expect(() => tunedTo([10, 10], 5469, 9_999)).toThrow('cannot add up')
  })
})

describe('the demonstration station', () => {
  let station: DemoStation
  beforeAll(() => {
    station = demoStation()
  })

  it.each(CATEGORIES.flatMap((category) => (['june', 'july'] as const).map((month) => [category, month] as const)))(
    '%s in %s equals the origin report to the account, the kWh and the fen',
    (category, month) => {
      const bills = station.bills.filter((bill) => bill.month === (month === 'june' ? '2013-06' : '2013-07') && station.accounts[bill.account]?.category === category)
      const sums = bills.reduce(({ accounts, kwh, fen }, bill) => ({ accounts: accounts + 1, kwh: kwh + bill.kwh, fen: fen + bill.fen }), { accounts: 0, kwh: 0, fen: 0 })
      expect(sums).toEqual(ORIGIN[category][month])
    },
  )

  it('bills every account at its own price, rounded half up, but for the faults of the last month', () => {
    const wrong = station.bills.filter((bill) => {
      const price = ORIGIN[station.accounts[bill.account]?.category ?? 'RES-1'].price
      return bill.fen !== Math.floor((bill.kwh * price + 50) / 100) || bill.kwh < 0
    })
    expect(new Set(wrong.map(({ month }) => month))).toEqual(new Set(['2013-09']))
    expect(wrong).toHaveLength(15)
    expect(wrong.every(({ account }) => station.accounts[account]?.truth === null)).toBe(true)
  })

  it('bills the accounts that the figures name in every month', () => {
    for (const category of CATEGORIES) {
      const counts = new Map<string, number>()
      for (const bill of station.bills) {
        if (station.accounts[bill.account]?.category === category) counts.set(bill.month, (counts.get(bill.month) ?? 0) + 1)
      }
      expect([...counts.values()]).toEqual([...ORIGIN[category].billed])
    }
  })

  it('holds every kind of wrong tariff, and the tour’s supermarket with a shop’s load', () => {
    const kinds = new Map<string, number>()
    for (const { truth } of station.accounts) if (truth) kinds.set(truth, (kinds.get(truth) ?? 0) + 1)
    expect(Object.fromEntries(kinds)).toEqual({ 'low-tariff-high-use': 91, 'split-not-applied': 30, 'wrong-record': 10, 'alternating-use': 20 })
    const tour = station.accounts.findIndex(({ accountNo }) => accountNo === TOUR_ACCOUNT_NO)
    const loads = station.bills.filter(({ account }) => account === tour).map(({ kwh }) => kwh)
    expect(loads).toHaveLength(9)
    expect(Math.min(...loads)).toBeGreaterThan(500)
  })

  it('is the same every time', () => {
    expect(demoStation()).toEqual(station)
  })
})
