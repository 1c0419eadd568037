/** Histogram and scatter diagram: values over an axis of values. */
import type { Association, Pair, Spread } from '@/domain/statistics/association'
import { patterned } from '../drawing/patterns'
import { plotArea, type PlotArea } from '../drawing/plot-area'
import { plain, scaleFor, type Scale } from '../drawing/scale'
import { dot, line, polyline, text, type Drawing, type Mark, type Place, type Shape } from '../drawing/shapes'
import { TOOL_SIZE } from './bars'

/** Room below for the unit of the values. */
const BELOW = 16
const TICKS = 7

/** The values' own axis below the plot, with its unit at its end. */
function across(area: PlotArea, values: readonly number[], unit: string): { scale: Scale; shapes: Shape[] } {
  const scale = scaleFor(values, [area.left + 8, area.right - 24], { fromZero: false, count: TICKS })
  const ticks = scale.ticks.flatMap((value) => [line(scale.at(value), area.bottom, scale.at(value), area.bottom + 4, 'muted'), text(scale.at(value), area.bottom + 16, plain(value), { anchor: 'middle' })])
  return { scale, shapes: [line(area.left, area.bottom, area.right, area.bottom, 'muted'), ...ticks, text(area.right, area.bottom + 32, unit, { anchor: 'end' })] }
}

/** How values are spread, with their mean and the limits they should keep. */
export function histogramDrawing({ bins, mean }: Spread, limits: { lower: number | null; upper: number | null }, names: { mean: string; unit: string; count: string }): Drawing {
  const marked = [limits.lower, limits.upper].filter((limit) => limit !== null)
  const area = plotArea({ ...TOOL_SIZE, names: [], unit: names.count, values: bins.map(({ count }) => count), fromZero: true, tick: plain, above: 24, below: BELOW })
  const { scale, shapes } = across(area, [...bins.flatMap(({ from, to }) => [from, to]), ...marked], names.unit)
  const upright = (value: number, paint: 'bad' | { series: 1 }, label: string, y: number): Shape[] => [
    line(scale.at(value), y + 3, scale.at(value), area.bottom, paint, { strokeWidth: 1.5, dash: '5 3' }),
    text(scale.at(value), y, label, { anchor: 'middle', fill: paint === 'bad' ? 'bad' : 'ink' }),
  ]
  const marks = bins.map(({ from, to, count }): Mark => {
    const [x, y] = [scale.at(from), area.scale.at(count)]
    return { key: `bin ${from}`, label: `${plain(from)} – ${plain(to)}: ${count}`, x, y, shapes: patterned(0, { x, y, width: Math.max(1, scale.at(to) - x - 1), height: area.bottom - y }) }
  })
  return { ...TOOL_SIZE, back: [...area.back, ...shapes], marks, front: [...upright(mean, { series: 1 }, `${names.mean} ${plain(mean)}`, area.top - 20), ...marked.flatMap((limit) => upright(limit, 'bad', plain(limit), area.top - 6))] }
}

/** Pairs with the straight line through them. */
export function scatterDrawing(pairs: readonly Pair[], fitted: Association | null, units: { x: string; y: string }): Drawing | null {
  if (pairs.length === 0) return null
  const xs = pairs.map((pair) => pair.x)
  const area = plotArea({ ...TOOL_SIZE, names: [], unit: units.y, values: pairs.map((pair) => pair.y), fromZero: false, tick: plain, below: BELOW })
  const { scale, shapes } = across(area, xs, units.x)
  const ends = [Math.min(...xs), Math.max(...xs)]
  const marks = pairs.map((pair, place): Mark => {
    const [x, y] = [scale.at(pair.x), area.scale.at(pair.y)]
    return { key: `pair ${place}`, label: `${plain(pair.x)} · ${plain(pair.y)}`, x, y, shapes: [dot(x, y, 3, { series: 0 })] }
  })
  return { ...TOOL_SIZE, back: [...area.back, ...shapes], marks, front: fitted ? polyline(ends.map((end): Place => [scale.at(end), area.scale.at(fitted.intercept + fitted.slope * end)]), { series: 1 }, { strokeWidth: 2 }) : [] }
}
