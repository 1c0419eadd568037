import { describe, expect, it } from 'vitest'
import { wh } from '../energy'
import { computeBackBilling } from '../back-billing/compute'
import type { StandingBill } from '../back-billing/standing-bill'
import { fen, fenFromYuan } from '../money'
import { billingMonth, plainDate } from '../plain-date'
import type { AssignmentTerms } from '../tariff/assignment'
import { compileTariff } from '../tariff/compile'
import { tariffDocumentSchema } from '../tariff/document'
import { checkBill } from './check-bill'
import { expectedOfCorrected, type AssignedDays } from './expected-bill'

const tariff = (category: string, charge: object, effectiveFrom = '2012-07-01') =>
  compileTariff(
    tariffDocumentSchema.parse({
      category, name: { 'zh-CN': category, en: category }, class: 'other', currency: 'CNY',
      versions: [{ effectiveFrom, charges: [{ code: 'energy', kind: 'energy', ...charge }] }],
    }),
  )
const TARIFFS = new Map(
  [
    tariff('RES', { rate: '0.5469' }),
    tariff('COM', { rate: '0.7335' }),
    tariff('NEW', { rate: '0.9' }, '2014-01-01'),
    tariff('MONTH', { tierBasis: 'month', tiers: [{ upTo: '200', rate: '0.5' }, { rate: '0.6' }] }),
    tariff('DAYS', { tierBasis: 'days', tierDays: 30, tiers: [{ upTo: '100', rate: '0.5' }, { rate: '1' }] }),
    tariff('TIER', { tierBasis: 'year', tiers: [{ upTo: '2760', rate: '0.538' }, { rate: '0.588' }] }),
    compileTariff(
      tariffDocumentSchema.parse({
        category: 'CHANGED', name: { 'zh-CN': 'C', en: 'C' }, class: 'other', currency: 'CNY',
        versions: [
          { effectiveFrom: '2012-07-01', charges: [{ code: 'e', kind: 'energy', rate: '0.4' }] },
          { effectiveFrom: '2013-07-01', charges: [{ code: 'e', kind: 'energy', rate: '0.45' }] },
        ],
      }),
    ),
  ].map((one) => [one.category, one]),
)
const all = (remainder: string): AssignmentTerms => ({ remainder, splits: [] })
const bill = (yuan: string, more: object = {}) => ({
  period: { from: plainDate('2013-07-01'), to: plainDate('2013-08-01') },
  energyWh: wh(1_000_000n),
  amountFen: fenFromYuan(yuan),
  yearToDateWh: wh(0n),
  ...more,
})

const check = (one: ReturnType<typeof bill>, ...days: AssignedDays[]) => checkBill(one, days, TARIFFS)
const july = (terms: AssignmentTerms): AssignedDays => ({ from: plainDate('2013-07-01'), to: plainDate('2013-08-01'), terms })

describe('a bill of 1,000 kWh', () => {
  it('matches to the fen', () => {
    expect(check(bill('546.90'), july(all('RES')))).toEqual({ outcome: 'match' })
  })

  it('one fen off differs, and nothing explains it', () => {
    expect(check(bill('546.91'), july(all('RES')))).toEqual({ outcome: 'differs', why: { kind: 'amount', fits: [] }, expectedFen: 54_690n, differenceFen: -1n })
  })

  it('price: billed on another category, which one is said, and what is missing', () => {
    expect(check(bill('546.90'), july(all('COM')))).toEqual({ outcome: 'differs', why: { kind: 'price', fits: ['RES'] }, expectedFen: 73_350n, differenceFen: 18_660n })
  })

  it('split: never applied, or one of two left out (300 × 0.7335 + 700 × 0.5469 = 602.88)', () => {
    const quantity = { method: 'fixed-quantity' as const, category: 'TIER', kwh: '100' }
    const terms: AssignmentTerms = { remainder: 'RES', splits: [{ method: 'fixed-ratio', category: 'COM', ratio: '0.3' }] }
    expect(check(bill('546.90'), july(terms))).toMatchObject({ why: { kind: 'split', fits: ['RES'] }, differenceFen: 5_598n })
    expect(check(bill('602.88'), july({ ...terms, splits: [quantity, ...terms.splits] }))).toMatchObject({ why: { kind: 'split' } })
  })

  it('tier: as if the year had just begun, 1,000 × 0.538 instead of 60 × 0.538 + 940 × 0.588', () => {
    expect(check(bill('538.00', { yearToDateWh: wh(2_700_000n) }), july(all('TIER')))).toMatchObject({ why: { kind: 'tier', tier: 'year-to-date' }, expectedFen: 58_500n, differenceFen: 4_700n })
  })

  it('tier: every kWh at the first step, 1,000 × 0.5 instead of 200 × 0.5 + 800 × 0.6', () => {
    expect(check(bill('500.00'), july(all('MONTH')))).toMatchObject({ why: { kind: 'tier', tier: 'steps' }, expectedFen: 58_000n })
  })

  it('period: at the price before the change, or for the calendar month instead of its days', () => {
    expect(check(bill('400.00'), july(all('CHANGED')))).toMatchObject({ why: { kind: 'period', versionFrom: '2012-07-01' }, expectedFen: 45_000n })
    const halfMonth = { from: plainDate('2013-07-01'), to: plainDate('2013-07-16') }
    // Daily-scaled limit: 15 days × 100 ÷ 30 = 50 kWh at 0.5; billed with 31 days' 103.333 kWh: 51.67 + 896.67 × 1 = 948.34.
    expect(check(bill('948.34', { period: halfMonth }), { ...halfMonth, terms: all('DAYS') })).toMatchObject({ why: { kind: 'period', days: { to: '2013-08-01' } }, expectedFen: 97_500n })
  })

  it('energy: another number of whole kWh comes to exactly the amount', () => {
    expect(check(bill('656.28'), july(all('RES')))).toMatchObject({ why: { kind: 'energy', energyWh: 1_200_000n }, differenceFen: -10_938n })
  })

  it('two assignments within the month share its kWh by days: 15 of 31 days on RES, 16 on COM', () => {
    const days = [
      { from: plainDate('2013-07-01'), to: plainDate('2013-07-16'), terms: all('RES') },
      { from: plainDate('2013-07-16'), to: plainDate('2013-08-01'), terms: all('COM') },
    ]
    // 1000 × 15 ÷ 31 = 483.871 kWh × 0.5469 = 264.63; 516.129 kWh × 0.7335 = 378.58.
    expect(check(bill('643.21'), ...days)).toEqual({ outcome: 'match' })
    expect(check(bill('546.90'), ...days)).toMatchObject({ why: { kind: 'period', days: { to: '2013-07-16' } }, expectedFen: 64_321n })
  })

  it('cannot be checked without a version or an assignment, and says which is missing', () => {
    expect(check(bill('900.00'), july(all('NEW')))).toMatchObject({ outcome: 'uncheckable', reasons: [{ code: 'no-version', category: 'NEW' }] })
    expect(check(bill('900.00'))).toEqual({ outcome: 'uncheckable', reasons: [{ code: 'no-assignment', from: '2013-07-01', to: '2013-08-01' }] })
    expect(check(bill('900.00'), { ...july(all('RES')), from: plainDate('2013-07-03') })).toEqual({
      outcome: 'uncheckable', reasons: [{ code: 'no-assignment', from: '2013-07-01', to: '2013-07-03' }],
    })
  })
})

describe('a bill that an order corrected', () => {
  const standing = (entries: StandingBill['corrections'][number]['entries'], effectiveFrom = '2013-07-16'): StandingBill => ({
    month: billingMonth('2013-07'), periodFrom: plainDate('2013-07-01'), periodTo: plainDate('2013-08-01'), energyWh: wh(1_000_000n), yearToDateWh: wh(0n),
    parts: [{ category: 'RES', energyWh: wh(1_000_000n), amountFen: fenFromYuan('546.90') }],
    corrections: [{ effectiveFrom: plainDate(effectiveFrom), entries }],
  })
  const days = [
    { from: plainDate('2013-07-01'), to: plainDate('2013-07-16'), terms: all('RES') },
    { from: plainDate('2013-07-16'), to: plainDate('2013-08-01'), terms: all('COM') },
  ]

  it('is expected to stand where the correction left it', () => {
    const uncorrected: StandingBill = { ...standing([]), corrections: [] }
    const { months: [month] } = computeBackBilling({ bills: [uncorrected], terms: all('COM'), effectiveFrom: plainDate('2013-07-16'), tariffs: TARIFFS })
    const entries = month ? [...month.billed.map((part) => ({ ...part, energyWh: wh(-part.energyWh), amountFen: fen(-part.amountFen) })), ...month.right] : []
    expect(expectedOfCorrected(standing(entries), days, TARIFFS)).toEqual({ outcome: 'rated', amountFen: month?.rightFen })
  })

  it('lacks what it lacks', () => {
    expect(expectedOfCorrected(standing([]), days.slice(1), TARIFFS)).toMatchObject({ outcome: 'uncheckable', reasons: [{ code: 'no-assignment' }] })
    expect(expectedOfCorrected(standing([]), [july(all('NEW'))], TARIFFS)).toMatchObject({ outcome: 'uncheckable', reasons: [{ code: 'no-version' }] })
  })
})
