import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { association, spreadOf } from './association'
import { differenceInDifferences, type DistrictSeries } from './difference-in-differences'
import { differenceInterval, fisherExact, wilsonInterval } from './proportions'
import { drawPlaces, seededRandom, seedOf } from './seeded-random'

/** NIST Statistical Reference Datasets, linear regression, "Norris" (y, x). */
const NORRIS = `0.1 0.2 338.8 337.4 118.1 118.2 888.0 884.6 9.2 10.1 228.1 226.5 668.5 666.3 998.5 996.3 449.1 448.6 778.9 777.0
559.2 558.2 0.3 0.4 0.1 0.6 778.1 775.5 668.8 666.9 339.3 338.0 448.9 447.5 10.8 11.6 557.7 556.0 228.3 228.1 998.0 995.8
888.8 887.6 119.6 120.2 0.3 0.3 0.6 0.3 557.6 556.8 339.3 339.1 888.0 887.2 998.5 999.0 778.9 779.0 10.2 11.1 117.6 118.3
228.9 229.2 668.4 669.1 449.2 448.9 0.2 0.5`.split(/\s+/).map(Number)

describe('shares', () => {
  it('Wilson: Newcombe 1998, Statistics in Medicine 17:857, table I', () => {
    const printed = [[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]] as const
    for (const [cases, of, low, high] of printed) {
      const found = wilsonInterval({ cases, of })
      expect(found.low).toBeCloseTo(low, 4)
      expect(found.high).toBeCloseTo(high, 4)
    }
  })

  it('Wilson to six digits and more: its limits solve |p − θ| = 1.959964 √(θ(1−θ)/n), which defines them', () => {
    for (const [cases, of] of [[81, 263], [15, 25], [3, 7]] as const) {
      for (const limit of Object.values(wilsonInterval({ cases, of }))) expect(Math.abs(cases / of - limit) / Math.sqrt((limit * (1 - limit)) / of)).toBeCloseTo(1.959964, 6)
    }
  })

  it('Wilson with eight printed digits: 6 of R’s 32 cars (mtcars) reach 25 miles a gallon', () => {
    const { low, high } = wilsonInterval({ cases: 6, of: 32 })
    expect(low).toBeCloseTo(0.08889545, 8)
    expect(high).toBeCloseTo(0.35309155, 8)
  })

  it('a difference: Newcombe 1998, Statistics in Medicine 17:873, table II (a), 56 of 70 less 48 of 80', () => {
    const { low, high } = differenceInterval({ cases: 56, of: 70 }, { cases: 48, of: 80 })
    expect(low).toBeCloseTo(0.0524, 4)
    expect(high).toBeCloseTo(0.3339, 4)
    // The same, worked to six digits from his method 10.
    expect(low).toBeCloseTo(0.0524315, 6)
    expect(high).toBeCloseTo(0.3338727, 6)
  })

  it('Fisher: tea tasting (Fisher 1935) and convictions of twins (1962), as R documents fisher.test', () => {
    expect(fisherExact({ cases: 3, of: 4 }, { cases: 1, of: 4 })).toBeCloseTo(34 / 70, 6)
    expect(fisherExact({ cases: 2, of: 12 }, { cases: 15, of: 18 })).toBeCloseTo(0.0005367, 7)
    // Whales and sharks, as SciPy documents fisher_exact: 5 of 143.
    expect(fisherExact({ cases: 8, of: 10 }, { cases: 1, of: 6 })).toBeCloseTo(0.034965, 6)
  })
})

describe('two measures', () => {
  const norris = Array.from({ length: NORRIS.length / 2 }, (_, place) => ({ y: NORRIS[place * 2] ?? 0, x: NORRIS[place * 2 + 1] ?? 0 }))
  it('a line: NIST’s certified values of Norris', () => {
    const found = association(norris)
    expect(found?.pairs).toBe(36)
    expect(found?.slope).toBeCloseTo(1.00211681802045, 9)
    expect(found?.intercept).toBeCloseTo(-0.262323073774029, 9)
    expect((found?.r ?? 0) ** 2).toBeCloseTo(0.999993745883712, 9)
  })

  it('r = 0.632 of ten pairs is the 5 % point of the printed tables (two-sided, 8 degrees of freedom: 0.631897)', () => {
    // Ten pairs with exactly that r: y = r·x + √(1−r²)·e, with e at right angles to x.
    const x = [-1, 1, -1, 1, -1, 1, -1, 1, -1, 1]
    const e = [-1, -1, 1, 1, -1, -1, 1, 1, 0, 0].map((value) => value * Math.sqrt(10 / 8))
    const r = 0.631897
    const found = association(x.map((value, place) => ({ x: value, y: r * value + Math.sqrt(1 - r * r) * (e[place] ?? 0) })))
    expect(found?.r).toBeCloseTo(r, 6)
    expect(found?.p).toBeCloseTo(0.05, 6)
  })

  it('mean and deviation: NIST’s certified values of NumAcc1 and NumAcc2, made to lose digits', () => {
    expect(spreadOf([10_000_001, 10_000_003, 10_000_002])).toMatchObject({ mean: 10_000_002, deviation: 1 })
    const second = spreadOf([1.2, ...Array.from({ length: 500 }, () => [1.1, 1.3]).flat()])
    expect(second?.mean).toBeCloseTo(1.2, 9)
    expect(second?.deviation).toBeCloseTo(0.1, 9)
  })

  it('says nothing of too few or of what never varies; a histogram holds every value once', () => {
    expect(association([{ x: 1, y: 2 }, { x: 2, y: 3 }])).toBeNull()
    expect(association([{ x: 1, y: 2 }, { x: 1, y: 3 }, { x: 1, y: 5 }])).toBeNull()
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 300 }), (values) => {
        expect(spreadOf(values)?.bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length)
      }),
    )
  })
})

describe('chance with a seed', () => {
  it('the same seed draws the same, another draws otherwise', () => {
    const draw = (seed: string) => drawPlaces(21_396, 200, seededRandom(seedOf(seed)))
    expect(draw('QC-0107-2013-01 2013-07')).toEqual(draw('QC-0107-2013-01 2013-07'))
    expect(draw('QC-0107-2013-01 2013-08')).not.toEqual(draw('QC-0107-2013-01 2013-07'))
  })

  it('draws as many different places as asked, never outside', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 500 }), fc.integer(), (size, count, seed) => {
        const places = drawPlaces(size, count, seededRandom(seed))
        expect(new Set(places).size).toBe(Math.min(size, count))
        expect(places.every((place) => place >= 0 && place < size)).toBe(true)
      }),
    )
  })

  it('every place is drawn about as often as any other', () => {
    const random = seededRandom(7)
    const counts = Array<number>(10).fill(0)
    for (let round = 0; round < 20_000; round += 1) for (const place of drawPlaces(10, 3, random)) counts[place] = (counts[place] ?? 0) + 1
    for (const count of counts) expect(Math.abs(count - 6000)).toBeLessThan(300)
  })
})

describe('inspected against not yet inspected', () => {
  const districts = (inspected: number, others: number, change: number): DistrictSeries[] =>
    Array.from({ length: inspected + others }, (_, place) => {
      const level = 10 + (place % 7)
      return { code: String(place), inspected: place < inspected, values: [level, level + 0.1 * (place % 3), level + (place < inspected ? change : 0) + 0.1 * (place % 4)] }
    })

  it('Card and Krueger 1994, table 3: New Jersey 20.44 → 21.03, Pennsylvania 23.33 → 21.17', () => {
    const series = Array.from({ length: 20 }, (_, place): DistrictSeries => ({ code: String(place), inspected: place < 10, values: place < 10 ? [20.44, 21.03] : [23.33, 21.17] }))
    const found = differenceInDifferences(series, 1, 1)
    expect(found.shown && found.effect).toBeCloseTo(2.75, 9)
  })

  it('finds a real change, finds none where there is none, and the same every time', () => {
    const found = differenceInDifferences(districts(12, 14, -2), 2, 11)
    expect(found.shown && found.p).toBeLessThan(0.001)
    const none = differenceInDifferences(districts(12, 14, 0), 2, 11)
    expect(none.shown && none.p).toBeGreaterThan(0.05)
    expect(differenceInDifferences(districts(12, 14, 0), 2, 11)).toEqual(none)
  })

  it('asks the same of the time before: groups that drifted apart by themselves are found, and a short past tells nothing', () => {
    const drifting = districts(12, 14, 0).map((one): DistrictSeries => ({ ...one, values: [one.values[0] ?? 0, (one.values[0] ?? 0) + (one.inspected ? 3 : 0), (one.values[0] ?? 0) + (one.inspected ? 6 : 0)] }))
    const found = differenceInDifferences(drifting, 2, 11)
    expect(found).toMatchObject({ shown: true, before: { effect: expect.closeTo(3, 9), p: expect.closeTo(1 / 5000, 4) } })
    const together = differenceInDifferences(districts(12, 14, -2), 2, 11)
    expect(together.shown && together.before?.p).toBeGreaterThan(0.05)
    expect(differenceInDifferences(drifting, 1, 11)).toMatchObject({ shown: true, before: null })
  })

  it('its p counts every labelling where there are few: three of twenty districts stand out, 1 in 1,140', () => {
    const series = Array.from({ length: 20 }, (_, place): DistrictSeries => ({ code: String(place), inspected: place < 3, values: [0, place < 3 ? 100 : 0] }))
    const found = differenceInDifferences(series, 1, 5)
    expect(found).toMatchObject({ shuffles: 1140, p: expect.closeTo(1 / 1140, 9) })
  })

  it('says that fewer than 20 districts, or one group alone, cannot show it', () => {
    expect(differenceInDifferences(districts(10, 9, -5), 2, 1)).toEqual({ shown: false, reason: 'few-districts', districts: 19, inspected: 10 })
    expect(differenceInDifferences(districts(25, 0, -5), 2, 1)).toMatchObject({ shown: false, reason: 'one-group' })
    const gaps = districts(12, 12, -1).map((one, place) => (place % 3 === 0 ? { ...one, values: [null, null, 1] } : one))
    expect(differenceInDifferences(gaps, 2, 1)).toMatchObject({ shown: false, reason: 'few-districts', districts: 16 })
  })
})
