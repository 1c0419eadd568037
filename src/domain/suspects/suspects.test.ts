import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { energyWorld, type WorldOptions } from '@tests/factories/energy-world'
import { fen } from '../money'
import { bandOf, expectedFen, learnedRate, NO_FEEDBACK, probabilityPpm } from './expected-recovery'
import { FEATURE_COUNT } from './features'
import { areaUnderCurve } from './model'
import { NameOdds } from './names'
import { routeThrough } from './route'
import { plainDate } from '../plain-date'
import { readingSigns, turnsTaken, withHandover } from './rules'
import { fitTable, RowScorer } from './score-table'
import { meanKwh, seriesOf } from './series'

const MONTHS = ['2013-01', '2013-02', '2013-03', '2013-04', '2013-05', '2013-06', '2013-07', '2013-08']

/** How many shops are among the first accounts recorded residential, by the score and by mean energy. */
function ranked(options: WorldOptions) {
  const { months, accounts } = energyWorld(options)
  const table = { months, values: Float32Array.from(accounts.flatMap(({ kwh }) => kwh.map((value) => value ?? Number.NaN))) }
  const rowsOf = (recorded: string) => accounts.flatMap((one, row) => (one.recorded === recorded ? [row] : []))
  const input = { table, accountNos: accounts.map(({ account }) => account), recorded: rowsOf('residential'), target: rowsOf('general-commercial') }
  const fitted = fitTable(input)
  const scorer = new RowScorer(input, fitted)
  const hits = (value: (row: number) => number, first: number) =>
    input.recorded.map((row) => ({ row, value: value(row) })).sort((a, b) => b.value - a.value).slice(0, first).filter(({ row }) => accounts[row]?.isShop).length
  const odds = new Map(input.recorded.map((row) => [row, scorer.odds(row)]))
  return {
    scorer, fitted, input, odds,
    chance: input.recorded.filter((row) => accounts[row]?.isShop).length / input.recorded.length,
    ours: (first: number) => hits((row) => odds.get(row) ?? 0, first),
    mean: (first: number) => hits((row) => meanKwh(seriesOf(table, row)), first),
  }
}

const WORLD: WorldOptions = { accounts: 5000, months: 12, shops: 0.12, wrongRecords: 0.2, missing: 0.08, seed: 11 }

// Learning takes a while where others are at work too.
describe('the score on a world that it was not made for, one record in five wrong', { timeout: 30_000 }, () => {
  it.each([
    ['a year', WORLD, 100],
    ['two years with gaps', { ...WORLD, months: 24, missing: 0.3, seed: 12 }, 100],
    ['three months', { ...WORLD, months: 3, firstMonth: '2020-06', seed: 13 }, 100],
    ['shops of the size of households', { ...WORLD, sameSize: true, seed: 14 }, 100],
    ['a small company', { ...WORLD, accounts: 900, seed: 15 }, 20],
  ] as const)('%s: finds more than mean energy does', (_, options, first) => {
    const { ours, mean, chance } = ranked(options)
    expect(ours(first)).toBeGreaterThan(mean(first) * 1.1)
    expect(ours(first)).toBeGreaterThan(2 * first * chance)
  })

  it('is the same every time, and its parts add up', () => {
    const [a, b] = [ranked({ ...WORLD, accounts: 1500 }), ranked({ ...WORLD, accounts: 1500 })]
    expect([...a.odds]).toEqual([...b.odds])
    const rest = a.input.recorded.slice(0, 50).map((row) => {
      const whole = a.scorer.odds(row, true)
      return whole - a.scorer.parts.reduce((sum, part) => sum + part, 0)
    })
    // What is left is the fold's own base: one of five values.
    expect(new Set(rest.map((value) => value.toPrecision(8))).size).toBeLessThanOrEqual(5)
  })

  it('an account’s own record has no vote: turned round, it is scored nearly the same', () => {
    const world = ranked({ ...WORLD, accounts: 1500 })
    const { input } = world
    const row = input.recorded.reduce((best, one) => ((world.odds.get(one) ?? 0) > (world.odds.get(best) ?? 0) ? one : best))
    const turned = { ...input, recorded: input.recorded.filter((one) => one !== row), target: [...input.target, row] }
    const again = new RowScorer(turned, fitTable(turned)).odds(row)
    expect(Math.abs(again - (world.odds.get(row) ?? 0))).toBeLessThan(0.25)
  })

  it('goes on ranking by size where the records tell no more: never worse than mean energy with a single month', () => {
    const { ours, mean } = ranked({ ...WORLD, accounts: 8000, months: 1, firstMonth: '2020-10', seed: 16 })
    for (const first of [100, 300]) expect(ours(first)).toBeGreaterThanOrEqual(mean(first) - first / 50)
  })

  it('says no number where there is nothing to learn from', () => {
    expect(() => ranked({ ...WORLD, accounts: 12 })).toThrow('too few')
  })
})

describe('rules', () => {
  const silent = new Float64Array(FEATURE_COUNT)
  it('sees zero and frozen readings, and neither in a house that was always empty', () => {
    expect(readingSigns([120, 110, 130, 100, 90, 0, 0, 0], silent, MONTHS)).toMatchObject([{ rule: 'zero-readings', params: { months: 3 } }])
    expect(readingSigns([120, 88, 88, 88, 90, 95, 80, 85], silent, MONTHS)).toMatchObject([{ rule: 'frozen-readings', params: { months: 3, kwh: 88 } }])
    expect(readingSigns([0, 0, 0, 0, 0, 0, 0, 0], silent, MONTHS)).toEqual([])
    expect(readingSigns([1, 2, 3, 4, Number.NaN, 6, 7, 8], silent, MONTHS)).toEqual([])
  })

  it('takes a sudden step for more when the account changed hands about then', () => {
    const step = { rule: 'sudden-step', params: { times: 3, direction: 'up', month: '2013-05' } } as const
    const rulesWhen = (day: string | null) => withHandover([step], day === null ? undefined : plainDate(day)).map(({ rule }) => rule)
    for (const day of ['2013-02-28', '2013-05-31', '2013-06-30']) expect(rulesWhen(day)).toEqual(['step-after-handover'])
    for (const day of [null, '2013-01-31', '2013-07-01']) expect(rulesWhen(day)).toEqual(['sudden-step'])
    const frozen = { rule: 'frozen-readings', params: { months: 3, kwh: 88 } } as const
    expect(withHandover([frozen], plainDate('2013-05-01'))).toEqual([frozen])
  })

  it('sees two meters used in turn, and not two that are only small', () => {
    expect(turnsTaken([200, 3, 210, 2, 190, 4], [1, 180, 2, 190, 3, 170])).toBe(6)
    expect(turnsTaken([200, 190, 210, 205, 190, 200], [180, 180, 170, 190, 160, 170])).toBeNull()
    expect(turnsTaken([1, 0, 1, 0], [0, 1, 0, 1])).toBeNull()
  })

  it('learns what names end in, without an account’s own', () => {
    const names = new NameOdds()
    for (let count = 0; count < 30; count += 1) names.add(`福临${count}超市`, 1)
    for (let count = 0; count < 300; count += 1) names.add(`王小${count}明`, 0)
    names.add('独一份', 1)
    expect(names.of('顺达超市', null)).toBeGreaterThan(1.5)
    expect(Math.abs(names.of('独一份', 1))).toBeLessThan(0.6)
    expect(names.of('没见过', null)).toBe(0)
  })
})

describe('expected recovery', () => {
  it('is probability times yuan to the fen, and never more than what is at stake', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.integer({ min: 0, max: 1_000_000 }), (stake, ppm) => {
        const expected = expectedFen(fen(stake), ppm)
        expect(expected >= 0n && expected <= stake).toBe(true)
        expect(expectedFen(fen(stake), 1_000_000)).toBe(stake)
      }),
    )
  })

  it('grows with every rule, moves towards what inspections found', () => {
    const none = probabilityPpm(0.2, [], NO_FEEDBACK)
    expect(none).toBe(200_000)
    expect(probabilityPpm(0.2, ['frozen-readings'], NO_FEEDBACK)).toBeGreaterThan(none)
    // Level and season are in the model already.
    expect(probabilityPpm(0.2, ['shop-level', 'shop-season'], NO_FEEDBACK)).toBe(none)
    const bad = { rules: new Map(), bands: new Map([[bandOf(0.25), { inspected: 50, hits: 0 }]]) }
    expect(probabilityPpm(0.25, [], bad)).toBeLessThan(60_000)
    expect(learnedRate(0.5, { inspected: 100, hits: 90 })).toBeGreaterThan(0.8)
  })

  it('ranks by the area under the curve as counted by hand', () => {
    expect(areaUnderCurve(Float64Array.of(1, 2, 3, 4), Uint8Array.of(0, 1, 0, 1))).toBe(0.75)
  })
})

describe('the route', () => {
  it('goes district by district, the richest first, within one by house number', () => {
    const stop = (code: string, address: string, expected: bigint) => ({ district: { code, name: code }, address, expectedFen: expected })
    const legs = routeThrough([stop('A', '1组10号', 5n), stop('B', '1组1号', 100n), stop('A', '1组9号', 7n)])
    expect(legs.map(({ district, stops }) => [district.code, stops.map(({ address }) => address)])).toEqual([['B', ['1组1号']], ['A', ['1组9号', '1组10号']]])
  })
})
