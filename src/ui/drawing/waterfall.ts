/** From one amount to another in steps that add up: bars that begin where the one before ended. */
import { nameAxis, plain, scaleOf, ticks, valueAxis, type Drawing, type Frame, type Shape } from './drawing'

export interface WaterfallStep {
  name: string
  value: number
  /** Decimal text as people read it. */
  text: string
}

const FRAME: Frame = { left: 76, right: 700, top: 34, bottom: 270 }

/** The axis begins near the amounts, since the steps are small beside them; the first and last bar say what they are. */
export function waterfallDrawing(label: string, from: WaterfallStep, steps: readonly WaterfallStep[], to: WaterfallStep, unit: string): Drawing {
  let at = from.value
  const spans = steps.map((step) => ({ ...step, begin: at, end: (at += step.value) }))
  const all = [from.value, to.value, ...spans.flatMap(({ begin, end }) => [begin, end])]
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const values = ticks(least - (most - least) * 0.25, most + (most - least) * 0.1)
  const low = values[0] ?? least
  const y = scaleOf(low, values.at(-1) ?? most, FRAME.bottom, FRAME.top)
  const bars = [{ ...from, begin: low, end: from.value }, ...spans, { ...to, begin: low, end: to.value }]
  const room = (FRAME.right - FRAME.left) / bars.length
  const x = (place: number) => FRAME.left + room * (place + 0.5)
  const width = Math.min(56, room * 0.7)
  return {
    width: 720,
    height: 310,
    label,
    shapes: [
      ...valueAxis(FRAME, values, y, unit),
      ...bars.flatMap(({ name, begin, end, value, text }, place): Shape[] => {
        const whole = place === 0 || place === bars.length - 1
        const top = Math.min(y(begin), y(end))
        return [
          { kind: 'rect', at: [x(place) - width / 2, top], width, height: Math.max(1, Math.abs(y(begin) - y(end))), fill: whole ? 'muted' : value < 0 ? 'series1' : 'series0', title: `${name} ${text}` },
          { kind: 'text', at: [x(place), top - 5], text: whole ? plain(value) : `${value > 0 ? '+' : ''}${plain(value)}`, size: 11, anchor: 'middle' },
        ]
      }),
      ...nameAxis(bars.map(({ name }) => name), x, FRAME.bottom, room),
    ],
  }
}
