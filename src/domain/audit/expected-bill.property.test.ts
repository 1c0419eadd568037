import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignmentTerms, billedDays, tariffOf } from '@tests/factories/tariff-arbitraries'
import { computeBackBilling } from '../back-billing/compute'
import { sumWh, wh } from '../energy'
import { addDays, daysBetween, monthOf } from '../plain-date'
import { rateBill } from '../tariff/rate-bill'
import { ratedByDays } from './expected-bill'

const cases = fc.tuple(assignmentTerms, tariffOf('A'), tariffOf('B'), tariffOf('C'), billedDays, fc.nat(3_000_000), fc.nat(9_000_000), fc.integer({ min: 1, max: 69 }))

const setUp = ([terms, a, b, c, period, energy, year, after]: typeof cases extends fc.Arbitrary<infer Case> ? Case : never) => {
  const tariffs = new Map([a, b, c].map((one) => [one.category, one]))
  const bill = { period, energyWh: wh(BigInt(energy)), yearToDateWh: wh(BigInt(year)) }
  const whole = rateBill({ terms, tariffs, ...bill })
  if (whole.outcome !== 'rated') throw new Error('not rated')
  const days = daysBetween(period.from, period.to)
  return { terms, tariffs, bill, whole, changedOn: addDays(period.from, Math.max(1, Math.min(after, days - 1))), days }
}

const size = (value: bigint): bigint => (value < 0n ? -value : value)

describe('an assignment’s change within the billed days that changes nothing', () => {
  it('changes the bill by rounding only: each stretch has its own days’ worth of limits, minimums and amounts a bill', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { terms, tariffs, bill, whole, changedOn, days } = setUp(one)
        fc.pre(days > 1)
        const parts = ratedByDays(bill, [{ from: bill.period.from, to: changedOn, terms }, { from: changedOn, to: bill.period.to, terms }], tariffs)
        const rated = parts.flatMap((part) => (part.outcome === 'rated' ? [part] : []))
        const sum = rated.reduce((total, { amountFen }) => total + amountFen, 0n)
        const lines = BigInt(rated.reduce((count, part) => count + part.lines.length, 0) + whole.lines.length)
        // A minimum is held against each stretch by itself: where prices differ within the days, one may reach it and the other not.
        const uneven = whole.lines.some(({ from, to }) => from !== bill.period.from || to !== bill.period.to)
        const minimums = [...tariffs.values()].some(({ versions }) => versions.some((version) => version.minimums.length > 0))
        if (!uneven || !minimums) expect(size(sum - whole.amountFen)).toBeLessThanOrEqual(lines)
        expect(sumWh(rated.flatMap((part) => part.parts.map(({ energyWh }) => energyWh)))).toBe(bill.energyWh)
      }),
      { numRuns: 600 },
    )
  }, 120_000)

  it('back-bills nothing but rounding', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { terms, tariffs, bill, whole, changedOn, days } = setUp(one)
        fc.pre(days > 1)
        const { energyWh, yearToDateWh, period } = bill
        const standing = { month: monthOf(period.from), periodFrom: period.from, periodTo: period.to, energyWh, yearToDateWh, parts: whole.parts, corrections: [] }
        const { months, differenceFen } = computeBackBilling({ bills: [standing], terms, effectiveFrom: changedOn, tariffs })
        const lines = BigInt(4 * whole.lines.length + 4)
        // What the days before were charged is their share of the bill: where seasons, versions or months of other lengths differ it is not what they would be rated at.
        const oneMonth = monthOf(period.from) === monthOf(addDays(period.to, -1))
        const even = oneMonth && whole.lines.every(({ from, to }) => from === period.from && to === period.to)
        if (even) expect(size(differenceFen)).toBeLessThanOrEqual(lines)
        expect(sumWh((months[0]?.right ?? []).map((part) => part.energyWh))).toBe(energyWh)
      }),
      { numRuns: 600 },
    )
  }, 120_000)
})
