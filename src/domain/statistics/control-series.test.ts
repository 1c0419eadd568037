import { describe, expect, it } from 'vitest'
import { controlSeries, longestAllowed, type SeriesPoint } from './control-series'

const points = (counts: readonly number[], size: number): SeriesPoint[] => counts.map((count, place) => ({ label: String(place + 1), count, size, split: '' }))

/** Montgomery, Introduction to Statistical Quality Control, 6th ed., example 7.4: non-conformities in 20 samples of 5 computers. */
const COMPUTERS = [10, 12, 8, 14, 10, 16, 11, 7, 10, 15, 9, 5, 7, 11, 12, 6, 8, 10, 7, 5]

describe('the u chart', () => {
  it('Montgomery example 7.4: ū 1.93, limits 0.07 and 3.79, all in control', () => {
    const series = controlSeries('u', points(COMPUTERS, 5), 0)
    const [first] = series?.points ?? []
    expect(first?.centre).toBeCloseTo(1.93, 6)
    // 1.93 ± 3√(1.93 ÷ 5), worked to six digits.
    expect(first?.upper).toBeCloseTo(3.793867, 6)
    expect(first?.lower).toBeCloseTo(0.066133, 6)
    expect(series?.points.every(({ outside }) => outside === null)).toBe(true)
  })
})

describe('the c chart', () => {
  it('NIST/SEMATECH e-Handbook 6.3.3.1, defects on 25 wafers: c̄ 16, limits 4 and 28, wafer 24 beyond', () => {
    const wafers = [16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13]
    const series = controlSeries('u', points(wafers, 1), 0)
    expect(series?.points[0]).toMatchObject({ centre: 16, lower: 4, upper: 28 })
    expect(series?.points.flatMap(({ label, outside }) => (outside ? [[label, outside]] : []))).toEqual([['24', 'above']])
  })
})

describe('the run chart', () => {
  it('its centre is the median; a run longer than round(log₂ n) + 3 is a shift', () => {
    expect([10, 11, 16, 20, 24, 100].map(longestAllowed)).toEqual([6, 6, 7, 7, 8, 10])
    const series = controlSeries('run', points([1, 2, 1, 2, 1, 2, 9, 9, 9, 9, 9, 9, 9, 9, 9], 1), 6)
    expect(series?.points[0]?.centre).toBe(1.5)
    expect(series?.longestRun).toBe(10)
    expect(series?.points.filter(({ shifted }) => shifted)).toHaveLength(10)
  })

  it('points on the centre line are no points of a run, and each segment is judged by its own number of points', () => {
    // Eight points beside the median of 5 and as many on it: 8 count, so that a run of seven is a shift.
    const flat = controlSeries('run', points([5, 5, 5, 5, 5, 5, 5, 5, 1, 9, 9, 9, 9, 9, 9, 9], 1), 8)
    expect(flat).toMatchObject({ longestRun: 7, longestAllowed: 6 })
    // Two segments of six: with all twelve points together a run of seven would still be allowed.
    const split = controlSeries('run', points([1, 3, 1, 3, 1, 3, 7, 9, 7, 9, 7, 9], 1).map((point, place) => (place === 6 ? { ...point, split: 'measure m1' } : point)), 0)
    expect(split?.longestAllowed).toBe(6)
    expect(split?.points.some(({ shifted }) => shifted)).toBe(false)
  })
})

describe('a frozen baseline', () => {
  const months = points([40, 44, 38, 42, 41, 39, 12, 10, 11], 1000)
  it('gives its limits to all that follows, so that what changed stands out', () => {
    const series = controlSeries('p', months, 6)
    expect(series?.points[0]?.centre).toBeCloseTo(244 / 6000, 12)
    expect(series?.points.slice(6).map(({ outside }) => outside)).toEqual(['below', 'below', 'below'])
  })

  it('after a split the limits are the split’s own', () => {
    const split = months.map((point, place) => (place === 6 ? { ...point, split: 'measure m1' } : point))
    const series = controlSeries('laney', split, 6)
    expect(series?.points[8]?.centre).toBeCloseTo(33 / 3000, 12)
    expect(series?.points.slice(6).every(({ outside }) => outside === null)).toBe(true)
    expect(controlSeries('laney', split.map((point, place) => (place > 6 ? { ...point, count: 900 } : point)), 6)?.points[0]?.centre).toBeCloseTo(244 / 6000, 12)
  })

  it('draws nothing of nothing', () => {
    expect(controlSeries('p', [], 0)).toBeNull()
    expect(controlSeries('p', points([1], 0), 0)).toBeNull()
  })
})
