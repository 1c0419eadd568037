/** The team's rating of itself before and after, on as many axes as it chose. */
import { legend, plain, type Drawing, type Place, type Shape } from './drawing'

export interface RadarAxis {
  name: string
  before: number
  after: number
}

const CENTRE: Place = [360, 180]
const RADIUS = 130

/** Null for fewer than three axes. */
export function radarDrawing(label: string, axes: readonly RadarAxis[], most: number, names: { before: string; after: string }): Drawing | null {
  if (axes.length < 3) return null
  const at = (place: number, value: number): Place => {
    const angle = (place / axes.length) * 2 * Math.PI - Math.PI / 2
    const reach = (Math.max(0, Math.min(value, most)) / most) * RADIUS
    return [CENTRE[0] + Math.cos(angle) * reach, CENTRE[1] + Math.sin(angle) * reach]
  }
  const ring = (share: number) => axes.map((_, place) => at(place, most * share))
  return {
    width: 720,
    height: 380,
    label,
    shapes: [
      ...[0.25, 0.5, 0.75, 1].map((share): Shape => ({ kind: 'path', places: ring(share), closed: true, ink: 'line' })),
      ...axes.map((_, place): Shape => ({ kind: 'line', from: CENTRE, to: at(place, most), ink: 'line' })),
      { kind: 'path', places: axes.map(({ before }, place) => at(place, before)), closed: true, ink: 'series0', width: 2, dash: [6, 4] },
      { kind: 'path', places: axes.map(({ after }, place) => at(place, after)), closed: true, ink: 'series1', width: 2 },
      ...axes.flatMap(({ after, before }, place): Shape[] => [{ kind: 'circle', at: at(place, before), radius: 3, fill: 'series0' }, { kind: 'circle', at: at(place, after), radius: 3.5, fill: 'series1' }]),
      ...axes.map(({ name, before, after }, place): Shape => {
        const [x, y] = at(place, most)
        const side = x > CENTRE[0] + 5 ? 'start' : x < CENTRE[0] - 5 ? 'end' : 'middle'
        const away: Place = [x + (side === 'start' ? 10 : side === 'end' ? -10 : 0), y + (y < CENTRE[1] - 5 ? -6 : y > CENTRE[1] + 5 ? 16 : 4)]
        return { kind: 'text', at: away, text: `${name} ${plain(before)} → ${plain(after)}`, anchor: side }
      }),
      ...legend([{ ink: 'series0', text: names.before }, { ink: 'series1', text: names.after }], 270, 366),
    ],
  }
}
