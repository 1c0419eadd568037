import type { CSSProperties } from 'react'
import { px, themeColour, type Drawing, type Mark, type Paint, type Shape } from './shapes'
import { escaped } from './svg-escape'

interface DrawingSvgProps {
  drawing: Drawing
  title: string
  /** One picture to those who do not see it, where a table with its figures stands beside; otherwise each mark is reached by itself. */
  asPicture?: boolean
  className?: string
  style?: CSSProperties
}

/**
 * A drawing on the page, in the colours of the theme. Its marks are links where there are accounts behind them. It is one
 * piece of markup: a page draws thousands of shapes, which as elements would be sent, built and compared one by one.
 */
export function DrawingSvg({ drawing, title, asPicture = false, className, style }: DrawingSvgProps) {
  const { width, height } = drawing
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`} role={asPicture ? 'img' : 'group'} aria-label={title} className={className} style={{ aspectRatio: `${width} / ${height}`, ...style }} fontFamily="inherit"
      dangerouslySetInnerHTML={{ __html: markupOf(drawing, asPicture ? titledMark : markMarkup) }}
    />
  )
}

const markupOf = ({ back, marks, front }: Drawing, markOf: (mark: Mark, index: number) => string): string =>
  `<g aria-hidden="true">${markup(back)}</g>${marks.map(markOf).join('')}<g aria-hidden="true" pointer-events="none">${markup(front)}</g>`

const titledMark = ({ label, shapes }: Mark): string => `<g><title>${escaped(label)}</title>${markup(shapes)}</g>`

/** One mark of a chart can be reached by Tab; the arrow keys lead to the others. */
function markMarkup({ label, href, shapes }: Mark, index: number): string {
  const common = `aria-label="${escaped(label)}" data-mark="" tabindex="${index === 0 ? 0 : -1}"`
  const inside = `<g aria-hidden="true">${markup(shapes)}</g>`
  return href === undefined ? `<g role="img" ${common}>${inside}</g>` : `<a href="${escaped(href)}" ${common} class="cursor-pointer">${inside}</a>`
}

const markup = (shapes: readonly Shape[]): string => shapes.map(shapeMarkup).join('')

function shapeMarkup(shape: Shape): string {
  switch (shape.shape) {
    case 'rect':
      return `<rect x="${px(shape.x)}" y="${px(shape.y)}" width="${px(Math.max(0, shape.width))}" height="${px(Math.max(0, shape.height))}" fill="${colourOf(shape.fill)}"${attribute('fill-opacity', shape.opacity)}${attribute('stroke', shape.stroke && colourOf(shape.stroke))}/>`
    case 'path':
      return `<path d="${shape.d}" fill="${colourOf(shape.fill)}" stroke="${colourOf(shape.stroke)}"${attribute('stroke-width', shape.strokeWidth)}${attribute('stroke-dasharray', shape.dash)}/>`
    case 'text':
      return `<text x="${px(shape.x)}" y="${px(shape.y)}" font-size="${shape.size}" text-anchor="${shape.anchor}" fill="${colourOf(shape.fill)}"${attribute('font-weight', shape.bold === true ? 600 : undefined)}>${escaped(shape.text)}</text>`
  }
}

const attribute = (name: string, value: string | number | undefined): string => (value === undefined ? '' : ` ${name}="${value}"`)

const colourOf = (paint: Paint | undefined): string => (paint === undefined ? 'none' : themeColour(paint))
