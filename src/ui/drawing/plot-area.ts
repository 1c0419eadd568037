/** The frame that everything over an axis shares: grid and its figures, names below, legend above. */
import { scaleFor, type Scale } from './scale'
import { line, text, type Shape } from './shapes'
import { clipped, textWidth, TEXT_SIZE, wrapped } from './words'

export interface PlotArea {
  left: number
  right: number
  top: number
  bottom: number
  scale: Scale
  /** The middle of a name's band, and how wide the band is. */
  centre: (index: number) => number
  band: number
  back: Shape[]
  front: Shape[]
  width: number
  height: number
  /** The room the legend takes above. */
  legendHeight: number
}

export interface LegendEntry {
  label: string
  /** What stands before it, within 14 × 12 pixels. */
  sign: (x: number, y: number) => readonly Shape[]
}

export interface PlotOptions {
  width: number
  height: number
  /** Below the bands, one each; none where the drawing has an axis of its own. */
  names: readonly string[]
  unit: string
  values: readonly number[]
  fromZero: boolean
  /** How a tick is written. */
  tick: (value: number, step: number) => string
  legend?: readonly LegendEntry[]
  /** Room above the plot for what the drawing adds there, to its right, and below its names. */
  above?: number
  beside?: number
  below?: number
  /** Names too long for their band go on in a second line. */
  twoLines?: boolean
}

const LEGEND_LINE = 18
const BOTTOM = 22
const TICK_EVERY = 44
const NAME_LINE = 13
/** Narrower bands hold no two lines worth reading. */
const LEAST_BAND = 40

/** Lays out the frame for the values; the legend takes the room it needs above. */
export function plotArea({ width, height, names, unit, values, fromZero, tick, legend = [], above = 0, beside = 0, below = 0, twoLines = false }: PlotOptions): PlotArea {
  const keys = legendShapes(legend, width)
  const top = 24 + keys.height + above
  const bottom = height - BOTTOM - below - (twoLines ? NAME_LINE : 0)
  const scale = scaleFor(values, [bottom, top], { fromZero, count: Math.max(2, Math.floor((bottom - top) / TICK_EVERY)) })
  const step = (scale.ticks[1] ?? 1) - (scale.ticks[0] ?? 0)
  const tickTexts = scale.ticks.map((value) => tick(value, step))
  const left = Math.max(28, ...tickTexts.map((content) => textWidth(content) + 8))
  const right = width - 8 - beside
  const band = (right - left) / Math.max(1, names.length)
  const centre = (index: number) => left + band * (index + 0.5)
  const grid = scale.ticks.flatMap((value, index) => [line(left, scale.at(value), right, scale.at(value), value === 0 ? 'muted' : 'line'), text(left - 6, scale.at(value) + 4, tickTexts[index] ?? '', { anchor: 'end' })])
  const back = [text(0, 11, unit), ...grid, ...(twoLines && band >= LEAST_BAND ? nameLines : nameShapes)(names, { band, centre, y: bottom + 16 })]
  return { left, right, top, bottom, scale, centre, band, back, front: keys.shapes, width, height, legendHeight: keys.height }
}

interface NamePlaces {
  band: number
  centre: (index: number) => number
  y: number
}

/** Every name, in two lines where it needs them. */
function nameLines(names: readonly string[], { band, centre, y }: NamePlaces): Shape[] {
  return names.flatMap((name, index) => {
    const [first = ''] = wrapped(name, band - 6)
    const lines = [first, name.slice(first.length).trim()].filter((part) => part !== '')
    return lines.map((content, place) => text(centre(index), y + place * NAME_LINE, clipped(content, band), { anchor: 'middle' }))
  })
}

/** Names that would run into each other are left out, evenly; the last is always there. */
function nameShapes(names: readonly string[], { band, centre, y }: NamePlaces): Shape[] {
  const widest = Math.max(0, ...names.map((name) => Math.min(90, textWidth(name)))) + 6
  const every = Math.max(1, Math.ceil(widest / Math.max(1, band)))
  return names.flatMap((name, index) => ((names.length - 1 - index) % every === 0 ? [text(centre(index), y, clipped(name, Math.max(band * every - 4, 30)), { anchor: 'middle' })] : []))
}

/** Signs and their meaning, from line to line; no shapes for none. */
export function legendShapes(entries: readonly LegendEntry[], width: number, from = 20): { shapes: Shape[]; height: number } {
  if (entries.length === 0) return { shapes: [], height: 0 }
  const shapes: Shape[] = []
  let [x, y] = [0, from]
  for (const { label, sign } of entries) {
    const shown = clipped(label, width - 24)
    const needed = 18 + textWidth(shown) + 14
    if (x > 0 && x + needed > width) [x, y] = [0, y + LEGEND_LINE]
    shapes.push(...sign(x, y), text(x + 18, y + 10, shown, { fill: 'ink', size: TEXT_SIZE }))
    x += needed
  }
  return { shapes, height: y + LEGEND_LINE - 16 }
}
