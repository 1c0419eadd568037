/** An account's months: energy as bars on the left axis, what it cost as a line on the right one. */
import { marker, patterned } from '../drawing/patterns'
import { plotArea } from '../drawing/plot-area'
import { plain, scaleFor } from '../drawing/scale'
import { polyline, target, text, type Drawing, type Mark, type Place } from '../drawing/shapes'
import { forDrawing } from './chart-spec'

export interface EnergyAndBillPoint {
  /** The month, as people read it. */
  label: string
  /** Decimal text: the height of the mark. */
  energy: string
  energyText: string
  amount: string
  amountText: string
}

const HEIGHT = 220
/** Room on the right for the axis of amounts. */
const AMOUNTS = 48
const MOST_BAR = 36
const SERIES = { energy: 0, amount: 1 }

/** Both axes hold zero; a refund hangs below it. */
export function energyAndBillDrawing(points: readonly EnergyAndBillPoint[], words: { energy: string; amount: string }, width: number): Drawing {
  const energies = points.map(({ energy }) => forDrawing(energy))
  const amounts = points.map(({ amount }) => forDrawing(amount))
  const area = plotArea({
    width, height: HEIGHT, names: points.map(({ label }) => label), unit: '', values: energies, fromZero: true, tick: plain, beside: AMOUNTS,
    legend: [{ label: words.energy, sign: (x, y) => patterned(SERIES.energy, { x, y, width: 13, height: 12 }) }, { label: words.amount, sign: (x, y) => [marker(SERIES.amount, x + 6, y + 6)] }],
  })
  const right = scaleFor(amounts, [area.bottom, area.top], { fromZero: true, count: area.scale.ticks.length - 1 })
  const bar = Math.min(MOST_BAR, area.band * 0.7)
  const zero = area.scale.at(0)
  const bars = points.map(({ label, energyText }, index): Mark => {
    const [x, y] = [area.centre(index), area.scale.at(energies[index] ?? 0)]
    return { key: `energy ${index}`, label: `${label} · ${words.energy}: ${energyText}`, x, y, shapes: patterned(SERIES.energy, { x: x - bar / 2, y: Math.min(y, zero), width: bar, height: Math.max(1, Math.abs(zero - y)) }) }
  })
  const places = amounts.map((amount, index): Place => [area.centre(index), right.at(amount)])
  const signs = points.map(({ label, amountText }, index): Mark => {
    const [x, y] = places[index] ?? [0, 0]
    return { key: `amount ${index}`, label: `${label} · ${words.amount}: ${amountText}`, x, y, shapes: [target(x, y), marker(SERIES.amount, x, y)] }
  })
  const ticks = right.ticks.map((tick) => text(area.right + 6, right.at(tick) + 4, plain(tick)))
  // The line lies over the bars, its signs over the line.
  const line: Mark = { key: 'line', label: words.amount, x: 0, y: 0, shapes: polyline(places, { series: SERIES.amount }, { strokeWidth: 2 }) }
  return { width, height: HEIGHT, back: [...area.back, ...ticks], marks: [...bars, line, ...signs], front: area.front }
}
