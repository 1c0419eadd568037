import { describe, expect, it } from 'vitest'
import { wh } from '../energy'
import { fenFromYuan } from '../money'
import { plainDate } from '../plain-date'
import type { AssignmentTerms } from '../tariff/assignment'
import { compileTariff } from '../tariff/compile'
import { tariffDocumentSchema } from '../tariff/document'
import { checkBill } from './check-bill'

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
    tariff('TIER', { tierBasis: 'year', tiers: [{ upTo: '2760', rate: '0.538' }, { rate: '0.588' }] }),
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

describe('a bill of 1,000 kWh', () => {
  it('matches to the fen', () => {
    expect(checkBill(bill('546.90'), all('RES'), TARIFFS)).toEqual({ outcome: 'match' })
  })

  it('one fen off differs, and nothing explains it', () => {
    expect(checkBill(bill('546.91'), all('RES'), TARIFFS)).toEqual({ outcome: 'differs', kind: 'amount', expectedFen: 54_690n, differenceFen: -1n, fits: [] })
  })

  it('billed on another category: which one is said, and what is missing', () => {
    expect(checkBill(bill('546.90'), all('COM'), TARIFFS)).toEqual({ outcome: 'differs', kind: 'price', expectedFen: 73_350n, differenceFen: 18_660n, fits: ['RES'] })
  })

  it('a split that was never applied', () => {
    const terms: AssignmentTerms = { remainder: 'RES', splits: [{ method: 'fixed-ratio', category: 'COM', ratio: '0.3' }] }
    expect(checkBill(bill('546.90'), terms, TARIFFS)).toMatchObject({ outcome: 'differs', kind: 'split', differenceFen: 5_598n })
  })

  it('billed as if the year had just begun: 1,000 × 0.538 instead of 60 × 0.538 + 940 × 0.588', () => {
    expect(checkBill(bill('538.00', { yearToDateWh: wh(2_700_000n) }), all('TIER'), TARIFFS)).toMatchObject({ outcome: 'differs', kind: 'tier', expectedFen: 58_500n, differenceFen: 4_700n })
  })

  it('cannot be checked without a version or an assignment, and says which is missing', () => {
    expect(checkBill(bill('900.00'), all('NEW'), TARIFFS)).toMatchObject({ outcome: 'uncheckable', reasons: [{ code: 'no-version', category: 'NEW' }] })
    expect(checkBill(bill('900.00'), null, TARIFFS)).toEqual({ outcome: 'uncheckable', reasons: [{ code: 'no-assignment' }] })
  })
})
