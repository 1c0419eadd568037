import { marker, outlier } from '../drawing/patterns'
import type { PlotArea } from '../drawing/plot-area'
import { dot, line, px, target, text, type Drawing, type Mark, type Shape } from '../drawing/shapes'
import { chartArea } from './chart-area'
import { forDrawing, type ChartSeries, type ChartSpec } from './chart-spec'

/** Lines over months; broken where a month has no data. */
export function drawLines(spec: ChartSpec, width: number, height: number): Drawing {
  const values = spec.series.flatMap(({ points }) => points.flatMap((point) => (point ? [forDrawing(point.value)] : [])))
  const area = chartArea(spec, { width, height, values, fromZero: spec.fromZero, legend: 'markers' })
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
    return [{ key: `${key} ${index}`, label: `${spec.labels[index]} · ${label}: ${point.exact}`, href: point.href, x, y, shapes: [target(x, y), dashed ? dot(x, y, 2, 'muted') : marker(place, x, y)] }]
  })
}

/** A control chart: each point between its own limits; those outside stand out by colour, shape and name. */
export function drawControl(spec: ChartSpec, width: number, height: number): Drawing {
  const { control, series } = spec
  const points = series[0]?.points ?? []
  const limits = control?.limits ?? []
  const values = [...points.flatMap((point) => (point ? [forDrawing(point.value)] : [])), ...limits.flatMap((limit) => (limit ? [forDrawing(limit.lower), forDrawing(limit.upper)] : []))]
  const area = chartArea(spec, { width, height, values, fromZero: true, legend: 'none' })
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
    const name: Shape[] = out ? [text(x, y - 9, spec.labels[index] ?? '', { anchor: 'middle', fill: 'bad', bold: true })] : []
    return [{ key: `point ${index}`, label: `${spec.labels[index]}: ${point.exact}`, href: point.href, x, y, shapes: [target(x, y), out ? outlier(x, y) : dot(x, y, 3, { series: 0 }), ...name] }]
  })
  return { width, height, back: [...area.back, edge('lower'), edge('upper'), ...centre], marks, front: area.front }
}
