/**
 * What the model looks at. Apart from the two levels everything is free of scale: how the energy is spread over the months,
 * not how much it is. A feature that cannot be told is `NaN`.
 */
import { levelOf, type Season } from './season'
import { IDLE_KWH, logKwh } from './series'

export const SHAPE_FEATURES = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9', 'm10', 'm11', 'm12'] as const
export const FEATURES = [
  /** Log of the energy a month with the season taken out, and of the plain mean. */
  'level', 'mean',
  /** Where the season lies between the recorded class (0) and the target (1). */
  'season',
  /** Spread of the months, with and without any season. */
  'spread', 'roughness',
  'zeros', 'peak', 'trough', 'alternation', 'step', 'frozen',
  ...SHAPE_FEATURES,
  /** From master data; NaN where a file has none. */
  'name', 'neighbours',
] as const
export type Feature = (typeof FEATURES)[number]

export const FEATURE_COUNT = FEATURES.length
export const featureIndex = (feature: Feature): number => FEATURES.indexOf(feature)

const [LEVEL, MEAN, SEASON, SPREAD, ROUGHNESS, ZEROS, PEAK, TROUGH, ALTERNATION, STEP, FROZEN, FIRST_SHAPE] = FEATURES.map((_, index) => index) as [number, number, number, number, number, number, number, number, number, number, number, number]
const CALENDAR_MONTHS = 12
/** Season and shape need that many months to mean anything. */
const LEAST_MONTHS = 2
/** How far beyond either class a season may be told to lie. */
const SEASON_BOUND = 4
/** A half of the months on each side of a step. */
const LEAST_SIDE = 2

/** Works features out row by row without making garbage; one is made for a table. */
export class FeatureMaker {
  private readonly logs: Float64Array
  private readonly deviations: Float64Array
  private readonly sums = new Float64Array(CALENDAR_MONTHS)
  private readonly counts = new Float64Array(CALENDAR_MONTHS)

  constructor(
    private readonly calendar: readonly number[],
    private readonly season: Season,
  ) {
    this.logs = new Float64Array(calendar.length)
    this.deviations = new Float64Array(calendar.length)
  }

  /** Writes the account's features to `into` from `at` on; the last two (master data) are left to the caller. */
  write(series: ArrayLike<number>, into: Float64Array | Float32Array, at: number): void {
    into.fill(Number.NaN, at, at + FEATURE_COUNT)
    const columns = this.calendar.length
    let present = 0
    let total = 0
    let zeros = 0
    let same = 0
    let before = Number.NaN
    for (let column = 0; column < columns; column += 1) {
      const kwh = series[column] ?? Number.NaN
      this.logs[column] = logKwh(kwh)
      if (Number.isNaN(kwh)) continue
      present += 1
      total += kwh
      if (kwh < IDLE_KWH) zeros += 1
      else if (kwh === before) same += 1
      before = kwh
    }
    if (present === 0) return
    const level = levelOf(this.logs, this.season.recorded)
    into[at + LEVEL] = level
    into[at + MEAN] = logKwh(total / present)
    into[at + ZEROS] = zeros / present
    into[at + FROZEN] = same / present
    if (present < LEAST_MONTHS || zeros === present) return
    this.writeShape(into, at, level, present)
  }

  private writeShape(into: Float64Array | Float32Array, at: number, level: number, present: number): void {
    const { logs, deviations, calendar, season } = this
    this.sums.fill(0)
    this.counts.fill(0)
    let logSum = 0
    let high = -Infinity
    let low = Infinity
    const towards = this.lean(level)
    for (let column = 0; column < calendar.length; column += 1) {
      const log = logs[column] ?? Number.NaN
      deviations[column] = log - level - (season.recorded[column] ?? 0)
      if (Number.isNaN(log)) continue
      logSum += log
      if (log > high) high = log
      if (log < low) low = log
      const month = calendar[column] ?? 0
      this.sums[month] = (this.sums[month] ?? 0) + (deviations[column] ?? 0)
      this.counts[month] = (this.counts[month] ?? 0) + 1
    }
    const centre = logSum / present
    for (let month = 0; month < CALENDAR_MONTHS; month += 1) {
      if ((this.counts[month] ?? 0) > 0) into[at + FIRST_SHAPE + month] = (this.sums[month] ?? 0) / (this.counts[month] ?? 1)
    }
    into[at + SEASON] = towards.position
    into[at + SPREAD] = this.spread(centre)
    into[at + ROUGHNESS] = this.roughness(towards, present)
    into[at + PEAK] = high - centre
    into[at + TROUGH] = centre - low
    into[at + ALTERNATION] = this.alternation()
    into[at + STEP] = this.step(present)
  }

  /** The least-squares place of the account's season on the line from the recorded class's season to the target's. */
  private lean(level: number): { position: number; shift: number } {
    const { logs, season } = this
    let count = 0
    let shift = 0
    for (let column = 0; column < logs.length; column += 1) {
      if (Number.isNaN(logs[column] ?? Number.NaN)) continue
      shift += (season.target[column] ?? 0) - (season.recorded[column] ?? 0)
      count += 1
    }
    shift /= count
    let along = 0
    let length = 0
    for (let column = 0; column < logs.length; column += 1) {
      const log = logs[column] ?? Number.NaN
      if (Number.isNaN(log)) continue
      const direction = (season.target[column] ?? 0) - (season.recorded[column] ?? 0) - shift
      along += direction * (log - level - (season.recorded[column] ?? 0))
      length += direction * direction
    }
    const position = length < 1e-9 ? 0 : Math.max(-SEASON_BOUND, Math.min(SEASON_BOUND, along / length))
    return { position, shift }
  }

  private spread(centre: number): number {
    let sum = 0
    let count = 0
    for (const log of this.logs) {
      if (Number.isNaN(log)) continue
      sum += (log - centre) ** 2
      count += 1
    }
    return Math.sqrt(sum / count)
  }

  private roughness({ position, shift }: { position: number; shift: number }, present: number): number {
    const { deviations, season } = this
    let sum = 0
    for (let column = 0; column < deviations.length; column += 1) {
      const deviation = deviations[column] ?? Number.NaN
      if (Number.isNaN(deviation)) continue
      const direction = (season.target[column] ?? 0) - (season.recorded[column] ?? 0) - shift
      sum += (deviation - position * direction) ** 2
    }
    return Math.sqrt(sum / present)
  }

  /** How much one month goes against the next, 1 for a strict to and fro. */
  private alternation(): number {
    let products = 0
    let squares = 0
    for (let column = 1; column < this.deviations.length; column += 1) {
      const [a, b] = [this.deviations[column - 1] ?? Number.NaN, this.deviations[column] ?? Number.NaN]
      if (Number.isNaN(a) || Number.isNaN(b)) continue
      products += a * b
      squares += (a * a + b * b) / 2
    }
    return squares < 1e-9 ? 0 : -products / squares
  }

  /** The largest change of level between the months before and after any moment. */
  private step(present: number): number {
    let left = 0
    let before = 0
    let best = 0
    let all = 0
    for (const deviation of this.deviations) if (!Number.isNaN(deviation)) all += deviation
    for (const deviation of this.deviations) {
      if (Number.isNaN(deviation)) continue
      left += deviation
      before += 1
      const after = present - before
      if (before < LEAST_SIDE || after < LEAST_SIDE) continue
      const change = (all - left) / after - left / before
      if (Math.abs(change) > Math.abs(best)) best = change
    }
    return best
  }
}
