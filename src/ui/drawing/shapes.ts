/**
 * What a drawing is made of: so little that a page, a PDF and a picture can all show it. Charts and the tools of a QC
 * project draw with these; each place that shows them has one renderer beside this file.
 */
import { TEXT_SIZE } from './words'

export const SERIES_COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b58900', '#56b4e9'] as const

/** A colour by its meaning; pages give it by theme, files in the light one. */
export type Paint = 'ink' | 'muted' | 'line' | 'accent' | 'surface' | 'raised' | 'good' | 'bad' | 'warn' | { series: number }

/** On white: for what is printed and sent. */
const LIGHT: Record<Extract<Paint, string>, string> = {
  ink: '#17202b', muted: '#57626f', line: '#dfe3e8', accent: '#0b63c5', surface: '#ffffff', raised: '#f0f2f5', good: '#12703f', bad: '#b3261e', warn: '#8a5200',
}

const seriesColour = (series: number): string => SERIES_COLOURS[series % SERIES_COLOURS.length] ?? LIGHT.ink

/** A colour in files. */
export const hexOf = (paint: Paint): string => (typeof paint === 'string' ? LIGHT[paint] : seriesColour(paint.series))

/** A colour on the page, which follows the theme. */
export const themeColour = (paint: Paint): string => (typeof paint === 'string' ? `var(--${paint})` : seriesColour(paint.series))

export type Shape =
  | { shape: 'rect'; x: number; y: number; width: number; height: number; fill: Paint; stroke?: Paint; opacity?: number }
  | { shape: 'path'; d: string; fill?: Paint; stroke?: Paint; strokeWidth?: number; dash?: string }
  | { shape: 'text'; x: number; y: number; text: string; size: number; anchor: 'start' | 'middle' | 'end'; fill: Paint; bold?: boolean }

export type Place = readonly [x: number, y: number]

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

/** A tenth of a pixel is finer than any eye. */
export const px = (value: number): string => String(Math.round(value * 10) / 10)

interface Stroke {
  strokeWidth?: number
  dash?: string
}

export const text = (x: number, y: number, content: string, more: Partial<Extract<Shape, { shape: 'text' }>> = {}): Shape => ({ shape: 'text', x, y, text: content, size: TEXT_SIZE, anchor: 'start', fill: 'muted', ...more })

export const line = (x1: number, y1: number, x2: number, y2: number, stroke: Paint = 'line', more: Stroke = {}): Shape => ({ shape: 'path', d: `M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}`, stroke, strokeWidth: 1, ...more })

const through = (places: readonly Place[]): string => places.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('')

/** A line from place to place; none for fewer than two. */
export const polyline = (places: readonly Place[], stroke: Paint, more: Stroke = {}): Shape[] => (places.length < 2 ? [] : [{ shape: 'path', d: through(places), stroke, strokeWidth: 1, ...more }])

/** A closed area, filled or with an edge. */
export const polygon = (places: readonly Place[], more: Stroke & { fill?: Paint; stroke?: Paint }): Shape => ({ shape: 'path', d: `${through(places)}Z`, ...more })

/** The outline of a circle. */
export const circle = (x: number, y: number, radius: number): string => `M${px(x - radius)} ${px(y)}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`

export const dot = (x: number, y: number, radius: number, fill: Paint, more: Stroke & { stroke?: Paint } = {}): Shape => ({ shape: 'path', d: circle(x, y, radius), fill, ...more })

/** A wide, unseen target around a small sign: easier to hit. */
export const target = (x: number, y: number, reach = 9): Shape => ({ shape: 'rect', x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach, fill: 'surface', opacity: 0 })

/** Every shape of a drawing in the order it is painted; targets that are there to be hit only are left out. */
export const shapesOf = ({ back, marks, front }: Drawing): Shape[] => [...back, ...marks.flatMap(({ shapes }) => shapes), ...front].filter((shape) => shape.shape !== 'rect' || shape.opacity !== 0)
