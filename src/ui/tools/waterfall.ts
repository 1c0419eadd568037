/** From one amount to another in steps that add up: bars that begin where the one before ended. */
import { patterned } from '../drawing/patterns'
import { plotArea } from '../drawing/plot-area'
import { plain } from '../drawing/scale'
import { line, px, text, type Drawing, type Mark, type Shape } from '../drawing/shapes'
import { TOOL_SIZE } from './bars'

export interface WaterfallStep {
  name: string
  value: number
  /** The amount as people read it. */
  text: string
}

/** A slanted gap near the foot of a bar: it goes on below the axis, which does not begin at zero. */
const axisBreak = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): Shape => ({
  shape: 'path', d: `M${px(x - 2)} ${px(y + height - 7)} L${px(x + width + 2)} ${px(y + height - 13)}`, stroke: 'surface', strokeWidth: 4,
})

/** The axis begins near the amounts, since the steps are small beside them: the first and last bar are shown broken. */
export function waterfallDrawing(from: WaterfallStep, steps: readonly WaterfallStep[], to: WaterfallStep, unit: string): Drawing {
  let at = from.value
  const spans = steps.map((step) => ({ ...step, begin: at, end: (at += step.value) }))
  const all = [from.value, to.value, ...spans.flatMap(({ begin, end }) => [begin, end])]
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const names = [from, ...steps, to].map(({ name }) => name)
  const area = plotArea({ ...TOOL_SIZE, names, unit, values: [least - (most - least) * 0.25, most + (most - least) * 0.1], fromZero: false, tick: plain, twoLines: true })
  const bars = [{ ...from, begin: area.scale.least, end: from.value }, ...spans, { ...to, begin: area.scale.least, end: to.value }]
  const width = Math.min(64, area.band * 0.7)
  const marks = bars.map(({ name, begin, end, value, text: written }, place): Mark => {
    const whole = place === 0 || place === bars.length - 1
    const x = area.centre(place)
    const y = Math.min(area.scale.at(begin), area.scale.at(end))
    const box = { x: x - width / 2, y, width, height: Math.max(1, Math.abs(area.scale.at(begin) - area.scale.at(end))) }
    const cut: Shape[] = area.scale.least > 0 ? [axisBreak(box)] : []
    const body: Shape[] = whole ? [{ shape: 'rect', ...box, fill: 'muted' }, ...cut] : patterned(value < 0 ? 1 : 0, box)
    return { key: `step ${place}`, label: `${name} ${written}`, x, y, shapes: [...body, text(x, y - 5, whole ? plain(value) : `${value > 0 ? '+' : ''}${plain(value)}`, { anchor: 'middle', fill: 'ink' })] }
  })
  const connectors = bars.slice(0, -1).map(({ end }, place) => line(area.centre(place) + width / 2, area.scale.at(end), area.centre(place + 1) - width / 2, area.scale.at(end), 'muted', { dash: '2 2' }))
  return { ...TOOL_SIZE, back: [...area.back, ...connectors], marks, front: area.front }
}
