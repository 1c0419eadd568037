import type { CSSProperties } from 'react'
import { SERIES_COLOURS, type Drawing, type Mark, type Paint, type Shape } from './shapes'

const colourOf = (paint: Paint | undefined): string => (paint === undefined ? 'none' : typeof paint === 'string' ? `var(--${paint})` : (SERIES_COLOURS[paint.series % SERIES_COLOURS.length] ?? 'currentColor'))

/** A drawing on the page, in the colours of the theme. Its marks are links where there are accounts behind them. */
export function ChartSvg({ drawing: { width, height, back, marks, front }, title, className }: { drawing: Drawing; title: string; className?: string }) {
  const style: CSSProperties = { aspectRatio: `${width} / ${height}` }
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={title} className={className} style={style} fontFamily="inherit">
      <g aria-hidden>{back.map(drawn)}</g>
      {marks.map((mark, index) => (
        <MarkShape key={mark.key} mark={mark} first={index === 0} />
      ))}
      <g aria-hidden pointerEvents="none">
        {front.map(drawn)}
      </g>
    </svg>
  )
}

/** One mark of a chart can be reached by Tab; the arrow keys lead to the others. */
function MarkShape({ mark: { label, href, shapes }, first }: { mark: Mark; first: boolean }) {
  const common = { 'aria-label': label, 'data-mark': '', tabIndex: first ? 0 : -1 }
  const inside = <g aria-hidden>{shapes.map(drawn)}</g>
  return href === undefined ? (
    <g role="img" {...common}>
      {inside}
    </g>
  ) : (
    <a href={href} {...common} className="cursor-pointer">
      {inside}
    </a>
  )
}

function drawn(shape: Shape, index: number) {
  switch (shape.shape) {
    case 'rect':
      return <rect key={index} x={shape.x} y={shape.y} width={Math.max(0, shape.width)} height={Math.max(0, shape.height)} fill={colourOf(shape.fill)} fillOpacity={shape.opacity} />
    case 'path':
      return <path key={index} d={shape.d} fill={colourOf(shape.fill)} stroke={colourOf(shape.stroke)} strokeWidth={shape.strokeWidth} strokeDasharray={shape.dash} />
    case 'text':
      return (
        <text key={index} x={shape.x} y={shape.y} fontSize={shape.size} textAnchor={shape.anchor} fill={colourOf(shape.fill)} fontWeight={shape.bold ? 600 : undefined}>
          {shape.text}
        </text>
      )
  }
}
