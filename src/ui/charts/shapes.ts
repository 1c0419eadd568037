/** What a drawing is made of: so little that a page, a PDF and a picture can all show it. */

export const SERIES_COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b58900', '#56b4e9'] as const

/** A colour by its meaning; pages give it by theme, files in the light one. */
export type Paint = 'ink' | 'muted' | 'line' | 'accent' | 'surface' | 'raised' | 'bad' | 'warn' | { series: number }

/** On white: for what is printed and sent. */
const LIGHT: Record<Extract<Paint, string>, string> = {
  ink: '#17202b', muted: '#57626f', line: '#dfe3e8', accent: '#0b63c5', surface: '#ffffff', raised: '#f0f2f5', bad: '#b3261e', warn: '#8a5200',
}

export const hexOf = (paint: Paint): string => (typeof paint === 'string' ? LIGHT[paint] : (SERIES_COLOURS[paint.series % SERIES_COLOURS.length] ?? LIGHT.ink))

export type Shape =
  | { shape: 'rect'; x: number; y: number; width: number; height: number; fill: Paint; opacity?: number }
  | { shape: 'path'; d: string; fill?: Paint; stroke?: Paint; strokeWidth?: number; dash?: string }
  | { shape: 'text'; x: number; y: number; text: string; size: number; anchor: 'start' | 'middle' | 'end'; fill: Paint; bold?: boolean }

/** What stands for one value: hovered, focused, clicked. */
export interface Mark {
  key: string
  label: string
  href?: string | undefined
  /** Where its label is shown. */
  x: number
  y: number
  shapes: readonly Shape[]
}

export interface Drawing {
  width: number
  height: number
  back: readonly Shape[]
  marks: readonly Mark[]
  front: readonly Shape[]
}

export const TEXT_SIZE = 11

export const text = (x: number, y: number, content: string, more: Partial<Extract<Shape, { shape: 'text' }>> = {}): Shape => ({ shape: 'text', x, y, text: content, size: TEXT_SIZE, anchor: 'start', fill: 'muted', ...more })

export const line = (x1: number, y1: number, x2: number, y2: number, stroke: Paint = 'line', more: { dash?: string; strokeWidth?: number } = {}): Shape => ({ shape: 'path', d: `M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}`, stroke, strokeWidth: 1, ...more })

/** Two decimals are finer than any screen. */
export const px = (value: number): string => String(Math.round(value * 100) / 100)

/** About how wide a text is: Chinese characters are square, others half as wide. */
export const textWidth = (content: string, size = TEXT_SIZE): number => [...content].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? size : size * 0.56), 0)

/** A text cut to a width, with an ellipsis. */
export function clipped(content: string, width: number, size = TEXT_SIZE): string {
  if (textWidth(content, size) <= width) return content
  const letters = [...content]
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop()
  return `${letters.join('')}…`
}

/** Every shape of a drawing in the order it is painted; targets that are there to be hit only are left out. */
export const shapesOf = ({ back, marks, front }: Drawing): Shape[] => [...back, ...marks.flatMap(({ shapes }) => shapes), ...front].filter((shape) => shape.shape !== 'rect' || shape.opacity !== 0)
