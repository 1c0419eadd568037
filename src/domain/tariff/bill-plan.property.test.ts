import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wh } from '../energy'
import { addDays, plainDate } from '../plain-date'
import type { AssignmentTerms } from './assignment'
import { planBills } from './bill-plan'
import { compileTariff } from './compile'
import { tariffDocumentSchema } from './document'
import { rateBill } from './rate-bill'

const decimals = (digits: number, most: number) =>
  fc.integer({ min: 0, max: most }).map((scaled) => (Number.isInteger(scaled / 10 ** digits) ? String(scaled / 10 ** digits) : `${Math.floor(scaled / 10 ** digits)}.${String(scaled % 10 ** digits).padStart(digits, '0')}`))
const price = decimals(5, 200_000)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const steps = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }), price, price, price).map(([first, more, a, b, c]) => ({
  tiers: [{ upTo: String(first), rate: a }, { upTo: `${first + more}.5`, rate: b }, { rate: c }],
}))
const tiered = fc.tuple(steps, fc.constantFrom('month', 'year', 'days'), fc.constantFrom('block', 'whole')).map(([tiers, tierBasis, tierMode]) => ({
  ...tiers, tierBasis, tierMode, ...(tierBasis === 'days' ? { tierDays: 30 } : {}),
}))
const energy = fc.tuple(fc.oneof(tiered, price.map((rate) => ({ rate }))), maybe(fc.constantFrom('summer', 'other')))
const standing = fc.oneof(
  fc.tuple(decimals(2, 3000), fc.constantFrom('month', 'day', 'bill')).map(([amount, per]) => ({ code: 'service', kind: 'fixed', amount, per })),
  decimals(2, 1500).map((rate) => ({ code: 'duty', kind: 'percent', of: ['e0'], rate })),
  decimals(2, 9000).map((amount) => ({ code: 'least', kind: 'minimum', amount })),
)
const version = fc.tuple(fc.array(energy, { minLength: 1, maxLength: 3 }), fc.array(standing, { maxLength: 3 })).map(([charges, standings]) => ({
  seasons: [{ name: 'summer', from: '05-01', to: '10-31' }, { name: 'other', from: '11-01', to: '04-30' }],
  charges: [...charges.map(([charge, season], index) => ({ code: `e${index}`, kind: 'energy', season, ...charge })), ...standings.map((charge, index) => ({ ...charge, code: `${charge.code}${index}` }))],
}))
const tariff = (category: string) =>
  fc.tuple(version, maybe(fc.tuple(version, fc.constantFrom('2013-07-10', '2013-11-01')))).map(([first, second]) =>
    compileTariff(
      tariffDocumentSchema.parse({
        category, name: { 'zh-CN': category, en: category }, class: 'other', currency: 'CNY',
        versions: [{ effectiveFrom: '2012-01-01', ...first }, ...(second ? [{ effectiveFrom: second[1], ...second[0] }] : [])],
      }),
    ),
  )
const split = fc.oneof(
  fc.tuple(fc.constantFrom('A', 'B', 'C'), decimals(3, 400_000)).map(([category, kwh]) => ({ category, method: 'fixed-quantity' as const, kwh })),
  fc.tuple(fc.constantFrom('A', 'B'), decimals(2, 50)).map(([category, ratio]) => ({ category, method: 'fixed-ratio' as const, ratio })),
)
const terms: fc.Arbitrary<AssignmentTerms> = fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.array(split, { maxLength: 2 })).map(([remainder, splits]) => ({ remainder, splits }))
const days = fc.tuple(fc.constantFrom('2013-07-01', '2013-10-20', '2013-12-12'), fc.integer({ min: 1, max: 70 })).map(([from, count]) => ({ from: plainDate(from), to: addDays(plainDate(from), count) }))

describe('a plan for many bills', () => {
  it('comes to what rating each bill by itself comes to', () => {
    fc.assert(
      fc.property(terms, tariff('A'), tariff('B'), tariff('C'), days, fc.nat(3_000_000), fc.nat(9_000_000), (assignment, a, b, c, period, energy, year) => {
        const tariffs = new Map([a, b, c].map((one) => [one.category, one]))
        const [energyWh, yearToDateWh] = [wh(BigInt(energy)), wh(BigInt(year))]
        const rated = rateBill({ terms: assignment, tariffs, period, energyWh, yearToDateWh })
        if (rated.outcome !== 'rated') throw new Error('not rated')
        expect(planBills(assignment, tariffs, period)?.(energyWh, yearToDateWh)).toBe(rated.amountFen)
      }),
      { numRuns: 1500 },
    )
  })

  it('is not made where a bill lacks a version or needs more than its energy', () => {
    const document = (charge: object) => compileTariff(tariffDocumentSchema.parse({
      category: 'X', name: { 'zh-CN': 'X', en: 'X' }, class: 'other', currency: 'CNY',
      versions: [{ effectiveFrom: '2013-07-01', periods: ['peak'], charges: [charge] }],
    }))
    const july = { from: plainDate('2013-07-01'), to: plainDate('2013-08-01') }
    const all = { remainder: 'X', splits: [] }
    const flat = document({ code: 'e', kind: 'energy', rate: '1' })
    expect(planBills(all, new Map([['X', flat]]), july)).not.toBeNull()
    expect(planBills(all, new Map([['X', flat]]), { ...july, from: plainDate('2013-06-30') })).toBeNull()
    expect(planBills(all, new Map(), july)).toBeNull()
    for (const charge of [
      { code: 'e', kind: 'energy', rate: '1', period: 'peak' },
      { code: 'd', kind: 'demand', rate: '1', unit: 'kVA', basis: 'contract' },
      { code: 'p', kind: 'power-factor', standard: '0.90' },
    ]) expect(planBills(all, new Map([['X', document(charge)]]), july)).toBeNull()
  })
})
