import type { CSSProperties } from 'react'
import { px, SERIES_COLOURS, type Drawing, type Mark, type Paint, type Shape } from './shapes'
import { escaped } from './svg-escape'

/**
 * A drawing on the page, in the colours of the theme. Its marks are links where there are accounts behind them. It is one
 * piece of markup: a page draws thousands of shapes, which as elements would be sent, built and compared one by one.
 */
export function ChartSvg({ drawing, title, className }: { drawing: Drawing; title: string; className?: string }) {
  const { width, height } = drawing
  const style: CSSProperties = { aspectRatio: `${width} / ${height}` }
  return <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={title} className={className} style={style} fontFamily="inherit" dangerouslySetInnerHTML={{ __html: markupOf(drawing) }} />
}

const markupOf = ({ back, marks, front }: Drawing): string =>
  `<g aria-hidden="true">${back.map(shapeMarkup).join('')}</g>${marks.map(markMarkup).join('')}<g aria-hidden="true" pointer-events="none">${front.map(shapeMarkup).join('')}</g>`

/** One mark of a chart can be reached by Tab; the arrow keys lead to the others. */
function markMarkup({ label, href, shapes }: Mark, index: number): string {
  const common = `aria-label="${escaped(label)}" data-mark="" tabindex="${index === 0 ? 0 : -1}"`
  const inside = `<g aria-hidden="true">${shapes.map(shapeMarkup).join('')}</g>`
  return href === undefined ? `<g role="img" ${common}>${inside}</g>` : `<a href="${escaped(href)}" ${common} class="cursor-pointer">${inside}</a>`
}

function shapeMarkup(shape: Shape): string {
  switch (shape.shape) {
    case 'rect':
      return `<rect x="${px(shape.x)}" y="${px(shape.y)}" width="${px(Math.max(0, shape.width))}" height="${px(Math.max(0, shape.height))}" fill="${colourOf(shape.fill)}"${attribute('fill-opacity', shape.opacity)}/>`
    case 'path':
      return `<path d="${shape.d}" fill="${colourOf(shape.fill)}" stroke="${colourOf(shape.stroke)}"${attribute('stroke-width', shape.strokeWidth)}${attribute('stroke-dasharray', shape.dash)}/>`
    case 'text':
      return `<text x="${px(shape.x)}" y="${px(shape.y)}" font-size="${shape.size}" text-anchor="${shape.anchor}" fill="${colourOf(shape.fill)}"${attribute('font-weight', shape.bold === true ? 600 : undefined)}>${escaped(shape.text)}</text>`
  }
}

const attribute = (name: string, value: string | number | undefined): string => (value === undefined ? '' : ` ${name}="${value}"`)

const colourOf = (paint: Paint | undefined): string => (paint === undefined ? 'none' : typeof paint === 'string' ? `var(--${paint})` : (SERIES_COLOURS[paint.series % SERIES_COLOURS.length] ?? 'currentColor'))
