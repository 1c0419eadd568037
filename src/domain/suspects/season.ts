/**
 * What a class of accounts does over the months, whatever their size: an account's log energy is its own level plus the
 * class's effect of the month (a two-way table, fitted by medians so that wrongly recorded accounts hardly move it).
 */
import { IDLE_KWH, logKwh, meanKwh, seriesOf, type SeriesTable } from './series'

const ROUNDS = 3
/** More accounts than this do not make a median better. */
const ENOUGH = 4_000

export interface Season {
  /** Effect of each month on the log energy; they add up to 0. */
  recorded: Float64Array
  target: Float64Array
}

/** The months' effects for a class given by its rows. Months that no account has are 0. */
export function monthEffects(table: SeriesTable, rows: readonly number[]): Float64Array {
  const columns = table.months.length
  const used = evenly(rows.filter((row) => meanKwh(seriesOf(table, row)) > IDLE_KWH), ENOUGH).map((row) => Float64Array.from(seriesOf(table, row), logKwh))
  let effects: Float64Array = new Float64Array(columns)
  for (let round = 0; round < ROUNDS; round += 1) {
    const deviations = Array.from({ length: columns }, (): number[] => [])
    for (const logs of used) {
      const level = levelOf(logs, effects)
      logs.forEach((log, column) => {
        if (!Number.isNaN(log)) deviations[column]?.push(log - level)
      })
    }
    effects = centred(Float64Array.from(deviations, middle))
  }
  return effects
}

/** An account's own level of log energy: the mean over its months of what is left without the month's effect. */
export function levelOf(logs: ArrayLike<number>, effects: ArrayLike<number>): number {
  let sum = 0
  let count = 0
  for (let column = 0; column < logs.length; column += 1) {
    const log = logs[column] ?? Number.NaN
    if (Number.isNaN(log)) continue
    sum += log - (effects[column] ?? 0)
    count += 1
  }
  return count === 0 ? 0 : sum / count
}

function centred(effects: Float64Array): Float64Array {
  const mean = effects.reduce((sum, effect) => sum + effect, 0) / Math.max(1, effects.length)
  return effects.map((effect) => effect - mean)
}

function middle(values: readonly number[]): number {
  if (values.length === 0) return 0
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}

/** At most so many items, evenly spread over the list. */
export const evenly = <Item>(items: readonly Item[], most: number): Item[] =>
  items.length <= most ? [...items] : Array.from({ length: most }, (_, place) => items[Math.floor((place * items.length) / most)] as Item)
