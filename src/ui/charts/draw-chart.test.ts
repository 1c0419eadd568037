import { describe, expect, it } from 'vitest'
import { patterned } from '../drawing/patterns'
import { scaleFor, tickText } from '../drawing/scale'
import { shapesOf, type Drawing } from '../drawing/shapes'
import { CHART_KINDS, type ChartKind, type ChartPoint, type ChartSpec } from './chart-spec'
import { CHART_WIDTH, drawChart } from './draw-chart'

const point = (value: number | null): ChartPoint | null => (value === null ? null : { value: String(value), text: String(value), exact: `${value} yuan` })
const chart = (kind: ChartKind, values: readonly (number | null)[][], more: Partial<ChartSpec> = {}): ChartSpec => ({
  id: 'c', kind, title: 'C', labelHead: 'Month', labels: (values[0] ?? []).map((_, index) => `M${index + 1}`), series: values.map((points, index) => ({ key: `s${index}`, label: `S${index}`, points: points.map(point) })),
  unit: 'yuan', unitPower: 0, fromZero: true, notes: [], locale: 'en', covers: '', ...more,
})
const texts = (drawing: Drawing) => shapesOf(drawing).flatMap((shape) => (shape.shape === 'text' ? [shape.text] : []))
const boxOf = (drawing: Drawing, key: string) => drawing.marks.find((mark) => mark.key === key)?.shapes.find((shape) => shape.shape === 'rect')

describe('bars', () => {
  it('stand on zero, stacked, as high as their values', () => {
    const drawing = drawChart(chart('bars', [[100, 200], [100, 0]]), CHART_WIDTH.wide)
    const [first, second, zero] = [boxOf(drawing, 's0 0'), boxOf(drawing, 's1 0'), boxOf(drawing, 's1 1')]
    expect((second?.y ?? 0) + (second?.height ?? 0)).toBeCloseTo(first?.y ?? 0)
    expect(second?.height).toBeCloseTo(first?.height ?? 0)
    expect(zero?.height).toBe(1)
    expect(boxOf(drawing, 's0 1')?.height).toBeCloseTo(2 * (first?.height ?? 0))
  })

  it('below zero hang from it', () => {
    const drawing = drawChart(chart('bars', [[100], [-50]]), CHART_WIDTH.wide)
    const [up, down] = [boxOf(drawing, 's0 0'), boxOf(drawing, 's1 0')]
    expect(down?.y).toBeCloseTo((up?.y ?? 0) + (up?.height ?? 0))
    expect(texts(drawing)).toContain('−50')
  })
})

describe('a month without data', () => {
  it.each(['bars', 'lines'] as const)('is a gap with a dash in %s, not a zero', (kind) => {
    const drawing = drawChart(chart(kind, [[100, null, 300]]), CHART_WIDTH.wide)
    expect(drawing.marks.map(({ key }) => key)).toEqual(['s0 0', 's0 2'])
    expect(texts(drawing)).toContain('—')
  })

  it('lifts the pen of a line', () => {
    const line = drawChart(chart('lines', [[100, 200, null, 300, 400]]), CHART_WIDTH.wide).back.find((shape) => shape.shape === 'path' && shape.strokeWidth === 2)
    expect(line?.shape === 'path' ? line.d.match(/M/g) : null).toHaveLength(2)
  })
})

describe('every kind of chart', () => {
  it.each(CHART_KINDS)('%s: empty, one value, zeros, negative, very large, all within its frame', (kind) => {
    for (const values of [[], [[]], [[null, null]], [[5]], [[0, 0, 0]], [[-3, -20]], [[1e15, 2e15, -1e14]], [[1, 2, 3], [4, 5, 6]]]) {
      for (const width of Object.values(CHART_WIDTH)) {
        const drawing = drawChart(chart(kind, values), width)
        const numbers = shapesOf(drawing).flatMap((shape) => (shape.shape === 'rect' ? [shape.x, shape.y, shape.width, shape.height] : shape.shape === 'text' ? [shape.x, shape.y] : (shape.d.match(/-?[\d.]+/g) ?? []).map(Number)))
        expect(numbers.every(Number.isFinite)).toBe(true)
        for (const shape of shapesOf(drawing)) if (shape.shape === 'rect') expect([shape.x >= -1, shape.y >= -1, shape.x + shape.width <= width + 1, shape.y + shape.height <= drawing.height + 1]).toEqual([true, true, true, true])
      }
    }
  })
})

describe('a waterfall', () => {
  it('goes from step to step, and its last bar is their sum from zero', () => {
    const drawing = drawChart(chart('waterfall', [[100, -30, 70]]), CHART_WIDTH.wide)
    const [up, down, sum] = [0, 1, 2].map((index) => boxOf(drawing, `step ${index}`))
    expect(down?.y).toBeCloseTo(up?.y ?? 0)
    expect((down?.y ?? 0) + (down?.height ?? 0)).toBeCloseTo(sum?.y ?? 0)
    expect((sum?.y ?? 0) + (sum?.height ?? 0)).toBeCloseTo((up?.y ?? 0) + (up?.height ?? 0))
  })
})

describe('names of steps', () => {
  it('all stand there, however long: a step without its name says nothing', () => {
    const labels = ['Accounts', 'Energy per account', 'Mix', 'Price', 'Corrections', 'Back-billing posted', 'Residual', 'Total change']
    const written = texts(drawChart(chart('waterfall', [labels.map((_, index) => index + 1)], { labels }), CHART_WIDTH.wide)).join(' ')
    for (const word of labels.flatMap((label) => label.split(' '))) expect(written).toContain(word)
  })
})

describe('a heat map', () => {
  it('says more or less by a sign where the number has no room', () => {
    const labels = Array.from({ length: 36 }, (_, index) => String(index))
    const signs = texts(drawChart(chart('heat', [labels.map((_, index) => (index % 2 === 0 ? 123.45 : -123.45))], { labels }), CHART_WIDTH.narrow)).filter((text) => text === '+' || text === '−')
    expect(signs).toHaveLength(36)
  })

  it('marks the months that have a note', () => {
    expect(texts(drawChart(chart('heat', [[1, 2]], { notes: [{ at: 1, text: 'heat' }, { at: 1, text: 'wave' }] }), CHART_WIDTH.wide))).toContain('▼1,2')
  })
})

describe('a control chart', () => {
  it('names the points outside of their limits, and only those', () => {
    const limits = [{ lower: '1', upper: '9' }, { lower: '1', upper: '9' }]
    const drawing = drawChart(chart('control', [[5, 12]], { labels: ['in', 'out'], control: { mean: '5', meanText: 'mean 5', lowerHead: 'lower', upperHead: 'upper', limits } }), CHART_WIDTH.wide)
    expect(drawing.marks.map(({ shapes }) => shapes.some((shape) => shape.shape === 'text'))).toEqual([false, true])
  })
})

describe('the axis', () => {
  it('has round steps that hold every value', () => {
    expect(scaleFor([0, 513_000], [200, 0], { fromZero: true }).ticks).toEqual([0, 200_000, 400_000, 600_000])
    expect(scaleFor([0, 100.01], [200, 0], { fromZero: true }).most).toBe(100)
    expect(scaleFor([0, 0], [200, 0], { fromZero: true }).ticks).toEqual([0])
    expect(scaleFor([0.5469, 0.5471], [200, 0], { fromZero: false }).least).toBeGreaterThan(0.5)
  })

  it('is written in the language and unit', () => {
    expect(tickText(2_500_000, 0, 500_000, 'zh-CN')).toBe('250万')
    expect(tickText(2_500_000, 4, 500_000, 'zh-CN')).toBe('250')
    // 12万 of an axis in 万元 would be read as 12 of them.
    expect(tickText(1_200_000_000, 4, 200_000_000, 'zh-CN')).toBe('120,000')
    expect(tickText(-2_500_000, 0, 500_000, 'en')).toBe('−2.5M')
  })
})

it('every series has a pattern of its own besides its colour', () => {
  const box = { x: 0, y: 0, width: 40, height: 40 }
  const marks = [0, 1, 2, 3, 4, 5].map((series) => JSON.stringify(patterned(series, box).slice(1)))
  expect(new Set(marks).size).toBe(6)
})
