/**
 * Exact fractions on bigint, for what is shared before it is rounded once: kWh by days, limits by months. The
 * denominator is positive; fractions are not reduced unless asked (`reduced`), since most live for a few operations only.
 */
import { parseDecimal, roundHalfUp, formatScaled } from './decimal'

export interface Ratio {
  readonly n: bigint
  readonly d: bigint
}

export const ratio = (n: bigint, d: bigint = 1n): Ratio => (d < 0n ? { n: -n, d: -d } : { n, d })

export const ZERO = ratio(0n)
export const ONE = ratio(1n)

/** Reads a plain decimal. @throws RangeError when the text is none. */
export function ratioFromDecimal(text: string): Ratio {
  const { unscaled, scale } = parseDecimal(text)
  return ratio(unscaled, 10n ** BigInt(scale))
}

export const add = (a: Ratio, b: Ratio): Ratio =>
  a.d === b.d ? ratio(a.n + b.n, a.d) : ratio(a.n * b.d + b.n * a.d, a.d * b.d)
export const subtract = (a: Ratio, b: Ratio): Ratio => add(a, ratio(-b.n, b.d))
export const multiply = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d)
/** @throws RangeError on division by zero. */
export function divide(a: Ratio, b: Ratio): Ratio {
  if (b.n === 0n) throw new RangeError('division by zero')
  return ratio(a.n * b.d, a.d * b.n)
}

export const compare = (a: Ratio, b: Ratio): number => {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
export const isZero = (a: Ratio): boolean => a.n === 0n
export const isPositive = (a: Ratio): boolean => a.n > 0n
export const smaller = (a: Ratio, b: Ratio): Ratio => (compare(a, b) <= 0 ? a : b)
export const larger = (a: Ratio, b: Ratio): Ratio => (compare(a, b) >= 0 ? a : b)
export const sum = (values: readonly Ratio[]): Ratio => values.reduce(add, ZERO)

/** The same value in lowest terms: for a sum over many, whose terms would grow without end. */
export function reduced({ n, d }: Ratio): Ratio {
  let [common, rest] = [d, n < 0n ? -n : n]
  while (rest !== 0n) [common, rest] = [rest, common % rest]
  return ratio(n / common, d / common)
}

/** The value in units of 10^-scale, rounded half up. */
export const toScaled = (value: Ratio, scale: number): bigint => roundHalfUp(value.n * 10n ** BigInt(scale), value.d)

/** Decimal text with at most `scale` decimals, trailing zeros dropped. */
export const toDecimalText = (value: Ratio, scale: number): string => formatScaled(toScaled(value, scale), scale)
