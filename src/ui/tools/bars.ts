/** Pareto, stratified bars, before-and-after: bars that stand on zero. */
import type { Interval } from '@/domain/statistics/proportions'
import { patterned } from '../drawing/patterns'
import { plotArea, type LegendEntry } from '../drawing/plot-area'
import { plain } from '../drawing/scale'
import { dot, line, polyline, text, type Drawing, type Mark, type Place, type Shape } from '../drawing/shapes'

export const TOOL_SIZE = { width: 640, height: 300 }

/** The meaning of a series' colour and pattern. */
export const boxSign = (label: string, series: number): LegendEntry => ({ label, sign: (x, y) => patterned(series, { x, y, width: 13, height: 12 }) })

export interface ParetoItem {
  name: string
  count: number
}

const MOST_BAR = 64
const SHARES = [0, 0.2, 0.4, 0.6, 0.8, 1]

/** Bars from the largest down, and how much of the whole they come to together. */
export function paretoDrawing(items: readonly ParetoItem[], unit: string): Drawing | null {
  const sorted = items.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)
  const total = sorted.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  const area = plotArea({ ...TOOL_SIZE, names: sorted.map(({ name }) => name), unit, values: [total], fromZero: true, tick: plain, twoLines: true, above: 8, beside: 34 })
  const width = Math.min(MOST_BAR, area.band * 0.7)
  let running = 0
  const together = sorted.map(({ count }, place) => ({ at: [area.centre(place), area.scale.at((running += count))] as const, share: running / total }))
  const marks = sorted.map(({ name, count }, place): Mark => {
    const [x, y] = [area.centre(place), area.scale.at(count)]
    return { key: `item ${place}`, label: `${name} ${plain(count)}`, x, y, shapes: [...patterned(0, { x: x - width / 2, y, width, height: area.bottom - y }), text(x, y - 5, plain(count), { anchor: 'middle', fill: 'ink', bold: true })] }
  })
  return {
    ...TOOL_SIZE,
    back: [...area.back, ...SHARES.map((share) => text(area.right + 6, area.scale.at(share * total) + 4, `${Math.round(share * 100)} %`))],
    marks,
    front: [
      ...polyline(together.map(({ at }) => at), { series: 1 }, { strokeWidth: 2 }),
      ...together.flatMap(({ at: [x, y], share }, place): Shape[] => [
        dot(x, y, 3.5, { series: 1 }),
        ...(place === 0 ? [] : [text(x, y - 8, `${plain(Math.round(share * 1000) / 10)} %`, { anchor: 'middle' })]),
      ]),
    ],
  }
}

export interface StratifiedItem {
  item: string
  stratum: string
  count: number
}

/** For each item a group of bars, one a stratum. */
export function stratifiedDrawing(counts: readonly StratifiedItem[], unit: string): Drawing | null {
  const items = [...new Set(counts.map(({ item }) => item))]
  const strata = [...new Set(counts.map(({ stratum }) => stratum))]
  const most = Math.max(0, ...counts.map(({ count }) => count))
  if (most <= 0) return null
  const area = plotArea({ ...TOOL_SIZE, names: items, unit, values: [most], fromZero: true, tick: plain, twoLines: true, legend: strata.length > 1 ? strata.map(boxSign) : [] })
  const width = Math.min(40, (area.band * 0.8) / strata.length)
  const marks = counts.map(({ item, stratum, count }, place): Mark => {
    const left = area.centre(items.indexOf(item)) - (width * strata.length) / 2 + width * strata.indexOf(stratum)
    const y = area.scale.at(count)
    const value = width >= 18 ? [text(left + width / 2, y - 4, plain(count), { anchor: 'middle', fill: 'ink', size: 10 })] : []
    return { key: `${place}`, label: `${item} ${stratum} ${plain(count)}`, x: left + width / 2, y, shapes: [...patterned(strata.indexOf(stratum), { x: left, y, width: width - 1, height: area.bottom - y }), ...value] }
  })
  return { ...TOOL_SIZE, back: area.back, marks, front: area.front }
}

export interface BeforeAfterItem {
  name: string
  before: { share: number; interval: Interval }
  after: { share: number; interval: Interval }
}

/** Shares before and after side by side, each with its 95 % interval; axis from zero. */
export function beforeAfterDrawing(items: readonly BeforeAfterItem[], names: { before: string; after: string }): Drawing | null {
  if (items.length === 0) return null
  const highest = items.flatMap(({ before, after }) => [before.interval.high * 100, after.interval.high * 100])
  const area = plotArea({ ...TOOL_SIZE, names: items.map(({ name }) => name), unit: '%', values: [0.1, ...highest], fromZero: true, tick: plain, twoLines: true, above: 8, legend: [boxSign(names.before, 0), boxSign(names.after, 1)] })
  const width = Math.min(52, area.band * 0.3)
  const at = (share: number) => area.scale.at(share * 100)
  const bar = (key: string, label: string, series: 0 | 1, centre: number, { share, interval }: BeforeAfterItem['before']): Mark => {
    const written = `${plain(Math.round(share * 10_000) / 100)} %`
    const [low, high]: [Place, Place] = [[centre, at(interval.low)], [centre, at(interval.high)]]
    const whiskers = [line(...low, ...high, 'ink', { strokeWidth: 1.5 }), ...[low, high].map(([x, y]) => line(x - 6, y, x + 6, y, 'ink', { strokeWidth: 1.5 }))]
    return { key, label: `${label} ${written}`, x: centre, y: at(share), shapes: [...patterned(series, { x: centre - width / 2, y: at(share), width, height: area.bottom - at(share) }), ...whiskers, text(centre, high[1] - 6, written, { anchor: 'middle', fill: 'ink', bold: true })] }
  }
  const marks = items.flatMap(({ name, before, after }, place) => {
    const centre = area.centre(place)
    return [bar(`before ${place}`, `${name} ${names.before}`, 0, centre - width * 0.6, before), bar(`after ${place}`, `${name} ${names.after}`, 1, centre + width * 0.6, after)]
  })
  return { ...TOOL_SIZE, back: area.back, marks, front: area.front }
}
