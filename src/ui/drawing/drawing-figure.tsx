import type { Drawing, Ink, Shape } from './drawing'
import { SERIES_COLOURS } from '../charts/shapes'

const colour = (ink: Ink): string => (ink.startsWith('series') ? (SERIES_COLOURS[Number(ink.slice(6))] ?? 'var(--accent)') : `var(--${ink})`)

/** A drawing on the screen, and on paper when the page is printed. Wide ones scroll sideways on a narrow screen. */
export function DrawingFigure({ drawing }: { drawing: Drawing }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={drawing.label}>
      <svg role="img" aria-label={drawing.label} viewBox={`0 0 ${drawing.width} ${drawing.height}`} className="mx-auto block w-full print:min-w-0" style={{ minWidth: Math.min(drawing.width, 560), maxWidth: drawing.width * 1.35 }}>
        {drawing.shapes.map((shape, place) => (
          <ShapeMark key={place} shape={shape} />
        ))}
      </svg>
    </div>
  )
}

function ShapeMark({ shape }: { shape: Shape }) {
  switch (shape.kind) {
    case 'line':
      return <line x1={shape.from[0]} y1={shape.from[1]} x2={shape.to[0]} y2={shape.to[1]} stroke={colour(shape.ink)} strokeWidth={shape.width ?? 1} strokeDasharray={shape.dash?.join(' ')} />
    case 'path': {
      const points = shape.places.map((place) => place.join(',')).join(' ')
      const stroke = { stroke: colour(shape.ink), strokeWidth: shape.width ?? 1, strokeDasharray: shape.dash?.join(' '), fill: shape.fill ? colour(shape.fill) : 'none' }
      return shape.closed === true ? <polygon points={points} {...stroke} /> : <polyline points={points} {...stroke} />
    }
    case 'rect':
      return (
        <rect x={shape.at[0]} y={shape.at[1]} width={shape.width} height={Math.max(0, shape.height)} fill={colour(shape.fill)} stroke={shape.ink ? colour(shape.ink) : undefined}>
          {shape.title !== undefined && <title>{shape.title}</title>}
        </rect>
      )
    case 'circle':
      return (
        <circle cx={shape.at[0]} cy={shape.at[1]} r={shape.radius} fill={colour(shape.fill)} stroke={shape.ink ? colour(shape.ink) : undefined}>
          {shape.title !== undefined && <title>{shape.title}</title>}
        </circle>
      )
    case 'text':
      return (
        <text x={shape.at[0]} y={shape.at[1]} fontSize={shape.size ?? 12} fontWeight={shape.bold === true ? 600 : 400} textAnchor={shape.anchor ?? 'start'} fill={colour(shape.ink ?? 'ink')}>
          {shape.text}
        </text>
      )
  }
}
