import { forDrawing, type ChartSeries, type ChartSpec } from './chart-spec'
import { marker } from './patterns'
import { plotArea, type PlotArea } from './plot-area'
import { line, px, text, type Drawing, type Mark, type Paint, type Shape } from './shapes'

/** Lines over months; broken where a month has no data. */
export function drawLines(spec: ChartSpec, width: number, height: number): Drawing {
  const values = spec.series.flatMap(({ points }) => points.flatMap((point) => (point ? [forDrawing(point.value)] : [])))
  const area = plotArea(spec, { width, height, values, fromZero: spec.fromZero, legend: 'markers' })
  const strokes = spec.series.map((series, index): Shape => ({
    shape: 'path', d: pathOf(series, area), stroke: series.dashed ? 'muted' : { series: index }, strokeWidth: series.dashed ? 1.5 : 2, ...(series.dashed ? { dash: '5 4' } : {}),
  }))
  return { width, height, back: [...area.back, ...strokes.filter((stroke) => stroke.shape === 'path' && stroke.d !== '')], marks: spec.series.flatMap((series, index) => marksOf(spec, series, index, area)), front: area.front }
}

function pathOf({ points }: ChartSeries, area: PlotArea): string {
  return points.map((point, index) => (point ? `${index > 0 && points[index - 1] ? 'L' : 'M'}${px(area.centre(index))} ${px(area.scale.at(forDrawing(point.value)))}` : '')).join('')
}

function marksOf(spec: ChartSpec, { key, label, points, dashed = false }: ChartSeries, place: number, area: PlotArea): Mark[] {
  return points.flatMap((point, index): Mark[] => {
    if (!point) return []
    const [x, y] = [area.centre(index), area.scale.at(forDrawing(point.value))]
    // A wide, unseen target around the small sign: easier to hit.
    const target: Shape = { shape: 'rect', x: x - 9, y: y - 9, width: 18, height: 18, fill: 'surface', opacity: 0 }
    const sign: Shape = dashed ? { shape: 'path', d: `M${px(x - 2)} ${px(y)}a2 2 0 1 0 4 0a2 2 0 1 0 -4 0Z`, fill: 'muted' } : marker(place, x, y)
    return [{ key: `${key} ${index}`, label: `${spec.labels[index]} · ${label}: ${point.exact}`, href: point.href, x, y, shapes: [target, sign] }]
  })
}

/** A control chart: each point between its own limits; those outside stand out by colour, shape and name. */
export function drawControl(spec: ChartSpec, width: number, height: number): Drawing {
  const { control, series } = spec
  const points = series[0]?.points ?? []
  const limits = control?.limits ?? []
  const values = [...points.flatMap((point) => (point ? [forDrawing(point.value)] : [])), ...limits.flatMap((limit) => (limit ? [forDrawing(limit.lower), forDrawing(limit.upper)] : []))]
  const area = plotArea(spec, { width, height, values, fromZero: true, legend: 'none' })
  const edge = (side: 'lower' | 'upper'): Shape => ({
    shape: 'path', stroke: 'warn', strokeWidth: 1.2, dash: '4 3',
    d: limits.map((limit, index) => (limit ? `M${px(area.centre(index) - area.band / 2)} ${px(area.scale.at(forDrawing(limit[side])))}h${px(area.band)}` : '')).join(''),
  })
  const mean = control ? area.scale.at(forDrawing(control.mean)) : 0
  const centre = control ? [line(area.left, mean, area.right, mean, 'accent'), text(area.right, mean - 4, control.meanText, { anchor: 'end', fill: 'accent' })] : []
  const marks = points.flatMap((point, index): Mark[] => {
    const limit = limits[index]
    if (!point) return []
    const value = forDrawing(point.value)
    const out = limit !== null && limit !== undefined && (value > forDrawing(limit.upper) || value < forDrawing(limit.lower))
    const [x, y] = [area.centre(index), area.scale.at(value)]
    const fill: Paint = out ? 'bad' : { series: 0 }
    const d = out ? `M${px(x)} ${px(y - 6)}L${px(x + 6)} ${px(y)}L${px(x)} ${px(y + 6)}L${px(x - 6)} ${px(y)}Z` : `M${px(x - 3)} ${px(y)}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z`
    const name: Shape[] = out ? [text(x, y - 9, spec.labels[index] ?? '', { anchor: 'middle', fill: 'bad', bold: true })] : []
    return [{ key: `point ${index}`, label: `${spec.labels[index]}: ${point.exact}`, href: point.href, x, y, shapes: [{ shape: 'rect', x: x - 9, y: y - 9, width: 18, height: 18, fill: 'surface', opacity: 0 }, { shape: 'path', d, fill }, ...name] }]
  })
  return { width, height, back: [...area.back, edge('lower'), edge('upper'), ...centre], marks, front: area.front }
}
