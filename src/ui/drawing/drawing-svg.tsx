import type { CSSProperties } from 'react'
import { themeColour, type Drawing, type Mark, type Paint, type Shape } from './shapes'

interface DrawingSvgProps {
  drawing: Drawing
  title: string
  /** One picture to those who do not see it, where a table with its figures stands beside; otherwise each mark is reached by itself. */
  asPicture?: boolean
  className?: string
  style?: CSSProperties
}

const colourOf = (paint: Paint | undefined): string => (paint === undefined ? 'none' : themeColour(paint))

/** A drawing on the page, in the colours of the theme. Its marks are links where there are accounts behind them. */
export function DrawingSvg({ drawing: { width, height, back, marks, front }, title, asPicture = false, className, style }: DrawingSvgProps) {
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role={asPicture ? 'img' : 'group'} aria-label={title} className={className} style={{ aspectRatio: `${width} / ${height}`, ...style }} fontFamily="inherit">
      <g aria-hidden>{back.map(drawn)}</g>
      {marks.map((mark, index) => (asPicture ? <TitledMark key={mark.key} mark={mark} /> : <MarkShape key={mark.key} mark={mark} first={index === 0} />))}
      <g aria-hidden pointerEvents="none">
        {front.map(drawn)}
      </g>
    </svg>
  )
}

const TitledMark = ({ mark: { label, shapes } }: { mark: Mark }) => (
  <g>
    <title>{label}</title>
    {shapes.map(drawn)}
  </g>
)

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
      return <rect key={index} x={shape.x} y={shape.y} width={Math.max(0, shape.width)} height={Math.max(0, shape.height)} fill={colourOf(shape.fill)} fillOpacity={shape.opacity} stroke={shape.stroke && colourOf(shape.stroke)} />
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
