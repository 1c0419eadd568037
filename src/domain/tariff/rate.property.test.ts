import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fenFromYuan } from '../money'
import { addDays, plainDate } from '../plain-date'
import { compare, ONE, ratioFromDecimal, sum, toScaled } from '../ratio'
import type { AssignmentTerms } from './assignment'
import { ratingCaseSchema, type RatingCase } from './rating-case'
import { rate } from './rate'
import { sharesOf } from './shares'

const kwh = fc.integer({ min: 0, max: 20_000_000 }).map((wh) => (wh / 1000).toString())
const price = fc.integer({ min: 1, max: 30_000 }).map((scaled) => `${Math.floor(scaled / 10_000)}.${String(scaled % 10_000).padStart(4, '0')}`)
const tierTexts = fc
  .tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), fc.array(price, { minLength: 3, maxLength: 3 }))
  .map(([first, more, rates]) => {
    const [low = '0', middle = '0', high = '0'] = [...rates].sort((a, b) => compare(ratioFromDecimal(a), ratioFromDecimal(b)))
    return [{ upTo: String(first), rate: low }, { upTo: String(first + more), rate: middle }, { rate: high }]
  })

const caseOf = (charge: object, usage: string, days = 31, from = '2013-07-01', more: object = {}): RatingCase =>
  ratingCaseSchema.parse({
    tariffs: [
      {
        category: 'X', name: { 'zh-CN': '某类', en: 'Some' }, class: 'other', currency: 'CNY',
        versions: [{ effectiveFrom: '2012-01-01', charges: [{ code: 'energy', kind: 'energy', ...charge }, { code: 'fund', kind: 'energy', rate: '0.0201', government: true }] }],
      },
    ],
    assignment: [{ category: 'X', method: 'remainder' }],
    period: { from, to: addDays(plainDate(from), days) },
    usage: { total: usage },
    ...more,
  })

const totalFen = (input: RatingCase): bigint => {
  const outcome = rate(input)
  if (outcome.outcome !== 'rated') throw new Error('not rated')
  return fenFromYuan(outcome.total)
}

describe('rating, for any bill', () => {
  it('lines add up to the total', () => {
    fc.assert(
      fc.property(tierTexts, kwh, (tiers, usage) => {
        const outcome = rate(caseOf({ tiers, tierBasis: 'month' }, usage))
        if (outcome.outcome !== 'rated') throw new Error('not rated')
        expect(outcome.lines.reduce((total, line) => total + fenFromYuan(line.amount), 0n)).toBe(fenFromYuan(outcome.total))
      }),
    )
  })

  it('splitting a period at a version-free date changes the total by rounding only', () => {
    fc.assert(
      fc.property(price, fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 30 }), (rateText, perDay, firstDays) => {
        const whole = totalFen(caseOf({ rate: rateText }, String(perDay * 31)))
        const first = totalFen(caseOf({ rate: rateText }, String(perDay * firstDays), firstDays))
        const second = totalFen(caseOf({ rate: rateText }, String(perDay * (31 - firstDays)), 31 - firstDays, addDays(plainDate('2013-07-01'), firstDays)))
        const difference = first + second - whole
        expect(difference >= -2n && difference <= 2n).toBe(true)
      }),
    )
  })

  it('and so with tiers by days, whose limits go with the days', () => {
    fc.assert(
      fc.property(tierTexts, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 30 }), (tiers, perDay, firstDays) => {
        const charge = { tiers, tierBasis: 'days', tierDays: 30 }
        const part = (days: number, from: string) => totalFen(caseOf(charge, String(perDay * days), days, from))
        const difference = part(firstDays, '2013-07-01') + part(31 - firstDays, addDays(plainDate('2013-07-01'), firstDays)) - part(31, '2013-07-01')
        expect(difference >= -4n && difference <= 4n).toBe(true)
      }),
    )
  })

  it('more kWh never costs less under rising block tiers', () => {
    fc.assert(
      fc.property(tierTexts, kwh, kwh, fc.constantFrom('month', 'year', 'days'), fc.nat(1500), (tiers, a, b, tierBasis, yearToDateKwh) => {
        const [less, more] = compare(ratioFromDecimal(a), ratioFromDecimal(b)) <= 0 ? [a, b] : [b, a]
        const charge = { tiers, tierBasis, ...(tierBasis === 'days' ? { tierDays: 30 } : {}) }
        const total = (usage: string) => totalFen(caseOf(charge, usage, 31, '2013-07-01', { yearToDateKwh: String(yearToDateKwh) }))
        expect(total(less) <= total(more)).toBe(true)
      }),
    )
  })

  it('shares of an assignment add up to the reading', () => {
    const splits = fc.array(
      fc.oneof(
        kwh.map((quantity) => ({ method: 'fixed-quantity' as const, category: 'A', kwh: quantity })),
        fc.integer({ min: 0, max: 20 }).map((percent) => ({ method: 'fixed-ratio' as const, category: 'B', ratio: `0.${String(percent).padStart(2, '0')}` })),
      ),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(splits, kwh, (lines, usage) => {
        const terms: AssignmentTerms = { remainder: 'C', splits: lines }
        const shares = [...sharesOf(terms, ratioFromDecimal(usage)).values()]
        expect(compare(sum(shares), ONE)).toBe(0)
        expect(shares.every((share) => share.n >= 0n)).toBe(true)
      }),
    )
  })

  it('the kWh of all categories’ lines add up to the reading and its losses', () => {
    fc.assert(
      fc.property(fc.nat(900), fc.integer({ min: 0, max: 99 }), fc.nat(2000), fc.nat(90), (fixed, percent, usage, loss) => {
        const one = caseOf({ rate: '0.5' }, String(usage))
        const [document] = one.tariffs
        const outcome = rate(ratingCaseSchema.parse({
          ...one, tariffs: ['A', 'B', 'C'].map((category) => ({ ...document, category })), lossKwh: String(loss),
          assignment: [{ category: 'A', method: 'fixed-quantity', kwh: String(fixed) }, { category: 'B', method: 'fixed-ratio', ratio: `0.${String(percent).padStart(2, '0')}` }, { category: 'C', method: 'remainder' }],
        }))
        if (outcome.outcome !== 'rated') throw new Error('not rated')
        const quantities = outcome.lines.filter(({ charge }) => charge === 'energy').map(({ quantity }) => ratioFromDecimal(quantity))
        expect(toScaled(sum(quantities), 3)).toBe(BigInt(usage + loss) * 1000n)
      }),
    )
  })

  it('rates the same input twice to the same bytes', () => {
    fc.assert(
      fc.property(tierTexts, kwh, (tiers, usage) => {
        const input = caseOf({ tiers }, usage)
        expect(JSON.stringify(rate(input))).toBe(JSON.stringify(rate(input)))
      }),
    )
  })
})
