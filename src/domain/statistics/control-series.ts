/**
 * A control chart over time: limits from the baseline's points, frozen; from a split on, limits of its own. The charts for
 * shares are Montgomery's and Laney's (`p-chart.ts`); u is c̄ per unit, ū ± 3√(ū/nᵢ); a run chart has its median alone.
 */
import { median } from 'simple-statistics'
import { againstBaseline, laneyPChart, pChart } from './p-chart'

export type ChartKind = 'run' | 'p' | 'laney' | 'u'

export interface SeriesPoint {
  label: string
  count: number
  /** Bills, districts, … it was counted in; 1 for a run chart of plain values. */
  size: number
  /** Why the limits begin anew at this point; empty where they go on. */
  split: string
}

export interface ChartPoint {
  label: string
  value: number | null
  centre: number
  lower: number | null
  upper: number | null
  outside: 'above' | 'below' | null
  /** Part of the longest run on one side of the centre, where that run is too long for chance. */
  shifted: boolean
  split: string
}

export interface ControlSeries {
  points: ChartPoint[]
  /** How many times wider than binomial the first segment's limits are; 1 but for Laney's. */
  sigmaZ: number
  /** Of the segment in which a run comes nearest to a shift, or goes furthest beyond one. */
  longestRun: number
  longestAllowed: number
}

/**
 * @param baseline how many of the first points the first limits come from; 0: all up to the first split
 * Null when there is nothing to draw. @throws RangeError on counts that cannot be
 */
export function controlSeries(kind: ChartKind, points: readonly SeriesPoint[], baseline: number): ControlSeries | null {
  const usable = points.filter(({ size }) => size > 0)
  if (usable.length === 0) return null
  const segments = segmentsOf(usable)
  const drawn = segments.map((segment, place) => segmentPoints(kind, segment, place === 0 && baseline > 0 ? segment.slice(0, baseline) : segment))
  const all = drawn.flatMap((one) => one.points)
  const runs = drawn.map(({ points: part }) => ({ ...longestRunOf(part), allowed: longestAllowed(part.filter(isBesideCentre).length) }))
  let offset = 0
  drawn.forEach(({ points: part }, place) => {
    const run = runs[place]
    if (run && run.length > run.allowed) for (let at = run.from; at < run.from + run.span; at += 1) markShifted(all, offset + at)
    offset += part.length
  })
  const worst = runs.reduce((most, run) => (run.length - run.allowed > most.length - most.allowed ? run : most))
  return { points: all, sigmaZ: drawn[0]?.sigmaZ ?? 1, longestRun: worst.length, longestAllowed: worst.allowed }
}

/** A point on its centre line is on neither side: it takes no part in a run, nor in how many points there are. */
const isBesideCentre = ({ value, centre }: ChartPoint): boolean => value !== null && value !== centre

const markShifted = (points: ChartPoint[], place: number): void => {
  const point = points[place]
  if (point) point.shifted = true
}

/** Anhøj's rule: a run on one side of the centre longer than round(log₂ n) + 3 is a shift, n the points beside the centre. */
export const longestAllowed = (points: number): number => Math.round(Math.log2(Math.max(1, points))) + 3

function segmentsOf(points: readonly SeriesPoint[]): SeriesPoint[][] {
  const segments: SeriesPoint[][] = []
  for (const point of points) {
    if (segments.length === 0 || point.split.trim() !== '') segments.push([])
    segments.at(-1)?.push(point)
  }
  return segments
}

function segmentPoints(kind: ChartKind, segment: readonly SeriesPoint[], base: readonly SeriesPoint[]): { points: ChartPoint[]; sigmaZ: number } {
  const begin = (point: SeriesPoint) => ({ label: point.label, value: point.count / point.size, shifted: false, split: point.split })
  if (kind === 'run') {
    const centre = median(base.map(({ count, size }) => count / size))
    return { sigmaZ: 1, points: segment.map((point) => ({ ...begin(point), centre, lower: null, upper: null, outside: null })) }
  }
  if (kind === 'u') {
    const centre = base.reduce((sum, { count }) => sum + count, 0) / base.reduce((sum, { size }) => sum + size, 0)
    return { sigmaZ: 1, points: segment.map((point) => ({ ...begin(point), centre, ...uLimits(centre, point) })) }
  }
  const samples = (part: readonly SeriesPoint[]) => part.map(({ count, size }) => ({ failed: count, inspected: size }))
  const chart = kind === 'p' ? pChart(samples(base)) : laneyPChart(samples(base))
  const limits = againstBaseline(samples(segment), chart ?? { mean: 0, sigmaZ: 1 })
  return {
    sigmaZ: limits.sigmaZ,
    points: segment.map((point, place) => {
      const at = limits.points[place]
      return { ...begin(point), centre: limits.mean, lower: at?.lower ?? null, upper: at?.upper ?? null, outside: at?.outside ?? null }
    }),
  }
}

function uLimits(centre: number, { count, size }: SeriesPoint): Pick<ChartPoint, 'lower' | 'upper' | 'outside'> {
  const reach = 3 * Math.sqrt(centre / size)
  const [lower, upper] = [Math.max(0, centre - reach), centre + reach]
  const value = count / size
  return { lower, upper, outside: value > upper ? 'above' : value < lower ? 'below' : null }
}

/** The longest run of points on one side of their centre; points on it neither break nor lengthen a run. */
function longestRunOf(points: readonly ChartPoint[]): { from: number; span: number; length: number } {
  let best = { from: 0, span: 0, length: 0 }
  let run = { from: 0, span: 0, length: 0, side: 0 }
  points.forEach(({ value, centre }, place) => {
    const side = Math.sign((value ?? centre) - centre)
    if (side === 0) return
    run = side === run.side ? { ...run, length: run.length + 1, span: place - run.from + 1 } : { from: place, span: 1, length: 1, side }
    if (run.length > best.length) best = { from: run.from, span: run.span, length: run.length }
  })
  return best
}
