/** The frame of a chart along months or places: the plot's, with what its spec says: series, gaps, notes. */
import { marker, patterned } from '../drawing/patterns'
import { plotArea, type LegendEntry, type PlotArea } from '../drawing/plot-area'
import { tickText } from '../drawing/scale'
import { line, text, type Shape } from '../drawing/shapes'
import type { ChartSpec } from './chart-spec'

interface ChartAreaOptions {
  width: number
  height: number
  values: readonly number[]
  fromZero: boolean
  legend: 'boxes' | 'markers' | 'none'
}

const NOTE_ROOM = 14

/** Lays out the frame for a chart's values; legend and notes take the room they need above. */
export function chartArea(spec: ChartSpec, { width, height, values, fromZero, legend }: ChartAreaOptions): PlotArea {
  const area = plotArea({
    width, height, values, fromZero, names: spec.labels, unit: spec.unit,
    tick: (value, step) => tickText(value, spec.unitPower, step, spec.locale),
    legend: legend === 'none' || spec.series.length < 2 ? [] : legendOf(spec, legend),
    above: spec.notes.length > 0 ? NOTE_ROOM : 0,
    // A step without its name says nothing; of months some may be left out.
    twoLines: spec.kind === 'waterfall',
  })
  return { ...area, back: [...area.back, ...missingShapes(spec, area)], front: [...area.front, ...noteShapes(spec, area)] }
}

const legendOf = ({ series }: ChartSpec, look: 'boxes' | 'markers'): LegendEntry[] =>
  series.map(({ label, dashed = false }, index) => ({
    label,
    sign: (x, y) => (dashed ? [line(x, y + 6, x + 14, y + 6, 'muted', { dash: '4 3', strokeWidth: 2 })] : look === 'boxes' ? patterned(index, { x, y, width: 13, height: 12 }) : [marker(index, x + 6, y + 6)]),
  }))

/** Where no series has data there is a gap with a dashed edge: not a zero. */
function missingShapes({ labels, series }: ChartSpec, { band, centre, top, bottom }: PlotArea): Shape[] {
  return labels.flatMap((_, index): Shape[] => {
    if (series.some(({ points }) => points[index])) return []
    const [x1, x2] = [centre(index) - band / 2 + 2, centre(index) + band / 2 - 2]
    return [line(x1, top, x1, bottom, 'line', { dash: '3 3' }), line(x2, top, x2, bottom, 'line', { dash: '3 3' }), text(centre(index), (top + bottom) / 2, '—', { anchor: 'middle' })]
  })
}

function noteShapes({ notes }: ChartSpec, { centre, top, bottom, legendHeight }: PlotArea): Shape[] {
  const numbers = new Map<number, number[]>()
  notes.forEach(({ at }, index) => numbers.set(at, [...(numbers.get(at) ?? []), index + 1]))
  return [...numbers].flatMap(([at, list]) => [line(centre(at), top - 2, centre(at), bottom, 'warn', { dash: '2 4' }), text(centre(at), 30 + legendHeight, `▼${list.join(',')}`, { anchor: 'middle', fill: 'warn', bold: true })])
}
