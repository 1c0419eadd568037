import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wh } from '../energy'
import { fen, sumFen } from '../money'
import { addDays, addMonths, billingMonth, firstDayOf, plainDate, type PlainDate } from '../plain-date'
import type { AssignmentTerms } from '../tariff/assignment'
import { compileTariff } from '../tariff/compile'
import { tariffDocumentSchema } from '../tariff/document'
import { rateBill } from '../tariff/rate-bill'
import { adjustmentsOf } from './adjustments'
import { assertRefundsWithinBilled, computeBackBilling, type BackBilling } from './compute'
import { partsBefore, standingParts, type StandingBill } from './standing-bill'

const flat = (category: string, rate: string, effectiveFrom = '2012-07-01') =>
  compileTariff(
    tariffDocumentSchema.parse({
      category, name: { 'zh-CN': category, en: category }, class: 'other', currency: 'CNY',
      versions: [{ effectiveFrom, charges: [{ code: 'energy', kind: 'energy', rate }] }],
    }),
  )
const TOU = compileTariff(
  tariffDocumentSchema.parse({
    category: 'TOU', name: { 'zh-CN': 'TOU', en: 'TOU' }, class: 'other', currency: 'CNY',
    versions: [{ effectiveFrom: '2012-07-01', periods: ['peak', 'valley'], charges: [{ code: 'peak', kind: 'energy', period: 'peak', rate: '1' }, { code: 'valley', kind: 'energy', period: 'valley', rate: '0.3' }] }],
  }),
)
const TARIFFS = new Map([flat('RES', '0.5469'), flat('COM', '0.7335'), flat('NEW', '0.9', '2013-06-01'), TOU].map((tariff) => [tariff.category, tariff]))
const all = (category: string): AssignmentTerms => ({ remainder: category, splits: [] })

function billOf(month: string, kwh: bigint, terms: AssignmentTerms = all('RES')): StandingBill {
  const from = firstDayOf(billingMonth(month))
  const period = { from, to: firstDayOf(addMonths(billingMonth(month), 1)) }
  const rated = rateBill({ terms, tariffs: TARIFFS, period, energyWh: wh(kwh * 1000n), yearToDateWh: wh(0n) })
  if (rated.outcome !== 'rated') throw new Error('not rated')
  return { month: billingMonth(month), periodFrom: period.from, periodTo: period.to, energyWh: wh(kwh * 1000n), yearToDateWh: wh(0n), parts: rated.parts, corrections: [] }
}
const compute = (bills: StandingBill[], terms: AssignmentTerms, effectiveFrom: string) =>
  computeBackBilling({ bills, terms, effectiveFrom: plainDate(effectiveFrom), tariffs: TARIFFS })

/** The bill once the order that made `result` has been applied. */
const corrected = (bill: StandingBill, result: BackBilling, effectiveFrom: string): StandingBill => {
  const entries = adjustmentsOf(result).filter(({ billMonth }) => billMonth === bill.month)
  return entries.length === 0 ? bill : { ...bill, corrections: [...bill.corrections, { effectiveFrom: plainDate(effectiveFrom), entries }] }
}

describe('back-billing', () => {
  it('household to shop: 1,000 × (0.7335 − 0.5469) = 733.50 − 546.90 = 186.60 a month, from the effective month on', () => {
    const result = compute([billOf('2013-05', 1000n), billOf('2013-06', 1000n), billOf('2013-07', 1000n)], all('COM'), '2013-06-01')
    expect(result.months.map(({ month, billedFen, rightFen, differenceFen }) => [month, billedFen, rightFen, differenceFen])).toEqual([
      ['2013-06', 54_690n, 73_350n, 18_660n],
      ['2013-07', 54_690n, 73_350n, 18_660n],
    ])
    expect(result.differenceFen).toBe(37_320n)
  })

  it('shop to household is a refund of the same size', () => {
    expect(compute([billOf('2013-06', 1000n, all('COM'))], all('RES'), '2013-06-01').differenceFen).toBe(-18_660n)
  })

  it('a date within a month: 20 of 30 days stay as billed: 400 kWh on 0.5469, 200 on 0.7335', () => {
    // 328.14 × 20 ÷ 30 = 218.76; 200 × 0.7335 = 146.70; together 365.46; billed 328.14.
    const [month] = compute([billOf('2013-06', 600n)], all('COM'), '2013-06-21').months
    expect(month).toMatchObject({
      right: [{ category: 'RES', energyWh: 400_000n, amountFen: 21_876n }, { category: 'COM', energyWh: 200_000n, amountFen: 14_670n }],
      differenceFen: 3_732n,
    })
  })

  it('a fixed quantity in a divided month has its share by days: 90 kWh a month are 30 kWh in 10 of 30 days', () => {
    // 600 kWh: 400 stay on RES = 218.76; of the other 200, 30 × 0.7335 = 22.01 (22.005) and 170 × 0.5469 = 92.97.
    const terms: AssignmentTerms = { remainder: 'RES', splits: [{ method: 'fixed-quantity', category: 'COM', kwh: '90' }] }
    const [month] = compute([billOf('2013-06', 600n)], terms, '2013-06-21').months
    expect(month?.right).toEqual([
      { category: 'RES', energyWh: 570_000n, amountFen: 31_173n },
      { category: 'COM', energyWh: 30_000n, amountFen: 2_201n },
    ])
  })

  it('a divided month of almost nothing: days before that round to no energy leave it all to the days after', () => {
    // 2 Wh billed as 1 and 1; two fifths of each before the date round to none, and the days after take both.
    const parts = ['RES', 'COM'].map((category) => ({ category, energyWh: wh(1n), amountFen: fen(0n) }))
    const [month] = compute([{ ...billOf('2013-06', 0n), energyWh: wh(2n), parts }], all('COM'), '2013-06-13').months
    expect(month?.right).toEqual([{ category: 'COM', energyWh: 2n, amountFen: 0n }])
  })

  it('a split never applied: 30 % on the shop’s price', () => {
    // 1,000: 300 × 0.7335 = 220.05; 700 × 0.5469 = 382.83; together 602.88; billed 546.90.
    const terms: AssignmentTerms = { remainder: 'RES', splits: [{ method: 'fixed-ratio', category: 'COM', ratio: '0.3' }] }
    expect(compute([billOf('2013-06', 1000n)], terms, '2013-06-01').differenceFen).toBe(5_598n)
  })

  it('no version in force names every month without one instead of borrowing a price', () => {
    const bills = ['2013-04', '2013-05', '2013-06'].map((month) => billOf(month, 1000n))
    expect(() => compute(bills, all('NEW'), '2013-04-01')).toThrow('no-version {"month":"2013-04, 2013-05","category":"NEW"}')
  })

  it('a category that needs readings by period says so, rather than that it has no price', () => {
    expect(() => compute([billOf('2013-06', 1000n)], all('TOU'), '2013-06-01')).toThrow('not-rateable {"month":"2013-06","category":"TOU"}')
  })

  it('a month without energy is looked at, and nothing is posted for it', () => {
    const result = compute([billOf('2013-06', 0n)], all('COM'), '2013-06-01')
    expect(result.months).toHaveLength(1)
    expect(adjustmentsOf(result)).toEqual([])
  })
})

describe('after an earlier correction', () => {
  const june = billOf('2013-06', 600n)

  it('correcting again to the same terms gives nothing', () => {
    for (const date of ['2013-06-01', '2013-06-21']) {
      const once = corrected(june, compute([june], all('COM'), date), date)
      const again = compute([once], all('COM'), date)
      expect(again.differenceFen).toBe(0n)
      expect(adjustmentsOf(again)).toEqual([])
    }
  })

  it('taking back one from within the month on gives back its fen, though both months are divided', () => {
    const once = corrected(june, compute([june], all('COM'), '2013-06-21'), '2013-06-21')
    expect(compute([once], all('RES'), '2013-06-21').differenceFen).toBe(-3_732n)
  })

  it('a second date within the month leaves the days before it as they stand: 20 on one price, 5 on another', () => {
    // Days 1–20: 400 kWh × 0.5469 = 218.76. Days 21–25: 100 × 0.7335 = 73.35. Days 26–30: 100 × 0.5469 = 54.69.
    const once = corrected(june, compute([june], all('COM'), '2013-06-21'), '2013-06-21')
    const [month] = compute([once], all('RES'), '2013-06-26').months
    expect(month?.right).toEqual([
      { category: 'RES', energyWh: 500_000n, amountFen: 27_345n },
      { category: 'COM', energyWh: 100_000n, amountFen: 7_335n },
    ])
  })
})

describe('a refund', () => {
  const month = compute([billOf('2013-06', 1000n, all('COM'))], all('RES'), '2013-06-01').months[0]
  it('may reach what was billed for the month, and no further: 733.50', () => {
    if (!month) throw new Error('no month')
    const refund = (amount: bigint) => [{ ...month, differenceFen: fen(-amount) }]
    expect(() => assertRefundsWithinBilled(refund(73_350n))).not.toThrow()
    expect(() => assertRefundsWithinBilled(refund(73_351n))).toThrow('refund-above-billed {"month":"2013-06"}')
  })
})

describe('for any bills, dates and terms', () => {
  const terms = fc.oneof(
    fc.constantFrom('RES', 'COM').map(all),
    fc.integer({ min: 1, max: 99 }).map((percent): AssignmentTerms => ({ remainder: 'RES', splits: [{ method: 'fixed-ratio', category: 'COM', ratio: `0.${String(percent).padStart(2, '0')}` }] })),
    fc.integer({ min: 0, max: 2000 }).map((kwh): AssignmentTerms => ({ remainder: 'RES', splits: [{ method: 'fixed-quantity', category: 'COM', kwh: String(kwh) }] })),
  )
  const bills = fc.array(fc.bigInt({ min: 0n, max: 5000n }), { minLength: 1, maxLength: 6 }).map((list) => list.map((kwh, index) => billOf(addMonths(billingMonth('2013-01'), index), kwh)))
  const date = fc.integer({ min: 0, max: 200 }).map((days): PlainDate => addDays(plainDate('2013-01-01'), days))

  it('the entries add up to the difference, and to no energy', () => {
    fc.assert(
      fc.property(bills, terms, date, (list, newTerms, effectiveFrom) => {
        const result = compute(list, newTerms, effectiveFrom)
        const entries = adjustmentsOf(result)
        expect(sumFen(entries.map((entry) => entry.amountFen))).toBe(result.differenceFen)
        expect(entries.reduce((sum, entry) => sum + entry.energyWh, 0n)).toBe(0n)
      }),
    )
  })

  it('correcting there and back gives back every fen; a month that a date divides may round by one', () => {
    fc.assert(
      fc.property(bills, terms, date, (list, newTerms, effectiveFrom) => {
        const there = compute(list, newTerms, effectiveFrom)
        const standing = list.map((bill) => corrected(bill, there, effectiveFrom))
        const back = compute(standing, all('RES'), effectiveFrom)
        for (const bill of standing) {
          const sum = sumFen([there, back].flatMap(({ months }) => months.filter(({ month }) => month === bill.month).map(({ differenceFen }) => differenceFen)))
          const divided = effectiveFrom > bill.periodFrom && effectiveFrom < bill.periodTo
          if (divided) expect([-1n, 0n, 1n]).toContain(sum)
          else expect(sum).toBe(0n)
        }
      }),
    )
  })

  it('the days before and the whole never lose energy, whatever was corrected before', () => {
    fc.assert(
      fc.property(bills, fc.array(fc.tuple(terms, date), { maxLength: 4 }), date, (list, orders, cutAt) => {
        let standing = list
        for (const [newTerms, effectiveFrom] of orders) {
          const result = compute(standing, newTerms, effectiveFrom)
          assertRefundsWithinBilled(result.months)
          standing = standing.map((bill) => corrected(bill, result, effectiveFrom))
        }
        for (const bill of standing) {
          const energy = (parts: readonly { energyWh: bigint }[]) => parts.reduce((sum, part) => sum + part.energyWh, 0n)
          expect(energy(standingParts(bill))).toBe(bill.energyWh)
          expect(partsBefore(bill, bill.periodTo)).toEqual(expect.arrayContaining(standingParts(bill)))
          for (const part of partsBefore(bill, cutAt)) expect(part.energyWh).toBeGreaterThanOrEqual(0n)
        }
      }),
    )
  })
})
