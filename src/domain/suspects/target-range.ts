/** How much the classes use a month, for the rules that speak of level. */
import type { TargetRange } from './rules'
import { evenly } from './season'
import { IDLE_KWH, meanKwh, seriesOf, type SeriesTable } from './series'

const ENOUGH = 20_000

export function targetRange(table: SeriesTable, recorded: readonly number[], target: readonly number[]): TargetRange {
  const [own, targets] = [sortedMeans(table, recorded), sortedMeans(table, target)]
  return { lowerKwh: quantile(targets, 0.25), middleKwh: quantile(targets, 0.5), highKwh: quantile(own, 0.9) }
}

const sortedMeans = (table: SeriesTable, rows: readonly number[]): Float64Array =>
  Float64Array.from(evenly(rows, ENOUGH), (row) => meanKwh(seriesOf(table, row))).filter((kwh) => kwh > IDLE_KWH).sort()

const quantile = (sorted: Float64Array, share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
