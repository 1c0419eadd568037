/** Pareto, stratified bars, histogram, before-and-after: everything that stands on a base line. */
import type { Spread } from '@/domain/statistics/association'
import type { Interval } from '@/domain/statistics/proportions'
import { legend, nameAxis, plain, scaleOf, seriesInk, ticks, valueAxis, type Drawing, type Frame, type Shape } from './drawing'

const SIZE = { width: 720, height: 340 }
const FRAME: Frame = { left: 64, right: 656, top: 34, bottom: 270 }

export interface ParetoItem {
  name: string
  count: number
}

/** Bars from the largest down, and how much of the whole they come to together. */
export function paretoDrawing(label: string, items: readonly ParetoItem[], unit: string): Drawing | null {
  const sorted = items.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)
  const total = sorted.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  const values = ticks(0, total)
  const y = scaleOf(0, values.at(-1) ?? total, FRAME.bottom, FRAME.top)
  const room = (FRAME.right - FRAME.left) / sorted.length
  const x = (place: number) => FRAME.left + room * (place + 0.5)
  let running = 0
  const together = sorted.map(({ count }, place) => ({ at: [x(place), y((running += count))] as const, share: running / total }))
  const bars = sorted.flatMap(({ name, count }, place): Shape[] => {
    const width = Math.min(64, room * 0.7)
    return [
      { kind: 'rect', at: [x(place) - width / 2, y(count)], width, height: FRAME.bottom - y(count), fill: 'series0', title: `${name} ${plain(count)}` },
      { kind: 'text', at: [x(place), y(count) - 5], text: plain(count), anchor: 'middle', bold: true },
    ]
  })
  return {
    ...SIZE,
    label,
    shapes: [
      ...valueAxis(FRAME, values, y, unit),
      ...[0, 0.2, 0.4, 0.6, 0.8, 1].map((share): Shape => ({ kind: 'text', at: [FRAME.right + 6, y(share * total) + 4], text: `${Math.round(share * 100)} %`, ink: 'muted', anchor: 'start' })),
      ...bars,
      { kind: 'path', places: together.map(({ at }) => at), ink: 'series1', width: 2 },
      ...together.flatMap(({ at, share }, place): Shape[] => [
        { kind: 'circle', at, radius: 3.5, fill: 'series1' },
        ...(place === 0 ? [] : [{ kind: 'text', at: [at[0], at[1] - 8], text: `${plain(Math.round(share * 1000) / 10)} %`, ink: 'muted', anchor: 'middle' } satisfies Shape]),
      ]),
      ...nameAxis(sorted.map(({ name }) => name), x, FRAME.bottom, room),
    ],
  }
}

export interface StratifiedItem {
  item: string
  stratum: string
  count: number
}

/** For each item a group of bars, one a stratum. */
export function stratifiedDrawing(label: string, counts: readonly StratifiedItem[], unit: string): Drawing | null {
  const items = [...new Set(counts.map(({ item }) => item))]
  const strata = [...new Set(counts.map(({ stratum }) => stratum))]
  const most = Math.max(0, ...counts.map(({ count }) => count))
  if (most <= 0) return null
  const values = ticks(0, most)
  const y = scaleOf(0, values.at(-1) ?? most, FRAME.bottom, FRAME.top)
  const room = (FRAME.right - FRAME.left) / items.length
  const width = Math.min(40, (room * 0.8) / strata.length)
  const bars = counts.map(({ item, stratum, count }): Shape => {
    const left = FRAME.left + room * (items.indexOf(item) + 0.5) - (width * strata.length) / 2 + width * strata.indexOf(stratum)
    return { kind: 'rect', at: [left, y(count)], width: width - 1, height: FRAME.bottom - y(count), fill: seriesInk(strata.indexOf(stratum)), title: `${item} ${stratum} ${plain(count)}` }
  })
  return {
    ...SIZE,
    label,
    shapes: [
      ...valueAxis(FRAME, values, y, unit),
      ...bars,
      ...nameAxis(items, (place) => FRAME.left + room * (place + 0.5), FRAME.bottom, room),
      ...legend(strata.map((text, place) => ({ ink: seriesInk(place), text })), FRAME.left, 316),
    ],
  }
}

export interface HistogramNames {
  mean: string
  unit: string
}

/** How values are spread, with their mean and the limits they should keep. */
export function histogramDrawing(label: string, { bins, mean }: Spread, limits: { lower: number | null; upper: number | null }, names: HistogramNames): Drawing {
  const marks = [limits.lower, limits.upper].filter((limit) => limit !== null)
  const [low, high] = [Math.min(bins[0]?.from ?? 0, ...marks), Math.max(bins.at(-1)?.to ?? 1, ...marks)]
  const values = ticks(0, Math.max(1, ...bins.map(({ count }) => count)))
  const y = scaleOf(0, values.at(-1) ?? 1, FRAME.bottom, FRAME.top)
  const x = scaleOf(low, high, FRAME.left + 8, FRAME.right - 8)
  const upright = (value: number, ink: 'bad' | 'series1', text: string): Shape[] => [
    { kind: 'line', from: [x(value), FRAME.top], to: [x(value), FRAME.bottom], ink, width: 1.5, dash: [5, 3] },
    { kind: 'text', at: [x(value), FRAME.top - 4], text, ink, anchor: 'middle' },
  ]
  return {
    ...SIZE,
    label,
    shapes: [
      ...valueAxis(FRAME, values, y),
      ...bins.map(({ from, to, count }): Shape => ({ kind: 'rect', at: [x(from), y(count)], width: Math.max(1, x(to) - x(from) - 1), height: FRAME.bottom - y(count), fill: 'series0', title: `${plain(from)} – ${plain(to)}: ${count}` })),
      ...upright(mean, 'series1', `${names.mean} ${plain(mean)}`),
      ...marks.flatMap((limit) => upright(limit, 'bad', plain(limit))),
      ...ticks(low, high, 8).filter((value) => value >= low && value <= high).map((value): Shape => ({ kind: 'text', at: [x(value), FRAME.bottom + 16], text: plain(value), ink: 'muted', anchor: 'middle' })),
      { kind: 'text', at: [FRAME.right, FRAME.bottom + 36], text: names.unit, ink: 'muted', anchor: 'end' },
    ],
  }
}

export interface BeforeAfterItem {
  name: string
  before: { share: number; interval: Interval }
  after: { share: number; interval: Interval }
}

/** Shares before and after side by side, each with its 95 % interval; axis from zero. */
export function beforeAfterDrawing(label: string, items: readonly BeforeAfterItem[], names: { before: string; after: string }): Drawing | null {
  if (items.length === 0) return null
  const most = Math.max(0.001, ...items.flatMap(({ before, after }) => [before.interval.high, after.interval.high])) * 100
  const values = ticks(0, most)
  const y = scaleOf(0, values.at(-1) ?? most, FRAME.bottom, FRAME.top)
  const room = (FRAME.right - FRAME.left) / items.length
  const width = Math.min(52, room * 0.3)
  const bar = (centre: number, { share, interval }: BeforeAfterItem['before'], fill: 'series0' | 'series1', title: string): Shape[] => [
    { kind: 'rect', at: [centre - width / 2, y(share * 100)], width, height: FRAME.bottom - y(share * 100), fill, title },
    { kind: 'line', from: [centre, y(interval.low * 100)], to: [centre, y(interval.high * 100)], ink: 'ink', width: 1.5 },
    ...[interval.low, interval.high].map((end): Shape => ({ kind: 'line', from: [centre - 6, y(end * 100)], to: [centre + 6, y(end * 100)], ink: 'ink', width: 1.5 })),
    { kind: 'text', at: [centre, y(interval.high * 100) - 6], text: `${plain(Math.round(share * 10_000) / 100)} %`, anchor: 'middle', bold: true },
  ]
  return {
    ...SIZE,
    label,
    shapes: [
      ...valueAxis(FRAME, values, y, '%'),
      ...items.flatMap(({ name, before, after }, place) => {
        const centre = FRAME.left + room * (place + 0.5)
        return [...bar(centre - width * 0.6, before, 'series0', `${name} ${names.before}`), ...bar(centre + width * 0.6, after, 'series1', `${name} ${names.after}`)]
      }),
      ...nameAxis(items.map(({ name }) => name), (place) => FRAME.left + room * (place + 0.5), FRAME.bottom, room),
      ...legend([{ ink: 'series0', text: names.before }, { ink: 'series1', text: names.after }], FRAME.left, 316),
    ],
  }
}
