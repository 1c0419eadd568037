/** Energy as whole watt-hours: a meter's kWh with three decimals fits exactly, and a company's year fits a bigint. */
import { parseDecimal, formatScaled } from './decimal'

export type Wh = bigint & { readonly __unit: 'Wh' }

/** Brands a bigint that is known to count watt-hours. */
export const wh = (value: bigint): Wh => value as Wh

export const ZERO_WH = wh(0n)

export const addWh = (a: Wh, b: Wh): Wh => wh(a + b)
export const subtractWh = (a: Wh, b: Wh): Wh => wh(a - b)
export const negateWh = (a: Wh): Wh => wh(-a)

export function sumWh(energies: Iterable<Wh>): Wh {
  let total = 0n
  for (const energy of energies) total += energy
  return wh(total)
}

/**
 * Reads energy in kWh such as `487625` or `12.5` (plain decimal text, at most three decimals).
 * @throws RangeError when the text is no decimal number or is finer than a watt-hour.
 */
export function whFromKwh(text: string): Wh {
  return wh(parseDecimal(text).toScaledExact(3))
}

/** `487625000n` → `"487625"`, `12500n` → `"12.5"`: no trailing zeros, no separators. For people, use `ui/format`. */
export const whToKwh = (energy: Wh): string => formatScaled(energy, 3)
