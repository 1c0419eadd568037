/**
 * How many of all accounts are wrong, as a random sample tells it. Suspects and chosen districts tell how good the choice was,
 * never this.
 */
export interface ErrorRate {
  inspected: number
  wrong: number
  /** Shares of 1. The interval is Wilson's at 95 %, which holds for small samples and for none found. */
  rate: number
  low: number
  high: number
}

/** The 97.5 % point of the normal distribution. */
const Z = 1.959964

/** Null with nothing inspected. */
export function errorRate(inspected: number, wrong: number): ErrorRate | null {
  if (inspected === 0) return null
  const rate = wrong / inspected
  const z2 = Z * Z
  const centre = (rate + z2 / (2 * inspected)) / (1 + z2 / inspected)
  const half = (Z * Math.sqrt((rate * (1 - rate)) / inspected + z2 / (4 * inspected * inspected))) / (1 + z2 / inspected)
  // At 0 and 1 rounding may leave the interval a hair beside the rate.
  return { inspected, wrong, rate, low: Math.min(rate, Math.max(0, centre - half)), high: Math.max(rate, Math.min(1, centre + half)) }
}
