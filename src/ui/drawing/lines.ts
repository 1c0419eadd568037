/** Control charts, scatter, the trend of two groups: points over an axis. */
import type { Association, Pair } from '@/domain/statistics/association'
import type { ControlSeries } from '@/domain/statistics/control-series'
import { legend, nameAxis, plain, scaleOf, ticks, valueAxis, type Drawing, type Frame, type Place, type Shape } from './drawing'

const SIZE = { width: 720, height: 340 }
const FRAME: Frame = { left: 70, right: 690, top: 34, bottom: 270 }

const numbers = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null)

/** Points with their centre and limits; what lies outside or has shifted is marked by shape and colour, splits by a line. */
export function controlDrawing(label: string, { points }: ControlSeries, names: { unit: string; percent: boolean }): Drawing {
  const factor = names.percent ? 100 : 1
  const all = numbers(points.flatMap(({ value, lower, upper, centre }) => [value, lower, upper, centre])).map((value) => value * factor)
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const values = ticks(low >= 0 && low < (high - low) * 2 ? 0 : low, high)
  const y = (value: number) => scaleOf(values[0] ?? low, values.at(-1) ?? high, FRAME.bottom, FRAME.top)(value * factor)
  const room = (FRAME.right - FRAME.left) / points.length
  const x = (place: number) => FRAME.left + room * (place + 0.5)
  // A line a point, so that limits begin anew at a split without a stroke between them.
  const level = (value: number | null, place: number, ink: 'good' | 'bad', dash?: readonly number[]): Shape[] =>
    value === null ? [] : [{ kind: 'line', from: [x(place) - room / 2, y(value)], to: [x(place) + room / 2, y(value)], ink, width: 1.5, ...(dash ? { dash } : {}) }]
  const marks = points.flatMap(({ label: name, value, outside, shifted }, place): Shape[] => {
    if (value === null) return []
    const title = `${name} ${plain(value * factor)}`
    if (outside === null) return [{ kind: 'circle', at: [x(place), y(value)], radius: 4, fill: shifted ? 'warn' : 'series0', title }]
    const [left, top] = [x(place) - 5, y(value) - 5]
    return [{ kind: 'path', places: [[left, top + 10], [left + 5, top], [left + 10, top + 10]], closed: true, ink: 'bad', fill: 'bad' }]
  })
  const splits = points.flatMap(({ split }, place): Shape[] =>
    split.trim() === '' || place === 0
      ? []
      : [
          { kind: 'line', from: [x(place) - room / 2, FRAME.top], to: [x(place) - room / 2, FRAME.bottom], ink: 'muted', dash: [3, 3] },
          { kind: 'text', at: [x(place) - room / 2 + 4, FRAME.top + 10], text: split, ink: 'muted', anchor: 'start' },
        ],
  )
  return {
    ...SIZE,
    label,
    shapes: [
      ...valueAxis(FRAME, values, (value) => y(value / factor), names.percent ? '%' : names.unit),
      ...points.flatMap(({ centre, lower, upper }, place) => [...level(centre, place, 'good'), ...level(lower, place, 'bad', [6, 4]), ...level(upper, place, 'bad', [6, 4])]),
      { kind: 'path', places: points.flatMap(({ value }, place): Place[] => (value === null ? [] : [[x(place), y(value)]])), ink: 'series0', width: 1.5 },
      ...splits,
      ...marks,
      ...nameAxis(points.map((point) => point.label), x, FRAME.bottom, room),
    ],
  }
}

/** Pairs with the straight line through them. */
export function scatterDrawing(label: string, pairs: readonly Pair[], line: Association | null, units: { x: string; y: string }): Drawing | null {
  if (pairs.length === 0) return null
  const [xs, ys] = [pairs.map((pair) => pair.x), pairs.map((pair) => pair.y)]
  const [across, up] = [ticks(Math.min(...xs), Math.max(...xs), 7), ticks(Math.min(...ys), Math.max(...ys))]
  const x = scaleOf(across[0] ?? 0, across.at(-1) ?? 1, FRAME.left, FRAME.right)
  const y = scaleOf(up[0] ?? 0, up.at(-1) ?? 1, FRAME.bottom, FRAME.top)
  const ends = [Math.min(...xs), Math.max(...xs)]
  return {
    ...SIZE,
    label,
    shapes: [
      ...valueAxis(FRAME, up, y, units.y),
      ...across.map((value): Shape => ({ kind: 'text', at: [x(value), FRAME.bottom + 16], text: plain(value), ink: 'muted', anchor: 'middle' })),
      { kind: 'text', at: [FRAME.right, FRAME.bottom + 36], text: units.x, ink: 'muted', anchor: 'end' },
      ...pairs.map((pair): Shape => ({ kind: 'circle', at: [x(pair.x), y(pair.y)], radius: 3, fill: 'series0', title: `${plain(pair.x)} · ${plain(pair.y)}` })),
      ...(line ? [{ kind: 'path', places: ends.map((end): Place => [x(end), y(line.intercept + line.slope * end)]), ink: 'series1', width: 2 } satisfies Shape] : []),
    ],
  }
}

export interface TrendLine {
  name: string
  values: readonly (number | null)[]
}

/** Two groups over time, the time before shaded: whether they went the same way before is seen, not claimed. */
export function trendDrawing(label: string, names: readonly string[], lines: readonly [TrendLine, TrendLine], first: number, words: { before: string; unit: string }): Drawing | null {
  const all = numbers(lines.flatMap(({ values }) => values))
  if (all.length === 0) return null
  const values = ticks(Math.min(...all), Math.max(...all))
  const y = scaleOf(values[0] ?? 0, values.at(-1) ?? 1, FRAME.bottom, FRAME.top)
  const room = (FRAME.right - FRAME.left) / names.length
  const x = (place: number) => FRAME.left + room * (place + 0.5)
  return {
    ...SIZE,
    label,
    shapes: [
      { kind: 'rect', at: [FRAME.left, FRAME.top], width: room * first, height: FRAME.bottom - FRAME.top, fill: 'raised' },
      { kind: 'text', at: [FRAME.left + 6, FRAME.top + 14], text: words.before, ink: 'muted', anchor: 'start' },
      ...valueAxis(FRAME, values, y, words.unit),
      ...lines.flatMap(({ values: own }, line): Shape[] => {
        const ink = line === 0 ? 'series1' : 'series0'
        const places = own.flatMap((value, place): Place[] => (value === null ? [] : [[x(place), y(value)]]))
        return [{ kind: 'path', places, ink, width: 2, ...(line === 0 ? {} : { dash: [6, 3] }) }, ...places.map((at): Shape => ({ kind: 'circle', at, radius: 3.5, fill: ink }))]
      }),
      ...nameAxis(names, x, FRAME.bottom, room),
      ...legend([{ ink: 'series1', text: lines[0].name }, { ink: 'series0', text: lines[1].name }], FRAME.left, 316),
    ],
  }
}
