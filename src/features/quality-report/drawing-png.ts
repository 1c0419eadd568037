import 'server-only'
import * as fontkit from 'fontkit'
import sharp from 'sharp'
import type { Drawing, Shape } from '@/ui/drawing/drawing'
import { FONT_FILES } from './fonts'
import { paper } from './inks'

type Font = ReturnType<typeof opened>

function opened(file: string) {
  const font = fontkit.openSync(file)
  if (!('layout' in font)) throw new Error(`${file} holds several fonts`)
  return font
}

const kept = new Map<string, Font>()

function fontOf(bold: boolean): Font {
  const file = bold ? FONT_FILES.bold : FONT_FILES.regular
  const font = kept.get(file) ?? opened(file)
  kept.set(file, font)
  return font
}

/** Words as outlines: no font is needed where the picture is made or seen. */
function outlined({ at, text, size = 12, ink, anchor = 'start', bold = false }: Extract<Shape, { kind: 'text' }>): string {
  const font = fontOf(bold)
  const scale = size / font.unitsPerEm
  const { glyphs, positions } = font.layout(text)
  const width = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) * scale
  let x = at[0] - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0)
  const paths = glyphs.map((glyph, place) => {
    const path = `<path transform="translate(${x} ${at[1]}) scale(${scale} ${-scale})" d="${glyph.path.toSVG()}"/>`
    x += (positions[place]?.xAdvance ?? 0) * scale
    return path
  })
  return `<g fill="${paper(ink)}">${paths.join('')}</g>`
}

function drawn(shape: Shape): string {
  switch (shape.kind) {
    case 'line':
      return `<line x1="${shape.from[0]}" y1="${shape.from[1]}" x2="${shape.to[0]}" y2="${shape.to[1]}" stroke="${paper(shape.ink)}" stroke-width="${shape.width ?? 1}" stroke-dasharray="${shape.dash?.join(' ') ?? 'none'}"/>`
    case 'path':
      return `<${shape.closed === true ? 'polygon' : 'polyline'} points="${shape.places.map((place) => place.join(',')).join(' ')}" fill="${shape.fill ? paper(shape.fill) : 'none'}" stroke="${paper(shape.ink)}" stroke-width="${shape.width ?? 1}" stroke-dasharray="${shape.dash?.join(' ') ?? 'none'}"/>`
    case 'rect':
      return `<rect x="${shape.at[0]}" y="${shape.at[1]}" width="${shape.width}" height="${Math.max(0, shape.height)}" fill="${paper(shape.fill)}" stroke="${shape.ink ? paper(shape.ink) : 'none'}"/>`
    case 'circle':
      return `<circle cx="${shape.at[0]}" cy="${shape.at[1]}" r="${shape.radius}" fill="${paper(shape.fill)}" stroke="${shape.ink ? paper(shape.ink) : 'none'}"/>`
    case 'text':
      return outlined(shape)
  }
}

/** Sharp enough to print across a page. */
const ACROSS = 1800

/** A drawing as a picture for Word. */
export async function drawingPng({ width, height, shapes }: Drawing): Promise<Buffer> {
  const scale = ACROSS / width
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width * scale)}" height="${Math.round(height * scale)}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="#ffffff"/>${shapes.map(drawn).join('')}</svg>`
  return sharp(Buffer.from(svg)).png({ palette: true }).toBuffer()
}
