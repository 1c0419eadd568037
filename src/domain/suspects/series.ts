/** What scoring reads of an account: its monthly energy in the order of the months, and what master data adds. */
import type { BillingMonth } from '../plain-date'

/**
 * Energy of many accounts by month, kWh as plain numbers: statistics, never money. A month without a bill is `NaN`.
 * Row-major: account `row` has its months from `row * months.length` on.
 */
export interface SeriesTable {
  /** Ascending, without gaps: what the columns are. */
  months: readonly BillingMonth[]
  values: Float32Array
}

/** One account's months as a view into the table. */
export const seriesOf = ({ months, values }: SeriesTable, row: number): Float32Array => values.subarray(row * months.length, (row + 1) * months.length)

/** The calendar month of each column, January being 0. */
export const calendarOf = (months: readonly BillingMonth[]): number[] => months.map((month) => Number(month.slice(5)) - 1)

/** Below this an account counts as not in use, kWh a month. */
export const IDLE_KWH = 1

/** Natural logarithm that bears a month without use. */
export const logKwh = (kwh: number): number => Math.log(kwh + 1)

/** The mean over the months there are, or 0 without any. */
export function meanKwh(series: ArrayLike<number>): number {
  let sum = 0
  let count = 0
  for (let column = 0; column < series.length; column += 1) {
    const kwh = series[column] ?? Number.NaN
    if (Number.isNaN(kwh)) continue
    sum += kwh
    count += 1
  }
  return count === 0 ? 0 : sum / count
}

/** A whole number that is the same for a text on every machine (FNV-1a, 32 bits). */
export function textHash(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}
