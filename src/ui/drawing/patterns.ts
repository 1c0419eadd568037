/**
 * A pattern for each series besides its colour, drawn as plain lines within its rectangle: so that it looks the same on a
 * page, in a PDF and in a picture, and needs no ids.
 */
import { circle, polygon, px, type Shape } from './shapes'

interface Box {
  x: number
  y: number
  width: number
  height: number
}

const STEP = 7

/** Rising or falling diagonals, cut off at the edges. */
function diagonals({ x, y, width, height }: Box, falling: boolean): string {
  const lines: string[] = []
  for (let at = STEP / 2 - height; at < width; at += STEP) {
    // At offset `at` a line runs from (x + at, bottom) to (x + at + height, top).
    const from = Math.max(0, -at)
    const to = Math.min(height, width - at)
    if (to <= from) continue
    const [y1, y2] = falling ? [y + from, y + to] : [y + height - from, y + height - to]
    lines.push(`M${px(x + at + from)} ${px(y1)}L${px(x + at + to)} ${px(y2)}`)
  }
  return lines.join('')
}

function levels({ x, y, width, height }: Box): string {
  const lines: string[] = []
  for (let at = STEP / 2; at < height; at += STEP) lines.push(`M${px(x)} ${px(y + at)}L${px(x + width)} ${px(y + at)}`)
  return lines.join('')
}

function dots({ x, y, width, height }: Box): string {
  const marks: string[] = []
  for (let down = STEP / 2; down < height - 1; down += STEP) {
    for (let right = STEP / 2; right < width - 1; right += STEP) marks.push(`M${px(x + right - 1)} ${px(y + down)}h2`)
  }
  return marks.join('')
}

const PATTERNS: readonly ((box: Box) => string)[] = [() => '', (box) => diagonals(box, false), dots, levels, (box) => diagonals(box, true), (box) => diagonals(box, false) + diagonals(box, true)]

/** A filled rectangle in a series' colour and pattern. */
export function patterned(series: number, box: Box): Shape[] {
  const d = PATTERNS[series % PATTERNS.length]?.(box) ?? ''
  return [{ shape: 'rect', ...box, fill: { series } }, ...(d === '' ? [] : [{ shape: 'path' as const, d, stroke: 'surface' as const, strokeWidth: 1.5 }])]
}

/** The sign of a series on a line: a shape of its own besides its colour. */
export function marker(series: number, x: number, y: number, r = 3.5): Shape {
  const shapes = [
    circle(x, y, r),
    `M${px(x - r)} ${px(y - r)}h${2 * r}v${2 * r}h${-2 * r}Z`,
    `M${px(x)} ${px(y - r - 0.5)}L${px(x + r + 0.5)} ${px(y + r)}H${px(x - r - 0.5)}Z`,
    `M${px(x)} ${px(y - r - 1)}L${px(x + r + 1)} ${px(y)}L${px(x)} ${px(y + r + 1)}L${px(x - r - 1)} ${px(y)}Z`,
    `M${px(x)} ${px(y + r + 0.5)}L${px(x + r + 0.5)} ${px(y - r)}H${px(x - r - 0.5)}Z`,
    `M${px(x - r)} ${px(y - 1.2)}H${px(x - 1.2)}V${px(y - r)}H${px(x + 1.2)}V${px(y - 1.2)}H${px(x + r)}V${px(y + 1.2)}H${px(x + 1.2)}V${px(y + r)}H${px(x - 1.2)}V${px(y + 1.2)}H${px(x - r)}Z`,
  ]
  return { shape: 'path', d: shapes[series % shapes.length] ?? '', fill: { series }, stroke: 'surface', strokeWidth: 1 }
}

/** A value outside of its limits: told from the others by shape as well as colour. */
export const outlier = (x: number, y: number, r = 6): Shape => polygon([[x, y - r], [x + r, y], [x, y + r], [x - r, y]], { fill: 'bad' })
