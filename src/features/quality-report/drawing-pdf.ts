import { createElement, type ReactElement } from 'react'
import { Circle, Line, Polygon, Polyline, Rect, Svg, Text } from '@react-pdf/renderer'
import type { Drawing, Shape } from '@/ui/drawing/drawing'
import { paper } from './inks'

/** A drawing as strokes within a PDF. `width` in points. */
export function drawingPdf({ width: own, height, shapes }: Drawing, width: number): ReactElement {
  return createElement(Svg, { viewBox: `0 0 ${own} ${height}`, width, height: (width * height) / own }, ...shapes.map((shape, place) => drawn(shape, String(place))))
}

function drawn(shape: Shape, key: string): ReactElement {
  switch (shape.kind) {
    case 'line':
      return createElement(Line, { key, x1: shape.from[0], y1: shape.from[1], x2: shape.to[0], y2: shape.to[1], stroke: paper(shape.ink), strokeWidth: shape.width ?? 1, ...dashed(shape.dash) })
    case 'path': {
      const common = { key, points: shape.places.map((place) => place.join(',')).join(' '), stroke: paper(shape.ink), strokeWidth: shape.width ?? 1, fill: shape.fill ? paper(shape.fill) : 'none', ...dashed(shape.dash) }
      return shape.closed === true ? createElement(Polygon, common) : createElement(Polyline, common)
    }
    case 'rect':
      return createElement(Rect, { key, x: shape.at[0], y: shape.at[1], width: shape.width, height: Math.max(0.1, shape.height), fill: paper(shape.fill), ...(shape.ink ? { stroke: paper(shape.ink), strokeWidth: 1 } : {}) })
    case 'circle':
      return createElement(Circle, { key, cx: shape.at[0], cy: shape.at[1], r: shape.radius, fill: paper(shape.fill), ...(shape.ink ? { stroke: paper(shape.ink), strokeWidth: 1 } : {}) })
    case 'text':
      return createElement(Text, { key, x: shape.at[0], y: shape.at[1], fill: paper(shape.ink), textAnchor: shape.anchor ?? 'start', style: { fontFamily: 'Noto', fontSize: shape.size ?? 12, fontWeight: shape.bold === true ? 700 : 400 } }, shape.text)
  }
}

const dashed = (dash: readonly number[] | undefined) => (dash ? { strokeDasharray: dash.join(' ') } : {})
