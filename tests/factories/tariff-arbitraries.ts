/** Random tariffs, terms and days for property tests of everything that rates. */
import fc from 'fast-check'
import { addDays, plainDate } from '@/domain/plain-date'
import type { AssignmentTerms } from '@/domain/tariff/assignment'
import { compileTariff } from '@/domain/tariff/compile'
import { tariffDocumentSchema } from '@/domain/tariff/document'

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
/** A tariff of one or two versions, the second coming into force within some of `billedDays`. */
export const tariffOf = (category: string) =>
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
/** Terms over the categories A, B and C. */
export const assignmentTerms: fc.Arbitrary<AssignmentTerms> = fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.array(split, { maxLength: 2 })).map(([remainder, splits]) => ({ remainder, splits }))
/** Up to seventy days, over a season's, a version's or a year's change. */
export const billedDays = fc.tuple(fc.constantFrom('2013-07-01', '2013-10-20', '2013-12-12'), fc.integer({ min: 1, max: 70 })).map(([from, count]) => ({ from: plainDate(from), to: addDays(plainDate(from), count) }))
