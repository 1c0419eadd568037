/** How two measures go together, and how one is spread. */
import { linearRegression, max, mean, min, quantile, sampleCorrelation, sampleStandardDeviation } from 'simple-statistics'
import jstat from 'jstat'

export interface Pair {
  x: number
  y: number
}

export interface Association {
  pairs: number
  slope: number
  intercept: number
  /** Pearson's r. */
  r: number
  /** Two-sided, of r = 0 (t with n − 2 degrees of freedom). */
  p: number
}

/** The straight line through pairs and how well it holds; null for fewer than three, or when one side never varies. */
export function association(pairs: readonly Pair[]): Association | null {
  const [xs, ys] = [pairs.map(({ x }) => x), pairs.map(({ y }) => y)]
  if (pairs.length < 3 || sampleStandardDeviation(xs) === 0 || sampleStandardDeviation(ys) === 0) return null
  const { m: slope, b: intercept } = linearRegression(pairs.map(({ x, y }) => [x, y]))
  const r = sampleCorrelation(xs, ys)
  const degrees = pairs.length - 2
  const t = Math.abs(r) * Math.sqrt(degrees / Math.max(Number.EPSILON, 1 - r * r))
  return { pairs: pairs.length, slope, intercept, r, p: 2 * (1 - jstat.studentt.cdf(t, degrees)) }
}

export interface Spread {
  values: number
  mean: number
  deviation: number
  median: number
  bins: { from: number; to: number; count: number }[]
}

const WIDEST = 30

/** A histogram with round(√n) bars of equal width (at least 5, at most 30); null for fewer than two values. */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length < 2) return null
  const all = [...values]
  const [low, high] = [min(all), max(all)]
  const bars = low === high ? 1 : Math.min(WIDEST, Math.max(5, Math.round(Math.sqrt(all.length))))
  const width = (high - low) / bars || 1
  const bins = Array.from({ length: bars }, (_, place) => ({ from: low + place * width, to: low + (place + 1) * width, count: 0 }))
  for (const value of all) {
    const bin = bins[Math.min(bars - 1, Math.floor((value - low) / width))]
    if (bin) bin.count += 1
  }
  return { values: all.length, mean: mean(all), deviation: sampleStandardDeviation(all), median: quantile(all, 0.5), bins }
}
