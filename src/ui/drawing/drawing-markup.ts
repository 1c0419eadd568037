/** A drawing as SVG markup in the colours of the theme: short, since a page has thousands of shapes. */
import { px, themeColour, type Drawing, type Mark, type Paint, type Shape } from './shapes'
import { escaped } from './svg-escape'

/**
 * What stands within the `svg` element.
 * @param asPicture one picture to those who do not see it; otherwise each mark is reached by itself, by Tab and arrow keys
 */
export function drawingMarkup({ back, marks, front }: Drawing, asPicture: boolean): string {
  const markOf = asPicture ? titledMark : markMarkup
  return `<g aria-hidden="true">${markup(back)}</g>${marks.map(markOf).join('')}<g aria-hidden="true" pointer-events="none">${markup(front)}</g>`
}

/** The whole of it, its marks reached one by one; as wide as where it stands. */
export const svgMarkup = (drawing: Drawing, title: string): string =>
  `<svg viewBox="0 0 ${drawing.width} ${drawing.height}" role="group" aria-label="${escaped(title)}" font-family="inherit" fill="none">${drawingMarkup(drawing, false)}</svg>`

const titledMark = ({ label, shapes }: Mark): string => `<g><title>${escaped(label)}</title>${markup(shapes)}</g>`

/** One mark of a chart can be reached by Tab; the arrow keys lead to the others. */
function markMarkup({ label, href, shapes }: Mark, index: number): string {
  const common = `aria-label="${escaped(label)}" data-mark="" tabindex="${index === 0 ? 0 : -1}"`
  // Words within a mark would be read out beside its label.
  const drawn = markup(shapes)
  const inside = shapes.some(({ shape }) => shape === 'text') ? `<g aria-hidden="true">${drawn}</g>` : drawn
  return href === undefined ? `<g role="img" ${common}>${inside}</g>` : `<a href="${escaped(href)}" ${common}>${inside}</a>`
}

const markup = (shapes: readonly Shape[]): string => shapes.map(shapeMarkup).join('')

/** The `svg` element says `fill="none"` for all; only what is filled says so itself. */
function shapeMarkup(shape: Shape): string {
  switch (shape.shape) {
    case 'rect':
      return `<rect x="${px(shape.x)}" y="${px(shape.y)}" width="${px(Math.max(0, shape.width))}" height="${px(Math.max(0, shape.height))}"${painted('fill', shape.fill)}${attribute('fill-opacity', shape.opacity)}${painted('stroke', shape.stroke)}/>`
    case 'path':
      return `<path d="${shape.d}"${painted('fill', shape.fill)}${painted('stroke', shape.stroke)}${attribute('stroke-width', shape.strokeWidth === 1 ? undefined : shape.strokeWidth)}${attribute('stroke-dasharray', shape.dash)}/>`
    case 'text':
      return `<text x="${px(shape.x)}" y="${px(shape.y)}" font-size="${shape.size}"${attribute('text-anchor', shape.anchor === 'start' ? undefined : shape.anchor)}${painted('fill', shape.fill)}${attribute('font-weight', shape.bold === true ? 600 : undefined)}>${escaped(shape.text)}</text>`
  }
}

const attribute = (name: string, value: string | number | undefined): string => (value === undefined ? '' : ` ${name}="${value}"`)

const painted = (name: 'fill' | 'stroke', paint: Paint | undefined): string => (paint === undefined ? '' : ` ${name}="${themeColour(paint)}"`)
