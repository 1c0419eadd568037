/**
 * Money as whole minor units (fen, 1/100 yuan). Never a float: a `Fen` is a branded bigint, so that it can be
 * neither mixed up with energy nor added to a plain number.
 */
import { parseDecimal, formatScaled, roundHalfUp } from './decimal'

export type Fen = bigint & { readonly __unit: 'fen' }

/** Brands a bigint that is known to count fen. */
export const fen = (value: bigint): Fen => value as Fen

export const ZERO_FEN = fen(0n)

export const addFen = (a: Fen, b: Fen): Fen => fen(a + b)
export const subtractFen = (a: Fen, b: Fen): Fen => fen(a - b)
export const negateFen = (a: Fen): Fen => fen(-a)

export function sumFen(amounts: Iterable<Fen>): Fen {
  let total = 0n
  for (const amount of amounts) total += amount
  return fen(total)
}

/**
 * Reads an amount in yuan such as `122252.36` (plain decimal text, at most two decimals).
 * @throws RangeError when the text is no decimal number or has parts of a fen.
 */
export function fenFromYuan(text: string): Fen {
  return fen(parseDecimal(text).toScaledExact(2))
}

/** `12225236n` → `"122252.36"`: always two decimals, no separators. For people, use `ui/format`. */
export const fenToYuan = (amount: Fen): string => formatScaled(amount, 2, { keepZeros: true })

/**
 * The average price in yuan per kWh as a decimal string rounded half up to `decimals` places, or null without energy.
 * `energyWh` is watt-hours. Example: 266,683.75 yuan over 487,625 kWh → `"0.546903"`.
 */
export function averagePrice(amount: Fen, energyWh: bigint, decimals = 6): string | null {
  if (energyWh === 0n) return null
  // yuan/kWh = (fen / 100) / (Wh / 1000) = fen × 10 / Wh
  const scaled = roundHalfUp(amount * 10n * 10n ** BigInt(decimals), energyWh)
  return formatScaled(scaled, decimals, { keepZeros: true })
}
