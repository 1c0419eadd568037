import 'server-only'
import { readFileSync } from 'node:fs'
import * as fontkit from 'fontkit'
import { fontFiles } from '@/ui/drawing/font-files'
import { hexOf, px, shapesOf, text, type Drawing, type Shape } from '@/ui/drawing/shapes'
import { escaped } from '@/ui/drawing/svg-escape'
import type { TitledDrawing } from './schemas'

const opened = new Map<string, fontkit.Font>()

function fontOf(bold: boolean): fontkit.Font {
  const file = fontFiles()[bold ? 'bold' : 'regular']
  const known = opened.get(file)
  if (known) return known
  const font = fontkit.create(readFileSync(file))
  if (!('layout' in font)) throw new Error(`${file} holds several fonts`)
  opened.set(file, font)
  return font
}

/** Texts become outlines: whoever opens the file sees the same, whatever fonts there are. */
function textPath({ x, y, text: content, size, anchor, fill, bold = false }: Extract<Shape, { shape: 'text' }>): string {
  const font = fontOf(bold)
  const { glyphs, positions } = font.layout(content)
  const scale = size / font.unitsPerEm
  const width = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) * scale
  let pen = x - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0)
  const outlines = glyphs.map((glyph, index) => {
    const d = glyph.path.scale(scale, -scale).translate(pen, y).toSVG()
    pen += (positions[index]?.xAdvance ?? 0) * scale
    return d
  })
  return `<path d="${outlines.join('')}" fill="${hexOf(fill)}"/>`
}

function shapeSvg(shape: Shape): string {
  switch (shape.shape) {
    case 'rect':
      return `<rect x="${px(shape.x)}" y="${px(shape.y)}" width="${px(Math.max(0, shape.width))}" height="${px(Math.max(0, shape.height))}" fill="${hexOf(shape.fill)}" fill-opacity="${shape.opacity ?? 1}"${shape.stroke ? ` stroke="${hexOf(shape.stroke)}"` : ''}/>`
    case 'path':
      return `<path d="${shape.d}" fill="${shape.fill ? hexOf(shape.fill) : 'none'}"${shape.stroke ? ` stroke="${hexOf(shape.stroke)}" stroke-width="${shape.strokeWidth ?? 1}"` : ''}${shape.dash ? ` stroke-dasharray="${shape.dash}"` : ''}/>`
    case 'text':
      return textPath(shape)
  }
}

const onWhite = (width: number, height: number, title: string, parts: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><title>${escaped(title)}</title><rect width="${width}" height="${height}" fill="#ffffff"/>${parts.join('')}</svg>`

/** A drawing alone, for a document that says around it what it is. */
export const bareSvg = (drawing: Drawing): string => onWhite(drawing.width, drawing.height, '', shapesOf(drawing).map(shapeSvg))

const PADDING = 12
const TITLE = 28
const LINE = 16

/** A drawing as a file that stands by itself: on white, with its title, texts as outlines. */
export function drawingSvg({ drawing, title, lines }: TitledDrawing): string {
  const around = [
    text(PADDING, PADDING + 14, title, { size: 14, fill: 'ink' }),
    ...lines.map((content, index) => text(PADDING, PADDING + TITLE + drawing.height + 8 + (index + 1) * LINE - 4, content)),
  ]
  const inner = `<g transform="translate(${PADDING} ${PADDING + TITLE})">${shapesOf(drawing).map(shapeSvg).join('')}</g>`
  return onWhite(drawing.width + 2 * PADDING, drawing.height + 2 * PADDING + TITLE + lines.length * LINE, title, [...around.map(shapeSvg), inner])
}
