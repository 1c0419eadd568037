/** Charts that grow downwards: a row for each place. */
import { patterned } from '../drawing/patterns'
import { line, text, type Drawing, type Mark, type Shape } from '../drawing/shapes'
import { clipped, textWidth } from '../drawing/words'
import { forDrawing, type ChartSpec } from './chart-spec'

const ROW = 22
const HEAD = 20
/** What the numbers of notes take above the months. */
const NOTE_LINE = 14

/** Bars to the left and right of zero, the value beside each. */
export function drawRanked(spec: ChartSpec, width: number): Drawing {
  const points = spec.series[0]?.points ?? []
  const values = points.map((point) => (point ? forDrawing(point.value) : 0))
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)]
  const names = Math.min(width * 0.4, Math.max(40, ...spec.labels.map((label) => textWidth(label) + 8)))
  const room = Math.max(50, ...points.map((point) => textWidth(point?.text ?? '') + 8))
  const [from, to] = [names + (least < 0 ? room : 4), width - (most > 0 ? room : 4)]
  const at = (value: number) => (most === least ? from : from + ((value - least) / (most - least)) * (to - from))
  const height = HEAD + ROW * spec.labels.length + 4
  const marks = points.flatMap((point, index): Mark[] => {
    if (!point) return []
    const value = values[index] ?? 0
    const y = HEAD + ROW * index
    const [x1, x2] = [Math.min(at(0), at(value)), Math.max(at(0), at(value))]
    const box = { x: x1, y: y + 4, width: Math.max(1, x2 - x1), height: ROW - 8 }
    const valueText = value < 0 ? text(x1 - 4, y + 15, point.text, { anchor: 'end', fill: 'ink' }) : text(x2 + 4, y + 15, point.text, { fill: 'ink' })
    const target: Shape = { shape: 'rect', x: 0, y, width, height: ROW, fill: 'surface', opacity: 0 }
    return [{ key: `row ${index}`, label: `${spec.labels[index]}: ${point.exact}`, href: point.href, x: x2, y: y + 4, shapes: [target, text(0, y + 15, clipped(spec.labels[index] ?? '', names - 6), { fill: 'ink' }), ...patterned(value < 0 ? 1 : 0, box), valueText] }]
  })
  return { width, height, back: [text(0, 11, spec.unit), line(at(0), HEAD, at(0), height - 4, 'muted')], marks, front: [] }
}

/** Beyond this many per cent a cell is as dark as it gets. */
const FULL_AT = 50

/** Places by months; the stronger the colour, the larger the change, blue for more and orange for less, the number within. */
export function drawHeat(spec: ChartSpec, width: number): Drawing {
  const names = Math.min(width * 0.3, Math.max(40, ...spec.series.map(({ label }) => textWidth(label) + 8)))
  const cell = (width - names) / Math.max(1, spec.labels.length)
  const head = HEAD + (spec.notes.length > 0 ? NOTE_LINE : 0)
  const height = head + ROW * spec.series.length + 4
  const heads = spec.labels.flatMap((label, index): Shape[] => {
    const [middle, noted] = [names + cell * (index + 0.5), notesOf(spec, index)]
    return [text(middle, head - 7, clipped(label, cell - 2), { anchor: 'middle' }), ...(noted === '' ? [] : [text(middle, 11, noted, { anchor: 'middle', fill: 'warn', bold: true })])]
  })
  const rows = spec.series.map(({ label }, index) => text(0, head + ROW * index + 15, clipped(label, names - 6), { fill: 'ink' }))
  const marks = spec.series.flatMap(({ key, label, points }, row) => points.map((point, column): Mark => {
    const box = { x: names + cell * column + 1, y: head + ROW * row + 1, width: cell - 2, height: ROW - 2 }
    const value = point ? (point.shade ?? forDrawing(point.value)) : 0
    const shade: Shape = point
      ? { shape: 'rect', ...box, fill: { series: value < 0 ? 1 : 0 }, opacity: Math.min(0.5, (Math.abs(value) / FULL_AT) * 0.5) }
      : { shape: 'path', d: `M${box.x} ${box.y + box.height}L${box.x + box.width} ${box.y}`, stroke: 'line', strokeWidth: 1 }
    const frame: Shape = { shape: 'path', d: `M${box.x} ${box.y}h${box.width}v${box.height}h${-box.width}Z`, stroke: 'line', strokeWidth: 0.5 }
    const number = point ? [text(box.x + box.width / 2, box.y + 14, inCell(point.text, value, cell), { anchor: 'middle', fill: 'ink', size: 10 })] : []
    return { key: `${key} ${column}`, label: `${label} · ${spec.labels[column]}: ${point?.exact ?? '—'}`, href: point?.href, x: box.x + box.width / 2, y: box.y, shapes: [shade, frame, ...number] }
  }))
  return { width, height, back: [...heads, ...rows], marks, front: [] }
}

/** The number, or where it has no room its sign: colour alone is not seen by everybody. */
const inCell = (number: string, value: number, room: number): string => (room > textWidth(number, 10) + 2 ? number : value > 0 ? '+' : value < 0 ? '−' : '')

/** The numbers of the notes at a column, `▼1,2`. */
function notesOf({ notes }: ChartSpec, column: number): string {
  const numbers = notes.flatMap(({ at }, index) => (at === column ? [index + 1] : []))
  return numbers.length === 0 ? '' : `▼${numbers.join(',')}`
}
