import { describe, expect, it } from 'vitest'
import { wh } from '../energy'
import { computeBackBilling } from '../back-billing/compute'
import type { StandingBill } from '../back-billing/standing-bill'
import { fen, fenFromYuan } from '../money'
import { billingMonth, plainDate } from '../plain-date'
import type { AssignmentTerms } from '../tariff/assignment'
import { compileTariff } from '../tariff/compile'
import { tariffDocumentSchema } from '../tariff/document'
import { AsIfAmounts } from './as-if-amounts'
import { meterFactsOf } from '../tariff/meter-facts'
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
        category: 'INDUSTRY', name: { 'zh-CN': 'I', en: 'I' }, class: 'large-industrial', currency: 'CNY',
        versions: [{
          effectiveFrom: '2012-07-01', periods: ['peak', 'flat', 'valley'],
          charges: [
            ...[['peak', '1.2'], ['flat', '0.6'], ['valley', '0.3']].map(([period, rate]) => ({ code: `e-${period}`, kind: 'energy', period, rate })),
            { code: 'capacity', kind: 'demand', rate: '26', unit: 'kVA', basis: 'contract' },
            { code: 'pf', kind: 'power-factor', standard: '0.90' },
          ],
        }],
      }),
    ),
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
const AMOUNTS = new AsIfAmounts(TARIFFS)
const all = (remainder: string): AssignmentTerms => ({ remainder, splits: [] })
const bill = (yuan: string, more: object = {}) => ({
  period: { from: plainDate('2013-07-01'), to: plainDate('2013-08-01') },
  energyWh: wh(1_000_000n),
  amountFen: fenFromYuan(yuan),
  yearToDateWh: wh(0n),
  ...more,
})

const check = (one: ReturnType<typeof bill>, ...days: AssignedDays[]) => checkBill(one, days, AMOUNTS)
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

  const ratio = (text: string, category = 'COM'): AssignmentTerms => ({ remainder: 'RES', splits: [{ method: 'fixed-ratio', category, ratio: text }] })
  const quantity = (kwh: string): AssignmentTerms => ({ remainder: 'RES', splits: [{ method: 'fixed-quantity', category: 'COM', kwh }] })

  it.each([
    // 200 × 0.7335 + 800 × 0.5469 = 146.70 + 437.52
    ['of another size', '584.22', ratio('0.3'), ratio('0.20')],
    // 100 × 0.7335 + 900 × 0.5469 = 73.35 + 492.21
    ['of another quantity', '565.56', quantity('200'), quantity('100')],
    // 300 × 0.7335 + 700 × 0.5 (flat part of CHANGED is 0.45): 220.05 + 315.00
    ['with another remainder', '535.05', ratio('0.3'), { ...ratio('0.3'), remainder: 'CHANGED' }],
    // 300 × 0.45 + 700 × 0.5469 = 135.00 + 382.83
    ['with its part on another category', '517.83', ratio('0.3'), ratio('0.3', 'CHANGED')],
    // 30 % of COM put on: 220.05 + 382.83
    ['where none is on record', '602.88', all('RES'), ratio('0.30')],
  ] as const)('split: one %s', (_, yuan, onRecord, billedAs) => {
    expect(check(bill(yuan), july(onRecord))).toMatchObject({ outcome: 'differs', why: { kind: 'split', billedAs } })
  })

  it('its own earlier version before another category that happens to fit, which is named all the same', () => {
    const twin = new AsIfAmounts(new Map([...TARIFFS, ['TWIN', tariff('TWIN', { rate: '0.4' })]]))
    expect(checkBill(bill('400.00'), [july(all('CHANGED'))], twin)).toMatchObject({ why: { kind: 'period', versionFrom: '2012-07-01', fits: ['TWIN'] } })
  })

  it('tier: on a year’s energy that was recorded wrongly, 2,000 instead of 2,700: 760 × 0.538 + 240 × 0.588', () => {
    // Right: 60 × 0.538 + 940 × 0.588 = 32.28 + 552.72 = 585.00; billed 408.88 + 141.12 = 550.00.
    const wrong = bill('550.00', { yearToDateWh: wh(2_700_000n), recordedYearToDateWh: wh(2_000_000n) })
    expect(check(wrong, july(all('TIER')))).toMatchObject({ why: { kind: 'tier', tier: 'year-to-date' }, expectedFen: 58_500n })
  })

  it('an assignment’s change within the month leaves each stretch its days’ worth of a limit', () => {
    // 620 kWh, limit 200 a month: 200 × 0.5 + 420 × 0.6 = 352.00, also when the same terms were written anew on the 11th:
    // 10 days: 64.516 × 0.5 + 135.484 × 0.6 = 32.26 + 81.29; 21 days: 135.484 × 0.5 + 284.516 × 0.6 = 67.74 + 170.71.
    const days = [{ from: plainDate('2013-07-01'), to: plainDate('2013-07-11'), terms: all('MONTH') }, { from: plainDate('2013-07-11'), to: plainDate('2013-08-01'), terms: all('MONTH') }]
    expect(check(bill('352.00', { energyWh: wh(620_000n) }), ...days)).toEqual({ outcome: 'match' })
  })

  it('a reading on the day of the change wins over sharing: 380 × 0.5469 + 240 × 0.7335', () => {
    const meter = meterFactsOf({ registers: null, meter: { readings: [{ at: '2013-07-16', total: '380' }] } })
    const days = [{ from: plainDate('2013-07-01'), to: plainDate('2013-07-16'), terms: all('RES') }, { from: plainDate('2013-07-16'), to: plainDate('2013-08-01'), terms: all('COM') }]
    // 207.822 → 207.82; 176.04.
    expect(check(bill('383.86', { energyWh: wh(620_000n), meter }), ...days)).toEqual({ outcome: 'match' })
  })

  it('registers, demand, reactive energy: 100 × 1.2 + 400 × 0.6 + 500 × 0.3 = 510, 315 × 26 = 8,190; 0.80 at 0.90 is 5 % of both', () => {
    const meter = meterFactsOf({ registers: { peak: '100000', flat: '400000', valley: '500000' }, meter: { demand: { contract: '315' }, reactiveKvarh: '750' } })
    expect(check(bill('9135.00', { meter }), july(all('INDUSTRY')))).toEqual({ outcome: 'match' })
    expect(check(bill('9135.00'), july(all('INDUSTRY')))).toMatchObject({ outcome: 'uncheckable', reasons: [{ code: 'missing-registers' }, { code: 'missing-demand' }, { code: 'missing-reactive' }] })
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
