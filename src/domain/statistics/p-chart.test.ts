import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { againstBaseline, laneyPChart, pChart } from './p-chart'

/** Montgomery, Introduction to Statistical Quality Control, table 7.1: frozen orange juice cans, 30 samples of 50. */
const ORANGE_JUICE = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]

/**
 * Mohammed, Panesar, Laney, Wilson, "Statistical process control charts for attribute data involving very large sample
 * sizes", BMJ Quality & Safety 22, 2013, 362–368: weekly emergency attendances, and those seen within four hours.
 */
const SEEN = [266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320, 267923, 271478, 255353, 256820, 261835, 259144, 255910, 260863, 264465, 260989]
const ATTENDED = [280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529, 279618, 283932, 266629, 268091, 276803, 271578, 266005, 273520, 278574, 273772]
const emergency = SEEN.map((failed, index) => ({ failed, inspected: ATTENDED[index] ?? 0 }))

describe('the p chart', () => {
  it('has the book’s centre line and limits, and its two samples out of control', () => {
    const chart = pChart(ORANGE_JUICE.map((failed) => ({ failed, inspected: 50 })))
    expect(chart?.mean).toBeCloseTo(0.2313, 4)
    expect(chart?.points[0]?.upper).toBeCloseTo(0.4102, 4)
    expect(chart?.points[0]?.lower).toBeCloseTo(0.0524, 4)
    // The same samples worked to seven digits: 347 of 1,500, ± 3√(p̄(1 − p̄) ÷ 50).
    expect(chart?.mean).toBeCloseTo(0.2313333, 7)
    expect(chart?.points[0]?.upper).toBeCloseTo(0.4102391, 7)
    expect(chart?.points[0]?.lower).toBeCloseTo(0.05242755, 8)
    expect(chart?.points.flatMap((point, index) => (point?.outside ? [index + 1] : []))).toEqual([15, 23])
  })
})

describe('Laney’s p′ chart', () => {
  it('widens the limits of very large samples, as published: most weeks outside of the p chart’s, none outside of these', () => {
    expect(pChart(emergency)?.points.filter((point) => point?.outside)).toHaveLength(16)
    const chart = laneyPChart(emergency)
    expect(chart?.mean).toBeCloseTo(0.9529, 4)
    expect(chart?.sigmaZ).toBeCloseTo(10.6404, 4)
    expect(chart?.points.filter((point) => point?.outside)).toEqual([])
    expect(chart?.points[0]).toMatchObject({ lower: expect.closeTo(0.94013, 5), upper: expect.closeTo(0.96567, 5) })
    // The published counts worked to seven digits apart from this code.
    expect(chart?.mean).toBeCloseTo(0.9528997, 7)
    expect(chart?.sigmaZ).toBeCloseTo(10.6404219, 7)
    expect(chart?.points[0]).toMatchObject({ lower: expect.closeTo(0.9401296, 7), upper: expect.closeTo(0.9656698, 7) })
  })

  it('is the p chart when the samples vary as the binomial says', () => {
    expect(laneyPChart(ORANGE_JUICE.map((failed) => ({ failed, inspected: 50 })))?.sigmaZ).toBeGreaterThan(0.5)
    expect(laneyPChart([{ failed: 3, inspected: 100 }])?.sigmaZ).toBe(1)
    expect(laneyPChart([{ failed: 0, inspected: 100 }, { failed: 0, inspected: 50 }])).toMatchObject({ mean: 0, sigmaZ: 1 })
  })
})

describe('both', () => {
  it('have nothing to say of nothing, and leave a gap where a sample is empty', () => {
    expect(pChart([])).toBeNull()
    expect(laneyPChart([{ failed: 0, inspected: 0 }])).toBeNull()
    expect(laneyPChart([{ failed: 1, inspected: 10 }, { failed: 0, inspected: 0 }])?.points[1]).toBeNull()
  })

  it('refuse counts that cannot be', () => {
    expect(() => pChart([{ failed: 2, inspected: 1 }])).toThrow('2 failed of 1')
    expect(() => laneyPChart([{ failed: -1, inspected: 1 }])).toThrow(RangeError)
  })

  it('keep limits that were frozen', () => {
    const frozen = { mean: 0.02, sigmaZ: 2 }
    expect(againstBaseline([{ failed: 90, inspected: 1000 }], frozen)).toMatchObject({ ...frozen, points: [{ outside: 'above' }] })
  })

  it('hold the mean within limits that lie within 0 and 1; a smaller sample has wider ones', () => {
    const sample = fc.integer({ min: 1, max: 5000 }).chain((inspected) => fc.record({ inspected: fc.constant(inspected), failed: fc.integer({ min: 0, max: inspected }) }))
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 40 }), (samples) => {
        for (const chart of [pChart(samples), laneyPChart(samples)]) {
          if (!chart) throw new Error('something was inspected')
          const bySize = samples.map(({ inspected }, index) => ({ inspected, point: chart.points[index] })).sort((a, b) => a.inspected - b.inspected)
          for (const { point } of bySize) {
            if (!point) throw new Error('something was inspected')
            expect(point.lower).toBeGreaterThanOrEqual(0)
            expect(point.upper).toBeLessThanOrEqual(1)
            expect(point.lower <= chart.mean && chart.mean <= point.upper).toBe(true)
          }
          const widths = bySize.map(({ point }) => (point ? point.upper - point.lower : 0))
          expect(widths).toEqual(widths.toSorted((a, b) => b - a))
        }
      }),
    )
  })
})
