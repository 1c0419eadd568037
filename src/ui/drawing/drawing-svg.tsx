import type { CSSProperties } from 'react'
import { drawingMarkup } from './drawing-markup'
import type { Drawing } from './shapes'

interface DrawingSvgProps {
  drawing: Drawing
  title: string
  className?: string
  style?: CSSProperties
}

/**
 * A drawing on the page, in the colours of the theme. Its marks are links where there are accounts behind them. It is one
 * piece of markup: a page draws thousands of shapes, which as elements would be sent, built and compared one by one.
 */
export function DrawingSvg({ drawing, title, className, style }: DrawingSvgProps) {
  const { width, height } = drawing
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title} className={className} style={{ aspectRatio: `${width} / ${height}`, ...style }} fontFamily="inherit" fill="none"
      dangerouslySetInnerHTML={{ __html: drawingMarkup(drawing, true) }}
    />
  )
}
