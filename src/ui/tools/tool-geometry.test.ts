import { describe, expect, it } from 'vitest'
import { plainDate } from '@/domain/plain-date'
import { EMPTY_SHEET, type Row } from '@/domain/quality/tool-sheet'
import type { ToolKind } from '@/domain/quality/vocabulary'
import { shapesOf, type Drawing, type Mark } from '../drawing/shapes'
import { trendDrawing } from './over-time'
import { toolDrawing } from './tool-drawing'
import { waterfallDrawing } from './waterfall'

const WORDS = { before: 'before', after: 'after', mean: 'mean', count: 'count', agreed: 'agreed', planned: 'planned', actual: 'actual', month: (month: string) => month }
const drawn = (kind: ToolKind, rows: readonly Row[], settings: Row = {}, agreed: readonly Row[] | null = null): Drawing => {
  const drawing = toolDrawing(kind, 'title', { ...EMPTY_SHEET, rows: [...rows], settings }, WORDS, plainDate('2013-08-15'), agreed && { ...EMPTY_SHEET, rows: [...agreed] })
  if (!drawing) throw new Error('nothing was drawn')
  return drawing
}
const boxOf = (mark: Mark | undefined) => {
  const box = mark?.shapes.find((shape) => shape.shape === 'rect')
  if (box?.shape !== 'rect') throw new Error('the mark is no bar')
  return box
}
const texts = (drawing: Drawing) => shapesOf(drawing).flatMap((shape) => (shape.shape === 'text' ? [shape.text] : []))

describe('Pareto', () => {
  it('has its bars from the largest down, as high as their counts, and the line ends at all of them', () => {
    const drawing = drawn('pareto', [{ item: 'b', count: '25' }, { item: 'a', count: '75' }])
    expect(drawing.marks.map(({ label }) => label)).toEqual(['a 75', 'b 25'])
    expect(boxOf(drawing.marks[0]).height).toBeCloseTo(3 * boxOf(drawing.marks[1]).height)
    expect(texts(drawing)).toEqual(expect.arrayContaining(['100 %', '75', '25']))
  })
})

describe('strata', () => {
  it('stand side by side, each in a pattern of its own, named in the legend', () => {
    const drawing = drawn('check-sheet', ['east', 'west', 'town'].map((stratum) => ({ item: 'price', stratum, count: '10' })))
    const lefts = drawing.marks.map((mark) => boxOf(mark).x)
    expect(lefts).toEqual([...lefts].sort((a, b) => a - b))
    expect(drawing.marks.map((mark) => boxOf(mark).fill)).toEqual([{ series: 0 }, { series: 1 }, { series: 2 }])
    expect(drawing.marks.map(({ shapes }) => shapes.some((shape) => shape.shape === 'path'))).toEqual([false, true, true])
    expect(texts(drawing)).toEqual(expect.arrayContaining(['east', 'west', 'town']))
  })
})

describe('a control chart', () => {
  const counts = [40, 44, 38, 42, 41, 39, 90]
  const rows = counts.map((count, place): Row => ({ label: `m${place}`, count: String(count), size: '1000', split: '' }))
  it('tells a point outside its frozen limits by shape, and says what the limits are', () => {
    const drawing = drawn('control-chart', rows, { chart: 'p', baseline: '6' })
    const looks = drawing.marks.map(({ shapes }) => (shapes[0]?.shape === 'path' && shapes[0].fill === 'bad' ? 'out' : 'in'))
    expect(looks).toEqual(['in', 'in', 'in', 'in', 'in', 'in', 'out'])
    // p̄ = 244 ÷ 6,000, ± 3√(p̄(1 − p̄) ÷ 1,000).
    expect(texts(drawing)).toEqual(expect.arrayContaining(['CL 4.0667', 'UCL 5.9405', 'LCL 2.1929', 'agreed']))
    const ground = drawing.back.find((shape) => shape.shape === 'rect')
    const end = ground?.shape === 'rect' ? ground.x + ground.width : 0
    expect([(drawing.marks[5]?.x ?? 0) < end, (drawing.marks[6]?.x ?? 0) > end]).toEqual([true, true])
  })

  it('begins its limits anew at a split, with the reason written there', () => {
    const split = drawn('control-chart', rows.map((row, place) => (place === 6 ? { ...row, split: 'walks began' } : row)), { chart: 'p', baseline: '6' })
    expect(texts(split)).toEqual(expect.arrayContaining(['walks began', 'CL 9']))
  })
})

describe('before and after', () => {
  it('stand on zero side by side, each with its interval', () => {
    const drawing = drawn('before-after', [{ item: 'price', casesBefore: '64', ofBefore: '2000', casesAfter: '16', ofAfter: '2000' }])
    const [before, after] = drawing.marks
    expect(boxOf(before).height).toBeCloseTo(4 * boxOf(after).height)
    expect(boxOf(before).y + boxOf(before).height).toBeCloseTo(boxOf(after).y + boxOf(after).height)
    for (const mark of [before, after]) {
      const upright = mark?.shapes.flatMap((shape) => (shape.shape === 'path' && shape.stroke === 'ink' ? [(shape.d.match(/[\d.]+/g) ?? []).map(Number)] : []))[0] ?? []
      expect(boxOf(mark).y).toBeLessThan(upright[1] ?? 0)
      expect(boxOf(mark).y).toBeGreaterThan(upright[3] ?? 0)
    }
  })
})

describe('histogram and scatter', () => {
  it('the bars of a histogram hold every value, and mean and limits are written', () => {
    const drawing = drawn('histogram', Array.from({ length: 40 }, (_, place): Row => ({ label: '', value: String(place % 8) })), { lower: '1', upper: '6', unit: 'days' })
    expect(drawing.marks.reduce((sum, { label }) => sum + Number(label.split(': ')[1]), 0)).toBe(40)
    expect(texts(drawing)).toEqual(expect.arrayContaining(['mean 3.5', '1', '6', 'days', 'count']))
  })

  it('a scatter has a dot a pair, the higher value higher', () => {
    const drawing = drawn('scatter', [[1, 2], [2, 4], [3, 9]].map(([x, y]): Row => ({ label: '', x: String(x), y: String(y) })), { xUnit: 'accounts', yUnit: 'kWh' })
    const ys = drawing.marks.map(({ y }) => y)
    expect(ys).toEqual([...ys].sort((a, b) => b - a))
    expect(texts(drawing)).toEqual(expect.arrayContaining(['accounts', 'kWh']))
  })
})

describe('the fishbone', () => {
  it('fills the ends that can be acted on, and only those', () => {
    const drawing = drawn('causes', [{ id: 'c1', parent: '', cause: 'people', actionable: '' }, { id: 'c2', parent: 'c1', cause: 'no training', actionable: 'yes' }, { id: 'c3', parent: 'c1', cause: 'weather', actionable: '' }])
    const dots = shapesOf(drawing).flatMap((shape) => (shape.shape === 'path' && shape.stroke === 'accent' ? [shape.fill] : []))
    expect(dots).toEqual(['accent', 'surface'])
    expect(texts(drawing)).toEqual(expect.arrayContaining(['people', 'no training', 'weather', 'title']))
  })
})

describe('the plan', () => {
  it('lays what was agreed, planned and done under one another, by days', () => {
    const row = { id: 'p1', step: '', activity: 'survey', owner: '', from: '2013-06-01', to: '2013-06-10', actualFrom: '2013-06-03', actualTo: '2013-06-20' }
    const drawing = drawn('plan', [row], {}, [{ ...row, from: '2013-05-20', to: '2013-06-05' }])
    expect(drawing.marks.map(({ key }) => key)).toEqual(['agreed 0', 'planned 0', 'actual 0'])
    const [agreed, planned, actual] = drawing.marks.map(boxOf)
    expect([agreed?.x, planned?.x, actual?.x]).toEqual([...[agreed?.x ?? 0, planned?.x ?? 0, actual?.x ?? 0]].sort((a, b) => a - b))
    expect(agreed?.y).toBeLessThan(planned?.y ?? 0)
    // Twelve days from what was agreed to what is planned, two from there to what was done.
    expect(((planned?.x ?? 0) - (agreed?.x ?? 0)) / 12).toBeCloseTo(((actual?.x ?? 0) - (planned?.x ?? 0)) / 2)
  })
})

describe('the radar', () => {
  it('needs three axes, and says both ratings at each', () => {
    expect(toolDrawing('radar', 't', { ...EMPTY_SHEET, rows: [{ axis: 'a', before: '1', after: '2' }] }, WORDS, plainDate('2013-08-15'))).toBeNull()
    const drawing = drawn('radar', ['a', 'b', 'c'].map((axis) => ({ axis, before: '5', after: '9' })))
    expect(texts(drawing)).toEqual(expect.arrayContaining(['a 5 → 9', 'before', 'after']))
  })
})

describe('attribution', () => {
  it('shades the time before the inspection, and breaks where a month has no value', () => {
    const drawing = trendDrawing(['a', 'b', 'c'], [{ name: 'inspected', values: [1, null, 3] }, { name: 'others', values: [1, 1, 1] }], 2, { before: 'before it', unit: '%' })
    const shade = drawing?.back.find((shape) => shape.shape === 'rect')
    expect(drawing?.marks).toHaveLength(5)
    expect(shade?.shape === 'rect' && shade.x + shade.width).toBeLessThan(drawing?.marks.at(-1)?.x ?? 0)
    expect(drawing && texts(drawing)).toEqual(expect.arrayContaining(['before it', 'inspected', 'others']))
  })

  it('the bridge’s steps begin where the one before ended, and end at the last amount', () => {
    const drawing = waterfallDrawing({ name: 'from', value: 100, text: '' }, [{ name: 'up', value: 30, text: '' }, { name: 'down', value: -10, text: '' }], { name: 'to', value: 120, text: '' }, '¥')
    const [from, up, down, to] = drawing.marks.map(boxOf)
    expect((up?.y ?? 0) + (up?.height ?? 0)).toBeCloseTo(from?.y ?? 0)
    expect(down?.y).toBeCloseTo(up?.y ?? 0)
    expect((down?.y ?? 0) + (down?.height ?? 0)).toBeCloseTo(to?.y ?? 0)
    // Where the axis does not begin at zero, the bars that would stand on it are broken; the steps are not.
    expect(drawing.marks.map(({ shapes }) => shapes.filter((shape) => shape.shape === 'path' && shape.strokeWidth === 4).length)).toEqual([1, 0, 0, 1])
    const fromZero = waterfallDrawing({ name: 'from', value: 0, text: '' }, [{ name: 'up', value: 30, text: '' }], { name: 'to', value: 30, text: '' }, '¥')
    expect(fromZero.marks.flatMap(({ shapes }) => shapes.filter((shape) => shape.shape === 'path' && shape.strokeWidth === 4))).toEqual([])
  })
})
