/** The team's rating of itself before and after, on as many axes as it chose. */
import { legendShapes } from '../drawing/plot-area'
import { plain } from '../drawing/scale'
import { dot, line, polygon, text, type Drawing, type Mark, type Place, type Shape } from '../drawing/shapes'

export interface RadarAxis {
  name: string
  before: number
  after: number
}

const SIZE = { width: 640, height: 360 }
const CENTRE: Place = [320, 196]
const RADIUS = 130

/** Null for fewer than three axes. */
export function radarDrawing(axes: readonly RadarAxis[], most: number, names: { before: string; after: string }): Drawing | null {
  if (axes.length < 3) return null
  const at = (place: number, value: number): Place => {
    const angle = (place / axes.length) * 2 * Math.PI - Math.PI / 2
    const reach = (Math.max(0, Math.min(value, most)) / most) * RADIUS
    return [CENTRE[0] + Math.cos(angle) * reach, CENTRE[1] + Math.sin(angle) * reach]
  }
  const ring = (share: number) => axes.map((_, place) => at(place, most * share))
  const rings = [0.25, 0.5, 0.75, 1].flatMap((share): Shape[] => [polygon(ring(share), { stroke: 'line' }), text(CENTRE[0] + 3, CENTRE[1] - share * RADIUS + 10, plain(most * share), { size: 9 })])
  const outline = (side: 'before' | 'after', series: number, dash?: string): Shape => polygon(axes.map((axis, place) => at(place, axis[side])), { stroke: { series }, strokeWidth: 2, ...(dash === undefined ? {} : { dash }) })
  const nameAt = (place: number, { name, before, after }: RadarAxis): Shape => {
    const [x, y] = at(place, most)
    const side = x > CENTRE[0] + 5 ? 'start' : x < CENTRE[0] - 5 ? 'end' : 'middle'
    const away: Place = [x + (side === 'start' ? 10 : side === 'end' ? -10 : 0), y + (y < CENTRE[1] - 5 ? -6 : y > CENTRE[1] + 5 ? 16 : 4)]
    return text(...away, `${name} ${plain(before)} → ${plain(after)}`, { anchor: side, fill: 'ink' })
  }
  const marks = axes.map((axis, place): Mark => {
    const [x, y] = at(place, axis.after)
    return { key: `axis ${place}`, label: `${axis.name} ${plain(axis.before)} → ${plain(axis.after)}`, x, y, shapes: [dot(...at(place, axis.before), 3, { series: 0 }), dot(x, y, 3.5, { series: 1 })] }
  })
  const stroke = (label: string, series: number, dash?: string) => ({ label, sign: (x: number, y: number) => [line(x, y + 6, x + 14, y + 6, { series }, { strokeWidth: 2, ...(dash === undefined ? {} : { dash }) })] })
  return {
    ...SIZE,
    back: [...rings, ...axes.map((_, place) => line(...CENTRE, ...at(place, most))), outline('before', 0, '6 4'), outline('after', 1), ...axes.map((axis, place) => nameAt(place, axis))],
    marks,
    front: legendShapes([stroke(names.before, 0, '4 3'), stroke(names.after, 1)], SIZE.width, 4).shapes,
  }
}
