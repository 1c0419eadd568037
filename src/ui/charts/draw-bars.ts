import { patterned } from '../drawing/patterns'
import type { Drawing, Mark, Shape } from '../drawing/shapes'
import { chartArea } from './chart-area'
import { forDrawing, type ChartSpec } from './chart-spec'

const MOST_BAR = 64
/** A value of 0 is a line that can be seen and clicked. */
const LEAST_HEIGHT = 1

/** Stacked bars from zero: what is below zero is stacked downwards. */
export function drawBars(spec: ChartSpec, width: number, height: number): Drawing {
  const stacks = spec.labels.map((_, index) => stackOf(spec, index))
  const area = chartArea(spec, { width, height, values: stacks.flatMap((parts) => parts.flatMap(({ from, to }) => [from, to])), fromZero: true, legend: 'boxes' })
  const bar = Math.min(MOST_BAR, area.band * 0.7)
  const marks = stacks.flatMap((parts, index) => parts.map(({ series, from, to }): Mark => {
    const point = spec.series[series]?.points[index]
    const [y1, y2] = [area.scale.at(Math.max(from, to)), area.scale.at(Math.min(from, to))]
    const box = { x: area.centre(index) - bar / 2, y: y1, width: bar, height: Math.max(LEAST_HEIGHT, y2 - y1) }
    return { key: `${spec.series[series]?.key} ${index}`, label: `${spec.labels[index]} · ${spec.series[series]?.label}: ${point?.exact ?? ''}`, href: point?.href, x: area.centre(index), y: y1, shapes: patterned(series, box) }
  }))
  return { width, height, back: area.back, marks, front: area.front }
}

interface Part {
  series: number
  from: number
  to: number
}

function stackOf({ series }: ChartSpec, index: number): Part[] {
  let [up, down] = [0, 0]
  return series.flatMap(({ points }, place): Part[] => {
    const point = points[index]
    if (!point) return []
    const value = forDrawing(point.value)
    const from = value < 0 ? down : up
    if (value < 0) down += value
    else up += value
    return [{ series: place, from, to: from + value }]
  })
}

/**
 * How a change comes about: each label's value adds to those before it, and the last one is their sum. The lines between
 * the steps lead the eye.
 */
export function drawWaterfall(spec: ChartSpec, width: number, height: number): Drawing {
  const points = spec.series[0]?.points ?? []
  const steps: (Part & { last: boolean })[] = []
  let level = 0
  points.forEach((point, index) => {
    const value = forDrawing(point?.value ?? '0')
    const last = index === points.length - 1
    steps.push({ series: last ? 2 : value < 0 ? 1 : 0, from: last ? 0 : level, to: last ? value : level + value, last })
    level += value
  })
  const area = chartArea({ ...spec, series: spec.series.slice(0, 1) }, { width, height, values: steps.flatMap(({ from, to }) => [from, to]), fromZero: true, legend: 'none' })
  const bar = Math.min(MOST_BAR, area.band * 0.62)
  const connectors = steps.slice(0, -1).map(({ to }, index): Shape => ({ shape: 'path', d: `M${area.centre(index) + bar / 2} ${area.scale.at(to)}H${area.centre(index + 1) - bar / 2}`, stroke: 'muted', strokeWidth: 1, dash: '2 2' }))
  const marks = steps.map(({ series, from, to }, index): Mark => {
    const [y1, y2] = [area.scale.at(Math.max(from, to)), area.scale.at(Math.min(from, to))]
    const point = points[index]
    const box = { x: area.centre(index) - bar / 2, y: y1, width: bar, height: Math.max(LEAST_HEIGHT, y2 - y1) }
    return { key: `step ${index}`, label: `${spec.labels[index]}: ${point?.exact ?? ''}`, href: point?.href, x: area.centre(index), y: y1, shapes: [...patterned(series, box), { shape: 'text', x: area.centre(index), y: y1 - 4, text: point?.text ?? '', size: 10, anchor: 'middle', fill: 'ink' }] }
  })
  return { width, height, back: [...area.back, ...connectors], marks, front: area.front }
}
