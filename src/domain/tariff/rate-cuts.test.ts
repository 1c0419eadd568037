/** Bills worked by hand whose period is cut: by a season, a version, a month or a year. */
import { describe, expect, it } from 'vitest'
import { multiply, ratioFromDecimal, toDecimalText } from '../ratio'
import { formatIssues } from './document'
import { ratingCaseSchema } from './rating-case'
import { rate } from './rate'

type Json = Record<string, unknown>

const tariffOf = (versions: Json[], more: Json = {}): Json => ({ category: 'X', name: { 'zh-CN': '某类', en: 'Some' }, class: 'other', currency: 'CNY', versions, ...more })
const caseOf = (tariff: Json, more: Json = {}): Json => ({
  tariffs: [tariff], assignment: [{ category: 'X', method: 'remainder' }], period: { from: '2013-07-01', to: '2013-08-01' }, usage: { total: '620' }, ...more,
})
const lines = (input: Json) => {
  const outcome = rate(ratingCaseSchema.parse(input))
  if (outcome.outcome !== 'rated') throw new Error(JSON.stringify(outcome))
  return outcome.lines
}
const amounts = (input: Json) => lines(input).map((line) => line.amount)
const faults = (input: Json) => {
  const parsed = ratingCaseSchema.safeParse(input)
  return parsed.success ? [] : formatIssues(parsed.error)
}

const TIERS = [{ upTo: '310', rate: '0.5' }, { rate: '1' }]
const tiered = (more: Json = {}): Json => ({ code: 'energy', kind: 'energy', tiers: TIERS, tierBasis: 'month', ...more })
const SEASONS = [{ name: 'summer', from: '05-01', to: '07-10' }, { name: 'other', from: '07-11', to: '04-30' }]

describe('limits are shared by days', () => {
  it('of a month by a season’s change: 10 of 31 days: 200 kWh against 100, 420 against 210', () => {
    // 100 × 0.5 + 100 × 1; 210 × 0.5 + 210 × 1.
    const tariff = tariffOf([{ effectiveFrom: '2012-01-01', seasons: SEASONS, charges: [tiered({ season: 'summer' }), tiered({ code: 'winter', season: 'other' })] }])
    expect(amounts(caseOf(tariff))).toEqual(['50.00', '100.00', '105.00', '210.00'])
  })

  it('of a month by a version’s change', () => {
    const tariff = tariffOf([{ effectiveFrom: '2012-01-01', charges: [tiered()] }, { effectiveFrom: '2013-07-11', charges: [tiered({ tiers: [{ upTo: '310', rate: '0.6' }, { rate: '2' }] })] }])
    expect(amounts(caseOf(tariff))).toEqual(['50.00', '100.00', '126.00', '420.00'])
  })

  it('of a year by a version’s change, with the energy used before: limit 3,100, 2,790 used: room 310, of which 10 and 21 of 31 days', () => {
    // 10 days: room 100 of 200 kWh; 21 days: 210 of 420.
    const yearly = (low: string, high: string) => tiered({ tierBasis: 'year', tiers: [{ upTo: '3100', rate: low }, { rate: high }] })
    const tariff = tariffOf([{ effectiveFrom: '2012-01-01', charges: [yearly('0.5', '1')] }, { effectiveFrom: '2013-07-11', charges: [yearly('0.6', '2')] }])
    expect(amounts(caseOf(tariff, { yearToDateKwh: '2790' }))).toEqual(['50.00', '100.00', '126.00', '420.00'])
  })

  it('of a month from the 15th to the 15th: one month, and two until the 15th after', () => {
    const tariff = tariffOf([{ effectiveFrom: '2012-01-01', charges: [tiered()] }])
    expect(amounts(caseOf(tariff, { period: { from: '2013-07-15', to: '2013-08-15' } }))).toEqual(['155.00', '310.00'])
    expect(amounts(caseOf(tariff, { period: { from: '2013-07-15', to: '2013-09-15' }, usage: { total: '1240' } }))).toEqual(['310.00', '620.00'])
    expect(amounts(caseOf(tariff, { period: { from: '2013-07-15', to: '2013-09-14' }, usage: { total: '1240' } }))).toEqual(['155.00', '930.00'])
  })
})

describe('standing amounts over two versions', () => {
  const two = (charge: (amount: string) => Json) => tariffOf([{ effectiveFrom: '2012-01-01', charges: [charge('31.00')] }, { effectiveFrom: '2013-07-11', charges: [charge('62.00')] }])

  it('a bill: 10 of 31 days of the first, 21 of the second: 10.00 + 42.00', () => {
    expect(amounts(caseOf(two((amount) => ({ code: 'service', kind: 'fixed', amount, per: 'bill' }))))).toEqual(['10.00', '42.00'])
  })

  it('a day: 10 × 31 and 21 × 62', () => {
    expect(amounts(caseOf(two((amount) => ({ code: 'service', kind: 'fixed', amount, per: 'day' }))))).toEqual(['310.00', '1302.00'])
  })

  it('a minimum has its days’ share: 10 of 31 of 31.00 and 21 of 31 of 62.00, less 0.20 and 0.42 of energy', () => {
    const tariff = tariffOf(['31.00', '62.00'].map((amount, index) => ({
      effectiveFrom: index === 0 ? '2012-01-01' : '2013-07-11',
      charges: [{ code: 'energy', kind: 'energy', rate: '0.001' }, { code: 'least', kind: 'minimum', amount }],
    })))
    expect(amounts(caseOf(tariff))).toEqual(['0.20', '9.80', '0.42', '41.58'])
  })

  it('demand by given days a month: 315 × 31 ÷ 30 × 26 = 8,463.00, and the power factor takes its part of it', () => {
    // 0.80 at 0.90 is +5 % of 620.00 + 8,463.00.
    const tariff = tariffOf([{
      effectiveFrom: '2012-01-01',
      charges: [
        { code: 'energy', kind: 'energy', rate: '1' },
        { code: 'capacity', kind: 'demand', rate: '26', unit: 'kVA', basis: 'contract', daysPerMonth: '30' },
        { code: 'pf', kind: 'power-factor', standard: '0.90' },
      ],
    }])
    expect(amounts(caseOf(tariff, { demand: { contract: '315' }, reactiveKvarh: '465' }))).toEqual(['620.00', '8463.00', '454.15'])
  })

  it('is written so that a pocket calculator comes to the fen: 10 ÷ 31 × 100,000 = 32,258.06', () => {
    const tariff = tariffOf([{ effectiveFrom: '2012-01-01', charges: [{ code: 'service', kind: 'fixed', amount: '100000', per: 'month' }] }])
    const [line] = lines(caseOf(tariff, { period: { from: '2013-07-01', to: '2013-07-11' } }))
    expect(line).toMatchObject({ quantity: '0.322580645161', rate: '100000', amount: '32258.06' })
    expect(toDecimalText(multiply(ratioFromDecimal(line?.quantity ?? ''), ratioFromDecimal(line?.rate ?? '')), 2)).toBe(line?.amount)
  })
})

describe('losses', () => {
  it('without use are billed all the same, by days: 60 kWh × 0.5', () => {
    const tariff = tariffOf([{ effectiveFrom: '2012-01-01', charges: [{ code: 'energy', kind: 'energy', rate: '0.5' }] }])
    expect(amounts(caseOf(tariff, { usage: { total: '0' }, lossKwh: '60' }))).toEqual(['30.00'])
  })

  it('without use of any register are borne by each alike: 30 × 1 and 30 × 0.4', () => {
    const charges = [{ code: 'p', kind: 'energy', period: 'peak', rate: '1' }, { code: 'v', kind: 'energy', period: 'valley', rate: '0.4' }]
    const tariff = tariffOf([{ effectiveFrom: '2012-01-01', periods: ['peak', 'valley'], charges }])
    expect(amounts(caseOf(tariff, { usage: { peak: '0', valley: '0' }, lossKwh: '60' }))).toEqual(['30.00', '12.00'])
  })
})

describe('what no bill can be', () => {
  const flat = tariffOf([{ effectiveFrom: '0001-01-01', charges: [{ code: 'service', kind: 'fixed', amount: '1', per: 'month' }, tiered({ tierBasis: 'year' })] }])

  it.each([
    [{ from: '9999-12-01', to: '9999-12-31' }, 'period.to: must lie before 9998-12-31'],
    [{ from: '0001-01-01', to: '9990-01-01' }, 'period.to: a billing period of more than 1100 days'],
  ])('%o is refused with the path', (period, fault) => {
    expect(faults(caseOf(flat, { period }))).toContain(fault)
  })

  it('two tariffs may say the same digits or leave them out; yen and dinar have their own', () => {
    const other = { ...tariffOf([{ effectiveFrom: '2012-01-01', charges: [tiered()] }], { minorDigits: 2 }), category: 'Y' }
    expect(faults({ ...caseOf(flat), tariffs: [flat, other] })).toEqual([])
    expect(faults({ ...caseOf(flat), tariffs: [flat, { ...other, minorDigits: 3 }] })).toEqual(['tariffs[1].currency: one bill has one currency'])
    const dinar = tariffOf([{ effectiveFrom: '2012-01-01', charges: [{ code: 'energy', kind: 'energy', rate: '0.0123456' }] }], { currency: 'LYD' })
    expect(amounts(caseOf(dinar))).toEqual(['7.654'])
  })
})
