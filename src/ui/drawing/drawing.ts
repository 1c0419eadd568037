/**
 * Drawings as data: lines, areas and words in places that are already worked out. The same drawing goes to the screen, to
 * PDF and to Word, each of which only turns it into its own strokes.
 */

/** A colour by its meaning; every place that shows a drawing has its own for it. */
export type Ink = 'ink' | 'muted' | 'line' | 'accent' | 'good' | 'warn' | 'bad' | 'surface' | 'raised' | 'series0' | 'series1' | 'series2' | 'series3' | 'series4'

export type Place = readonly [x: number, y: number]

export type Shape =
  | { kind: 'line'; from: Place; to: Place; ink: Ink; width?: number; dash?: readonly number[] }
  | { kind: 'path'; places: readonly Place[]; ink: Ink; width?: number; dash?: readonly number[]; fill?: Ink; closed?: boolean }
  | { kind: 'rect'; at: Place; width: number; height: number; fill: Ink; ink?: Ink; title?: string }
  | { kind: 'circle'; at: Place; radius: number; fill: Ink; ink?: Ink; title?: string }
  | { kind: 'text'; at: Place; text: string; size?: number; ink?: Ink; anchor?: 'start' | 'middle' | 'end'; bold?: boolean; turn?: number }

export interface Drawing {
  width: number
  height: number
  /** What it shows, for those who do not see it. */
  label: string
  shapes: readonly Shape[]
}

export const TEXT_SIZE = 12
export const SERIES: readonly Ink[] = ['series0', 'series1', 'series2', 'series3', 'series4']
export const seriesInk = (place: number): Ink => SERIES[place % SERIES.length] ?? 'series0'

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/

/** About how wide a text is: Chinese characters are as wide as they are high, others a little more than half of it. */
export const textWidth = (text: string, size = TEXT_SIZE): number => [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? size : size * 0.56), 0)

/** A text cut to a width, with an ellipsis where it was cut. */
export function fitted(text: string, width: number, size = TEXT_SIZE): string {
  if (textWidth(text, size) <= width) return text
  const letters = [...text]
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop()
  return `${letters.join('')}…`
}

/** A text in lines no wider than `width`; broken between words, or between any two Chinese characters. */
export function wrapped(text: string, width: number, size = TEXT_SIZE): string[] {
  const pieces = text.match(/[\u2e80-\u9fff\uff00-\uff60]|[^\s\u2e80-\u9fff\uff00-\uff60]+\s*/g) ?? []
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    if (line !== '' && textWidth(line + piece.trimEnd(), size) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  return line === '' ? lines : [...lines, line.trimEnd()]
}

const NUMBER = new Intl.NumberFormat('en', { maximumSignificantDigits: 5 })
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** A figure of a drawing: five digits at most, whole from a thousand on. The table beside it has the exact one. */
export const plain = (value: number): string => (Math.abs(value) >= 1000 ? WHOLE.format(value) : NUMBER.format(value)).replace('-', '−')

/** Round steps that cover a range: 0, 20, 40, … */
export function ticks(low: number, high: number, about = 5): number[] {
  const span = high - low || Math.abs(high) || 1
  const power = 10 ** Math.floor(Math.log10(span / about))
  const step = power * ([1, 2, 2.5, 5, 10].find((factor) => span / (power * factor) <= about) ?? 10)
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  return Array.from({ length: last - first + 1 }, (_, place) => Number(((first + place) * step).toPrecision(12)))
}

/** From a value to a place. */
export type Scale = (value: number) => number

export const scaleOf = (low: number, high: number, from: number, to: number): Scale => {
  const span = high - low || 1
  return (value) => from + ((value - low) / span) * (to - from)
}

export interface Frame {
  left: number
  right: number
  top: number
  bottom: number
}

/** The value axis on the left with its lines across, and its unit above. */
export function valueAxis({ left, right, top }: Frame, values: readonly number[], y: Scale, unit = ''): Shape[] {
  return [
    ...values.flatMap((value): Shape[] => [
      { kind: 'line', from: [left, y(value)], to: [right, y(value)], ink: 'line' },
      { kind: 'text', at: [left - 6, y(value) + 4], text: plain(value), ink: 'muted', anchor: 'end' },
    ]),
    ...(unit === '' ? [] : [{ kind: 'text', at: [left, top - 8], text: unit, ink: 'muted', anchor: 'start' } satisfies Shape]),
  ]
}

/** Names below places; every second, third, … one where they would touch. */
export function nameAxis(names: readonly string[], x: (place: number) => number, bottom: number, room: number): Shape[] {
  const widest = Math.max(1, ...names.map((name) => Math.min(textWidth(name), 110)))
  const every = Math.max(1, Math.ceil((widest + 6) / room))
  return names.flatMap((name, place): Shape[] => (place % every === 0 ? [{ kind: 'text', at: [x(place), bottom + 16], text: fitted(name, room * every - 4), ink: 'muted', anchor: 'middle' }] : []))
}

/** Colours and their meaning in one line from `left` on. */
export function legend(entries: readonly { ink: Ink; text: string }[], left: number, y: number): Shape[] {
  let x = left
  return entries.flatMap(({ ink, text }): Shape[] => {
    const at = x
    x += 26 + textWidth(text)
    return [
      { kind: 'rect', at: [at, y - 9], width: 10, height: 10, fill: ink },
      { kind: 'text', at: [at + 14, y], text, ink: 'ink', anchor: 'start' },
    ]
  })
}
