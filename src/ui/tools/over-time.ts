/** Control charts and the trend of two groups: points in their order. */
import type { ChartPoint, ControlSeries } from '@/domain/statistics/control-series'
import { marker, outlier } from '../drawing/patterns'
import { plotArea, type PlotArea } from '../drawing/plot-area'
import { plain } from '../drawing/scale'
import { dot, line, polyline, text, type Drawing, type Mark, type Place, type Shape } from '../drawing/shapes'
import { clipped } from '../drawing/words'
import { TOOL_SIZE } from './bars'

const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null)

/** Room on the right for what the limits are. */
const LIMIT_ROOM = 76

/** Points with their centre and limits; what lies outside or has shifted is marked by shape and colour, splits by a line. */
export function controlDrawing({ points }: ControlSeries, names: { unit: string; percent: boolean; baseline: { points: number; name: string } }): Drawing {
  const factor = names.percent ? 100 : 1
  const all = known(points.flatMap(({ value, lower, upper, centre }) => [value, lower, upper, centre])).map((value) => value * factor)
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const area = plotArea({ ...TOOL_SIZE, names: points.map(({ label }) => label), unit: names.percent ? '%' : names.unit, values: all, fromZero: low >= 0 && low < (high - low) * 2, tick: plain, above: 14, beside: LIMIT_ROOM })
  const at = (value: number) => area.scale.at(value * factor)
  // A line a point, so that limits begin anew at a split without a stroke between them.
  const level = (value: number | null, place: number, paint: 'good' | 'bad', dash?: string): Shape[] =>
    value === null ? [] : [line(area.centre(place) - area.band / 2, at(value), area.centre(place) + area.band / 2, at(value), paint, { strokeWidth: 1.5, ...(dash === undefined ? {} : { dash }) })]
  const levels = points.flatMap(({ centre, lower, upper }, place) => [...level(centre, place, 'good'), ...level(lower, place, 'bad', '6 4'), ...level(upper, place, 'bad', '6 4')])
  const marks = points.flatMap(({ label, value, outside, shifted }, place): Mark[] => {
    if (value === null) return []
    const [x, y] = [area.centre(place), at(value)]
    return [{ key: `point ${place}`, label: `${label} ${plain(value * factor)}`, x, y, shapes: [outside === null ? dot(x, y, 3.5, shifted ? 'warn' : { series: 0 }) : outlier(x, y)] }]
  })
  const path = polyline(points.flatMap(({ value }, place): Place[] => (value === null ? [] : [[area.centre(place), at(value)]])), { series: 0 }, { strokeWidth: 1.5 })
  const frozen = shaded(area, Math.min(names.baseline.points, points.length), names.baseline.name)
  return { ...TOOL_SIZE, back: [...frozen, ...area.back, ...levels, ...limitTexts(points.at(-1), area, factor), ...splitShapes(points, area), ...path], marks, front: [] }
}

/** The first points on a ground of their own: a frozen baseline, the time before. */
const shaded = (area: PlotArea, points: number, name: string): Shape[] =>
  points <= 0 ? [] : [{ shape: 'rect', x: area.left, y: area.top, width: area.band * points, height: area.bottom - area.top, fill: 'raised' }, text(area.left + 6, area.top + 14, name)]

/** What the limits come to at the last point. */
function limitTexts(last: ChartPoint | undefined, area: PlotArea, factor: number): Shape[] {
  if (!last) return []
  const named = [['UCL', last.upper], ['CL', last.centre], ['LCL', last.lower]] as const
  return named.flatMap(([name, value]) => (value === null ? [] : [text(area.right + 5, area.scale.at(value * factor) + 4, `${name} ${plain(value * factor)}`, { fill: name === 'CL' ? 'good' : 'bad' })]))
}

/** A line before each point at which limits begin anew, with the reason, clipped where the next one begins. */
function splitShapes(points: readonly ChartPoint[], area: PlotArea): Shape[] {
  const places = points.flatMap(({ split }, place) => (split.trim() === '' || place === 0 ? [] : [place]))
  return places.flatMap((place, order) => {
    const x = area.centre(place) - area.band / 2
    const next = places[order + 1]
    const room = (next === undefined ? area.width : area.centre(next) - area.band / 2) - x - 8
    return [line(x, area.top - 12, x, area.bottom, 'muted', { dash: '3 3' }), text(x + 4, area.top - 4, clipped(points[place]?.split ?? '', room))]
  })
}

export interface TrendLine {
  name: string
  values: readonly (number | null)[]
}

/** Two groups over time, the time before shaded: whether they went the same way before is seen, not claimed. */
export function trendDrawing(names: readonly string[], lines: readonly [TrendLine, TrendLine], first: number, words: { before: string; unit: string }): Drawing | null {
  const values = known(lines.flatMap((own) => own.values))
  if (values.length === 0) return null
  const seriesOf = (order: number) => (order === 0 ? 1 : 0)
  const area = plotArea({
    ...TOOL_SIZE, names, unit: words.unit, values, fromZero: false, tick: plain,
    legend: lines.map(({ name }, order) => ({ label: name, sign: (x, y) => [marker(seriesOf(order), x + 6, y + 6)] })),
  })
  const drawn = lines.map(({ name, values: own }, order) => {
    const places = own.flatMap((value, place): [Place, number, number][] => (value === null ? [] : [[[area.centre(place), area.scale.at(value)], place, value]]))
    const stroke = polyline(places.map(([at]) => at), { series: seriesOf(order) }, { strokeWidth: 2, ...(order === 0 ? {} : { dash: '6 3' }) })
    const marks = places.map(([[x, y], place, value]): Mark => ({ key: `${order} ${place}`, label: `${name} ${names[place] ?? ''} ${plain(value)}`, x, y, shapes: [marker(seriesOf(order), x, y)] }))
    return { stroke, marks }
  })
  return { ...TOOL_SIZE, back: [...shaded(area, first, words.before), ...area.back, ...drawn.flatMap(({ stroke }) => stroke)], marks: drawn.flatMap(({ marks }) => marks), front: area.front }
}
