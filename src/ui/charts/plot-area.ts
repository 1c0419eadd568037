/** The frame that charts along months or places share: axis, grid, labels, legend, notes. */
import type { ChartSpec } from './chart-spec'
import { marker, patterned } from './patterns'
import { scaleFor, tickText, type Scale } from './scale'
import { clipped, line, text, textWidth, TEXT_SIZE, type Shape } from './shapes'

export interface PlotArea {
  left: number
  right: number
  top: number
  bottom: number
  scale: Scale
  /** The middle of a label's band, and how wide the band is. */
  centre: (index: number) => number
  band: number
  back: Shape[]
  front: Shape[]
  height: number
}

interface PlotOptions {
  width: number
  height: number
  values: readonly number[]
  fromZero: boolean
  legend: 'boxes' | 'markers' | 'none'
}

const LEGEND_LINE = 18
const BOTTOM = 22
const NOTE_ROOM = 14

/** Lays out the frame for the values; the legend and the notes take the room they need above. */
export function plotArea(spec: ChartSpec, { width, height, values, fromZero, legend }: PlotOptions): PlotArea {
  const keys = legend === 'none' || spec.series.length < 2 ? { shapes: [], height: 0 } : legendShapes(spec, width, legend)
  const top = 24 + keys.height + (spec.notes.length > 0 ? NOTE_ROOM : 0)
  const bottom = height - BOTTOM
  const scale = scaleFor(values, [bottom, top], { fromZero, count: Math.max(2, Math.floor((bottom - top) / 44)) })
  const step = (scale.ticks[1] ?? 1) - (scale.ticks[0] ?? 0)
  const tickTexts = scale.ticks.map((tick) => tickText(tick, spec.unitPower, step, spec.locale))
  const left = Math.max(28, ...tickTexts.map((tick) => textWidth(tick) + 8))
  const right = width - 8
  const band = (right - left) / Math.max(1, spec.labels.length)
  const centre = (index: number) => left + band * (index + 0.5)
  const grid = scale.ticks.flatMap((tick, index) => [line(left, scale.at(tick), right, scale.at(tick), tick === 0 ? 'muted' : 'line'), text(left - 6, scale.at(tick) + 4, tickTexts[index] ?? '', { anchor: 'end' })])
  const back = [text(0, 11, spec.unit), ...grid, ...labelShapes(spec.labels, { band, centre, y: height - 6 }), ...missingShapes(spec, { band, centre, top, bottom })]
  return { left, right, top, bottom, scale, centre, band, back, front: [...keys.shapes, ...noteShapes(spec, { centre, top, bottom, y: 22 + keys.height })], height }
}

/** Labels that would run into each other are left out, evenly; the last is always there. */
function labelShapes(labels: readonly string[], { band, centre, y }: { band: number; centre: (index: number) => number; y: number }): Shape[] {
  const widest = Math.max(0, ...labels.map((label) => Math.min(90, textWidth(label)))) + 6
  const every = Math.max(1, Math.ceil(widest / Math.max(1, band)))
  return labels.flatMap((label, index) => ((labels.length - 1 - index) % every === 0 ? [text(centre(index), y, clipped(label, Math.max(band * every - 4, 30)), { anchor: 'middle' })] : []))
}

/** Where no series has data there is a gap with a dashed edge: not a zero. */
function missingShapes({ labels, series }: ChartSpec, { band, centre, top, bottom }: { band: number; centre: (index: number) => number; top: number; bottom: number }): Shape[] {
  return labels.flatMap((_, index): Shape[] => {
    if (series.some(({ points }) => points[index])) return []
    const [x1, x2] = [centre(index) - band / 2 + 2, centre(index) + band / 2 - 2]
    return [line(x1, top, x1, bottom, 'line', { dash: '3 3' }), line(x2, top, x2, bottom, 'line', { dash: '3 3' }), text(centre(index), (top + bottom) / 2, '—', { anchor: 'middle' })]
  })
}

function noteShapes({ notes }: ChartSpec, { centre, top, bottom, y }: { centre: (index: number) => number; top: number; bottom: number; y: number }): Shape[] {
  const numbers = new Map<number, number[]>()
  notes.forEach(({ at }, index) => numbers.set(at, [...(numbers.get(at) ?? []), index + 1]))
  return [...numbers].flatMap(([at, list]) => [line(centre(at), top - 2, centre(at), bottom, 'warn', { dash: '2 4' }), text(centre(at), y + 8, `▼${list.join(',')}`, { anchor: 'middle', fill: 'warn', bold: true })])
}

function legendShapes({ series }: ChartSpec, width: number, look: 'boxes' | 'markers'): { shapes: Shape[]; height: number } {
  const shapes: Shape[] = []
  let [x, y] = [0, 20]
  series.forEach(({ label, dashed = false }, index) => {
    const shown = clipped(label, width - 24)
    const needed = 18 + textWidth(shown) + 14
    if (x > 0 && x + needed > width) [x, y] = [0, y + LEGEND_LINE]
    const sign = dashed ? [line(x, y + 6, x + 14, y + 6, 'muted', { dash: '4 3', strokeWidth: 2 })] : look === 'boxes' ? patterned(index, { x, y, width: 13, height: 12 }) : [marker(index, x + 6, y + 6)]
    shapes.push(...sign, text(x + 18, y + 10, shown, { fill: 'ink', size: TEXT_SIZE }))
    x += needed
  })
  return { shapes, height: y + LEGEND_LINE - 16 }
}
