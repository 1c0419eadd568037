import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatIssues } from './document'
import { ratingCaseSchema } from './rating-case'
import { rate } from './rate'
import type { RatingOutcome } from './rating-types'

type Json = Record<string, unknown>

const tariff = (charges: Json[], more: Json = {}, category = 'X'): Json => ({
  category,
  name: { 'zh-CN': '某类', en: 'Some' },
  class: 'other',
  currency: 'CNY',
  versions: [{ effectiveFrom: '2012-01-01', charges, ...more }],
})
const july = { from: '2013-07-01', to: '2013-08-01' }
const bill = (tariffs: Json[], more: Json = {}): Json => ({
  tariffs,
  assignment: [{ category: 'X', method: 'remainder' }],
  period: july,
  usage: { total: '600' },
  ...more,
})
const rated = (input: Json): Extract<RatingOutcome, { outcome: 'rated' }> => {
  const outcome = rate(ratingCaseSchema.parse(input))
  if (outcome.outcome !== 'rated') throw new Error(JSON.stringify(outcome))
  return outcome
}
const amounts = (input: Json) => rated(input).lines.map((line) => line.amount)
const flat = (rateText: string, more: Json = {}): Json => ({ code: 'energy', kind: 'energy', rate: rateText, ...more })
const THREE_TIERS = [{ upTo: '260', rate: '0.589' }, { upTo: '600', rate: '0.639' }, { rate: '0.889' }]

describe('the format’s examples', () => {
  const examples = JSON.parse(readFileSync('tests/fixtures/rating-examples.json', 'utf8')) as { name: string; input: Json; total: string }[]
  it.each(examples)('$name', ({ input, total }) => {
    expect(rated(input).total).toBe(total)
  })
})

describe('bills worked by hand', () => {
  it('flat: 600 × 0.5469 = 328.14', () => {
    expect(rated(bill([tariff([flat('0.5469')])])).total).toBe('328.14')
  })

  it('rounds half up once a line: 5 × 0.5469 = 2.7345 → 2.73; 5 × 0.501 = 2.505 → 2.51', () => {
    expect(rated(bill([tariff([flat('0.5469')])], { usage: { total: '5' } })).total).toBe('2.73')
    expect(rated(bill([tariff([flat('0.501')])], { usage: { total: '5' } })).total).toBe('2.51')
  })

  it('tiers by month, the limit itself in the lower tier: 600 = 260 × 0.589 + 340 × 0.639 = 153.14 + 217.26', () => {
    expect(amounts(bill([tariff([flat('0', { rate: undefined, tiers: THREE_TIERS, tierBasis: 'month' })])]))).toEqual(['153.14', '217.26'])
  })

  it('a period of two months doubles the limits: 1,300 = 520 × 0.589 + 680 × 0.639 + 100 × 0.889', () => {
    const input = bill([tariff([flat('0', { rate: undefined, tiers: THREE_TIERS, tierBasis: 'month' })])], {
      period: { from: '2013-06-01', to: '2013-08-01' },
      usage: { total: '1300' },
    })
    expect(amounts(input)).toEqual(['306.28', '434.52', '88.90'])
  })

  it('tiers by year, a reading straddling a limit: 2,700 used, 100 more = 60 × 0.538 + 40 × 0.588 = 32.28 + 23.52', () => {
    const tiers = [{ upTo: '2760', rate: '0.538' }, { upTo: '4800', rate: '0.588' }, { rate: '0.838' }]
    const input = bill([tariff([flat('0', { rate: undefined, tiers, tierBasis: 'year' })])], { usage: { total: '100' }, yearToDateKwh: '2700' })
    expect(amounts(input)).toEqual(['32.28', '23.52'])
  })

  it('tiers by year begin anew on 1 January: 31 + 31 days share 620 kWh; 2,700 used before → 60 + 250 in December, 310 in January', () => {
    const tiers = [{ upTo: '2760', rate: '0.5' }, { rate: '1' }]
    const input = bill([tariff([flat('0', { rate: undefined, tiers, tierBasis: 'year' })])], {
      period: { from: '2013-12-01', to: '2014-02-01' },
      usage: { total: '620' },
      yearToDateKwh: '2700',
    })
    expect(rated(input).lines.map(({ tier, quantity, amount }) => [tier, quantity, amount])).toEqual([
      [1, '60', '30.00'],
      [2, '250', '250.00'],
      [1, '310', '155.00'],
    ])
  })

  it('tiers by days: limit 300 × 31 ÷ 30 = 310; 600 = 310 × 0.5 + 290 × 1', () => {
    const input = bill([tariff([flat('0', { rate: undefined, tiers: [{ upTo: '300', rate: '0.5' }, { rate: '1' }], tierBasis: 'days', tierDays: 30 })])])
    expect(amounts(input)).toEqual(['155.00', '290.00'])
  })

  it('whole mode: all 600 kWh at the second tier = 600 × 0.639 = 383.40', () => {
    expect(amounts(bill([tariff([flat('0', { rate: undefined, tiers: THREE_TIERS, tierMode: 'whole' })])]))).toEqual(['383.40'])
  })

  it('a season’s change within the period: 20 of 30 days in summer: 600 → 400 × 1 and 200 × 2', () => {
    const seasons = [{ name: 'summer', from: '05-01', to: '06-20' }, { name: 'other', from: '06-21', to: '04-30' }]
    const input = bill([tariff([flat('1', { season: 'summer' }), flat('2', { season: 'other' })], { seasons })], {
      period: { from: '2013-06-01', to: '2013-07-01' },
    })
    expect(rated(input).lines.map(({ season, from, to, amount }) => [season, from, to, amount])).toEqual([
      ['summer', '2013-06-01', '2013-06-21', '400.00'],
      ['other', '2013-06-21', '2013-07-01', '400.00'],
    ])
  })

  const twoVersions = {
    ...tariff([]),
    versions: [
      { effectiveFrom: '2012-01-01', charges: [flat('0.50')] },
      { effectiveFrom: '2013-07-11', charges: [flat('0.60')] },
    ],
  }

  it('a version’s change, shared by days: 10 of 31 days: 620 → 200 × 0.50 + 420 × 0.60 = 100 + 252', () => {
    expect(amounts(bill([twoVersions], { usage: { total: '620' } }))).toEqual(['100.00', '252.00'])
  })

  it('a reading at the change wins over sharing: 380 × 0.50 + 240 × 0.60 = 190 + 144', () => {
    const input = bill([twoVersions], { usage: { total: '620' }, readings: [{ at: '2013-07-11', total: '380' }] })
    expect(amounts(input)).toEqual(['190.00', '144.00'])
  })

  it('time of use: 100 × 1.1 + 300 × 0.7 + 200 × 0.3 = 110 + 210 + 60', () => {
    const periods = ['peak', 'flat', 'valley']
    const charges = [flat('1.1', { period: 'peak' }), flat('0.7', { period: 'flat' }), flat('0.3', { period: 'valley' })]
    const input = bill([tariff(charges, { periods })], { usage: { peak: '100', flat: '300', valley: '200' } })
    expect(amounts(input)).toEqual(['110.00', '210.00', '60.00'])
  })

  it('tiers of the total over registers: 600 with limit 300: half of each register in each tier', () => {
    const tiers = [{ upTo: '300', rate: '1' }, { rate: '2' }]
    const charge = flat('0', { rate: undefined, tiers, period: 'peak', tierCounts: 'total' })
    const own = { ...charge, code: 'own', tierCounts: 'period' }
    const input = bill([tariff([charge, own], { periods: ['peak', 'valley'] })], { usage: { peak: '400', valley: '200' } })
    expect(rated(input).lines.map(({ charge: code, tier, quantity }) => [code, tier, quantity])).toEqual([
      ['energy', 1, '200'],
      ['energy', 2, '200'],
      ['own', 1, '300'],
      ['own', 2, '100'],
    ])
  })

  it('fixed: a whole month is the amount, a part by the days of its calendar month: 31.00 + 10 ÷ 31 × 31.00', () => {
    const input = bill([tariff([{ code: 'service', kind: 'fixed', amount: '31.00', per: 'month' }])], { period: { from: '2013-07-01', to: '2013-08-11' } })
    expect(rated(input).total).toBe('41.00')
  })

  it('two-part: 315 kVA × 26 = 8,190.00; 280 kW × 38 = 10,640.00', () => {
    const demand = { contract: '315', maximum: '280' }
    const charge = (rateText: string, unit: string, basis: string) => ({ code: 'capacity', kind: 'demand', rate: rateText, unit, basis })
    expect(rated(bill([tariff([charge('26', 'kVA', 'contract')])], { demand })).total).toBe('8190.00')
    expect(rated(bill([tariff([charge('38', 'kW', 'maximum')])], { demand })).total).toBe('10640.00')
  })

  it('power factor 0.80 at 0.90: +5 % of energy without funds: 600 × 1.00 = 600, fund 12.00, adjustment 30.00', () => {
    // 600 active, 450 reactive: 600 ÷ √(600² + 450²) = 600 ÷ 750 = 0.80; ten hundredths below at 0.5 %.
    const charges = [flat('1.00'), flat('0.02', { code: 'fund', government: true }), { code: 'pf', kind: 'power-factor', standard: '0.90' }]
    expect(amounts(bill([tariff(charges)], { reactiveKvarh: '450' }))).toEqual(['600.00', '12.00', '30.00'])
  })

  it('percentage and minimum: 5 × 1.00 = 5.00, duty 10 % = 0.50, lacking to 10.00: 4.50', () => {
    const charges = [flat('1.00'), { code: 'duty', kind: 'percent', of: ['energy'], rate: '10' }, { code: 'minimum', kind: 'minimum', amount: '10.00' }]
    expect(amounts(bill([tariff(charges)], { usage: { total: '5' } }))).toEqual(['5.00', '0.50', '4.50'])
  })

  it('split: 100 fixed, 30 % of the other 500 = 150, remainder 350; losses of 60 go along in proportion', () => {
    // 60 on 600 is a tenth more for each: 110, 165, 385.
    const tariffs = [tariff([flat('0.7')], {}, 'COM'), tariff([flat('0.5')], {}, 'AGR'), tariff([flat('0.6')], {}, 'RES')]
    const assignment = [
      { category: 'COM', method: 'fixed-quantity', kwh: '100' },
      { category: 'AGR', method: 'fixed-ratio', ratio: '0.3' },
      { category: 'RES', method: 'remainder' },
    ]
    const lines = rated(bill(tariffs, { assignment, lossKwh: '60' })).lines
    expect(lines.map(({ category, quantity, amount }) => [category, quantity, amount])).toEqual([
      ['COM', '110', '77.00'],
      ['AGR', '165', '82.50'],
      ['RES', '385', '231.00'],
    ])
  })

  it('a fixed quantity takes no more than there is', () => {
    const tariffs = [tariff([flat('0.7')], {}, 'COM'), tariff([flat('0.6')], {}, 'RES')]
    const assignment = [{ category: 'COM', method: 'fixed-quantity', kwh: '1000' }, { category: 'RES', method: 'remainder' }]
    expect(amounts(bill(tariffs, { assignment }))).toEqual(['420.00', '0.00'])
  })

  it('a currency without minor unit: 600 × 27.77 = 16,662 yen', () => {
    expect(rated(bill([{ ...tariff([flat('27.77')]), currency: 'JPY' }])).total).toBe('16662')
  })
})

describe('what cannot be rated says why', () => {
  const outcome = (input: Json) => rate(ratingCaseSchema.parse(input))
  it('no version in force: never the neighbour’s price', () => {
    const input = bill([tariff([flat('1')])], { period: { from: '2011-12-20', to: '2012-01-20' } })
    expect(outcome(input)).toEqual({ outcome: 'uncheckable', reasons: [{ code: 'no-version', category: 'X', from: '2011-12-20', to: '2012-01-01' }] })
  })
  it.each([
    ['missing-registers', [flat('1', { period: 'peak' })], { periods: ['peak'] }],
    ['missing-demand', [{ code: 'c', kind: 'demand', rate: '26', unit: 'kVA', basis: 'contract' }], {}],
    ['missing-reactive', [flat('1'), { code: 'pf', kind: 'power-factor', standard: '0.90' }], {}],
  ])('%s', (code, charges, more) => {
    expect(outcome(bill([tariff(charges, more)]))).toMatchObject({ outcome: 'uncheckable', reasons: [{ code }] })
  })
  it('unknown-registers: energy that no charge knows is not left unbilled', () => {
    const input = bill([tariff([flat('1', { period: 'peak' })], { periods: ['peak'] })], { usage: { peak: '100', night: '50' } })
    expect(outcome(input)).toEqual({ outcome: 'uncheckable', reasons: [{ code: 'unknown-registers', category: 'X', registers: ['night'] }] })
  })
  it('no-tariff', () => {
    expect(outcome(bill([tariff([flat('1')], {}, 'Y')]))).toMatchObject({ reasons: [{ code: 'no-tariff', category: 'X' }] })
  })
})

describe('a document that does not fit names the path', () => {
  const faults = (input: Json) => {
    const parsed = ratingCaseSchema.safeParse(input)
    return parsed.success ? [] : formatIssues(parsed.error)
  }
  it.each<[string, Json]>([
    ['tariffs[0].versions[0].charges[0].rate', bill([tariff([flat('1,5')])])],
    ['tariffs[0].versions[0].charges[0].rate', bill([tariff([{ code: 'energy', kind: 'energy', rate: 1.5 }])])],
    ['tariffs[0].versions[0].charges[0].tiers', bill([tariff([flat('1', { tiers: THREE_TIERS })])])],
    ['tariffs[0].versions[0].charges[0].tiers[1].upTo', bill([tariff([flat('0', { rate: undefined, tiers: [{ upTo: '9', rate: '1' }, { upTo: '8', rate: '1' }, { rate: '2' }] })])])],
    ['tariffs[0].versions[0].charges[0].season', bill([tariff([flat('1', { season: 'autumn' })])])],
    ['tariffs[0].versions[0].charges[0].period', bill([tariff([flat('1', { period: 'peak' })])])],
    ['tariffs[0].versions[0].seasons: no season holds 11-01', bill([tariff([flat('1')], { seasons: [{ name: 'summer', from: '05-01', to: '10-31' }, { name: 'other', from: '11-02', to: '04-30' }] })])],
    ['tariffs[0].versions[0].seasons[1]: overlaps', bill([tariff([flat('1')], { seasons: [{ name: 'summer', from: '05-01', to: '10-31' }, { name: 'other', from: '10-31', to: '04-30' }] })])],
    ['tariffs[0].versions[0].charges[1].of[0]', bill([tariff([flat('1'), { code: 'duty', kind: 'percent', of: ['nothing'], rate: '1' }])])],
    ['assignment[0].method', bill([tariff([flat('1')])], { assignment: [{ category: 'X', method: 'fixed-ratio', ratio: '0.5' }] })],
    ['period.to', bill([tariff([flat('1')])], { period: { from: '2013-08-01', to: '2013-07-01' } })],
    ['period.from', bill([tariff([flat('1')])], { period: { from: '2013-02-30', to: '2013-07-01' } })],
    ['readings[0].total', bill([tariff([flat('1')])], { readings: [{ at: '2013-07-10', total: '601' }] })],
    ['surprise', bill([tariff([flat('1')])], { surprise: 1 })],
  ])('%s', (path, input) => {
    expect(faults(input).join('\n')).toContain(path)
  })
})
