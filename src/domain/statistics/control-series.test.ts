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

describe('the run chart', () => {
  it('its centre is the median; a run longer than round(log₂ n) + 3 is a shift', () => {
    expect([10, 11, 16, 20, 24, 100].map(longestAllowed)).toEqual([6, 6, 7, 7, 8, 10])
    const series = controlSeries('run', points([1, 2, 1, 2, 1, 2, 9, 9, 9, 9, 9, 9, 9, 9, 9], 1), 6)
    expect(series?.points[0]?.centre).toBe(1.5)
    expect(series?.longestRun).toBe(10)
    expect(series?.points.filter(({ shifted }) => shifted)).toHaveLength(10)
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
