import 'server-only'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as fontkit from 'fontkit'
import { hexOf, px, shapesOf, text, TEXT_SIZE, type Shape } from '@/ui/charts/shapes'
import { escaped } from '@/ui/charts/svg-escape'
import type { TitledDrawing } from './schemas'

/** The font that comes with the application, so that Chinese needs none of the machine's. */
const fontFile = (): string => createRequire(`${process.cwd()}/package.json`).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')

let loaded: fontkit.Font | undefined
function font(): fontkit.Font {
  if (loaded) return loaded
  const opened = fontkit.create(readFileSync(fontFile()))
  if (!('layout' in opened)) throw new Error('the font is a collection')
  return (loaded = opened)
}

/** Texts become outlines: whoever opens the file sees the same, whatever fonts there are. */
function textPath({ x, y, text: content, size, anchor, fill }: Extract<Shape, { shape: 'text' }>): string {
  const { glyphs, positions } = font().layout(content)
  const scale = size / font().unitsPerEm
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
      return `<rect x="${px(shape.x)}" y="${px(shape.y)}" width="${px(Math.max(0, shape.width))}" height="${px(Math.max(0, shape.height))}" fill="${hexOf(shape.fill)}" fill-opacity="${shape.opacity ?? 1}"/>`
    case 'path':
      return `<path d="${shape.d}" fill="${shape.fill ? hexOf(shape.fill) : 'none'}"${shape.stroke ? ` stroke="${hexOf(shape.stroke)}" stroke-width="${shape.strokeWidth ?? 1}"` : ''}${shape.dash ? ` stroke-dasharray="${shape.dash}"` : ''}/>`
    case 'text':
      return textPath(shape)
  }
}

const PADDING = 12
const TITLE = 28
const LINE = 16

/** A drawing as a file that stands by itself: on white, with its title, texts as outlines. */
export function drawingSvg({ drawing, title, lines }: TitledDrawing): string {
  const [width, height] = [drawing.width + 2 * PADDING, drawing.height + 2 * PADDING + TITLE + lines.length * LINE]
  const around = [
    text(PADDING, PADDING + 14, title, { size: 14, fill: 'ink' }),
    ...lines.map((content, index) => text(PADDING, PADDING + TITLE + drawing.height + 8 + (index + 1) * LINE - 4, content, { size: TEXT_SIZE })),
  ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(title)}</title><rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...around.map(shapeSvg),
    `<g transform="translate(${PADDING} ${PADDING + TITLE})">${shapesOf(drawing).map(shapeSvg).join('')}</g></svg>`,
  ].join('')
}
