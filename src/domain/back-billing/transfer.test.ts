import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignedDays } from '../audit/expected-bill'
import { wh } from '../energy'
import { addMonths, billingMonth, firstDayOf, plainDate } from '../plain-date'
import { compileTariff } from '../tariff/compile'
import { tariffDocumentSchema } from '../tariff/document'
import { rateBill } from '../tariff/rate-bill'
import { adjustmentsOf, takenBack } from './adjustments'
import { assertRefundsWithinBilled, type BackBilling } from './compute'
import { standingParts, withMovedEnergy, type StandingBill } from './standing-bill'
import { computeTransfer, type TransferSide } from './transfer'

const tariff = (category: string, energy: object) =>
  compileTariff(
    tariffDocumentSchema.parse({
      category, name: { 'zh-CN': category, en: category }, class: 'other', currency: 'CNY',
      versions: [{ effectiveFrom: '2012-07-01', charges: [{ code: 'energy', kind: 'energy', ...energy }] }],
    }),
  )
const TARIFFS = new Map(
  [tariff('RES', { rate: '0.5469' }), tariff('COM', { rate: '0.7335' }), tariff('YEAR', { tiers: [{ upTo: '1000', rate: '0.5' }, { rate: '0.8' }], tierBasis: 'year' })].map((one) => [one.category, one]),
)

function billsOf(category: string, kwh: readonly bigint[]): StandingBill[] {
  let yearToDateWh = wh(0n)
  return kwh.map((amount, index) => {
    const month = addMonths(billingMonth('2013-01'), index)
    const period = { from: firstDayOf(month), to: firstDayOf(addMonths(month, 1)) }
    const energyWh = wh(amount * 1000n)
    const rated = rateBill({ terms: { remainder: category, splits: [] }, tariffs: TARIFFS, period, energyWh, yearToDateWh })
    if (rated.outcome !== 'rated') throw new Error('not rated')
    const bill = { month, periodFrom: period.from, periodTo: period.to, energyWh, yearToDateWh, parts: rated.parts, corrections: [] }
    yearToDateWh = wh(yearToDateWh + energyWh)
    return bill
  })
}

const side = (accountNo: string, category: string, bills: readonly StandingBill[], since = '2012-07-01'): TransferSide => ({
  accountNo,
  bills,
  daysOf: (bill) => assignedDays([{ validFrom: plainDate(since), validTo: null, terms: { remainder: category, splits: [] } }], { from: bill.periodFrom, to: bill.periodTo }),
})

const move = (month: string, kwh: bigint) => ({ month: billingMonth(month), energyWh: wh(kwh * 1000n) })

describe('kWh moved between two accounts', () => {
  it('400 kWh from the home to the shop in February: 400 × 0.5469 = 218.76 back, 400 × 0.7335 = 293.40 more', () => {
    const { account, partner } = computeTransfer({
      account: side('1', 'RES', billsOf('RES', [500n, 500n])), partner: side('2', 'COM', billsOf('COM', [600n, 20n])), transfers: [move('2013-02', 400n)], tariffs: TARIFFS,
    })
    expect(account.months.map(({ month, differenceFen, right }) => [month, differenceFen, right[0]?.energyWh])).toEqual([['2013-02', -21_876n, 100_000n]])
    expect(partner.months.map(({ month, differenceFen, right }) => [month, differenceFen, right[0]?.energyWh])).toEqual([['2013-02', 29_340n, 420_000n]])
  })

  it('the other way in another month of the same order', () => {
    const { account, partner } = computeTransfer({
      account: side('1', 'RES', billsOf('RES', [500n, 500n])), partner: side('2', 'COM', billsOf('COM', [600n, 20n])), transfers: [move('2013-01', -100n), move('2013-02', 400n)], tariffs: TARIFFS,
    })
    expect(account.differenceFen).toBe(5_469n - 21_876n)
    expect(partner.differenceFen).toBe(-7_335n + 29_340n)
  })

  it('a yearly tier: what leaves in January makes a later month cheaper', () => {
    // 1,200 in January and 300 in February: 700 × … the first 1,000 at 0.5. Less 400 in January: February's first 200 come down from 0.8 to 0.5.
    const { account } = computeTransfer({
      account: side('1', 'YEAR', billsOf('YEAR', [1200n, 300n, 0n])), partner: side('2', 'COM', billsOf('COM', [600n, 20n, 0n])), transfers: [move('2013-01', 400n)], tariffs: TARIFFS,
    })
    expect(account.months.map(({ month, differenceFen }) => [month, differenceFen])).toEqual([['2013-01', -26_000n], ['2013-02', -6_000n]])
  })

  it.each([
    ['more than the bill holds', [move('2013-02', 501n)], 'transfer-above-bill {"accountNo":"1","month":"2013-02"}'],
    ['more than the partner holds', [move('2013-02', -21n)], 'transfer-above-bill {"accountNo":"2","month":"2013-02"}'],
    ['a month without a bill', [move('2013-03', 1n)], 'transfer-no-bill {"accountNo":"1","month":"2013-03"}'],
  ])('refuses %s', (_, transfers, message) => {
    const input = { account: side('1', 'RES', billsOf('RES', [500n, 500n])), partner: side('2', 'COM', billsOf('COM', [600n, 20n])), transfers, tariffs: TARIFFS }
    expect(() => computeTransfer(input)).toThrow(message)
  })

  it('refuses days without an assignment on record', () => {
    const input = { account: side('1', 'RES', billsOf('RES', [500n]), '2013-01-10'), partner: side('2', 'COM', billsOf('COM', [600n])), transfers: [move('2013-01', 10n)], tariffs: TARIFFS }
    expect(() => computeTransfer(input)).toThrow('no-assignment-then')
  })
})

const corrected = (bills: readonly StandingBill[], result: BackBilling): StandingBill[] =>
  withMovedEnergy(
    bills.map((bill) => {
      const entries = adjustmentsOf(result).filter(({ billMonth }) => billMonth === bill.month)
      return entries.length === 0 ? bill : { ...bill, corrections: [...bill.corrections, { effectiveFrom: plainDate('2013-01-01'), entries }] }
    }),
  )

it('for any bills and moves: no energy is lost, refunds stay within the bills, and the entries taken back leave nothing', () => {
  const kwh = fc.array(fc.bigInt({ min: 0n, max: 3000n }), { minLength: 4, maxLength: 4 })
  const moves = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(kwh, kwh, moves, fc.constantFrom('RES', 'YEAR'), (first, second, percents, category) => {
      const [a, b] = [billsOf(category, first), billsOf('COM', second)]
      const transfers = percents.map((percent, index) => {
        const giver = (percent >= 0 ? a : b)[index]
        return { month: addMonths(billingMonth('2013-01'), index), energyWh: wh((BigInt(percent) * (giver?.energyWh ?? 0n)) / 100n) }
      })
      const result = computeTransfer({ account: side('1', category, a), partner: side('2', 'COM', b), transfers, tariffs: TARIFFS })
      assertRefundsWithinBilled([...result.account.months, ...result.partner.months])
      const entries = [...adjustmentsOf(result.account), ...adjustmentsOf(result.partner)]
      expect(entries.reduce((sum, entry) => sum + entry.energyWh, 0n)).toBe(0n)
      expect([...entries, ...takenBack(entries)].reduce((sum, entry) => sum + entry.amountFen, 0n)).toBe(0n)
      // Rated again as they now stand, both sides are right.
      const again = computeTransfer({
        account: side('1', category, corrected(a, result.account)), partner: side('2', 'COM', corrected(b, result.partner)), transfers: transfers.map(({ month }) => ({ month, energyWh: wh(0n) })), tariffs: TARIFFS,
      })
      expect([...again.account.months, ...again.partner.months]).toEqual([])
      expect(corrected(a, result.account).map((bill) => standingParts(bill).reduce((sum, part) => sum + part.energyWh, 0n))).toEqual(
        a.map((bill, index) => bill.energyWh - (transfers[index]?.energyWh ?? 0n)),
      )
    }),
  )
})
