/** What a kWh can cost under a tariff version: the least and the most that its charges per kWh come to. */
import { add, larger, ratioFromDecimal, smaller, ZERO, type Ratio } from '../ratio'
import type { Charge, TariffVersion } from '../tariff/document'

export interface PriceRange {
  low: Ratio
  high: Ratio
}

/**
 * Charges with the same code (seasons, periods, tiers of one charge) are alternatives; charges with different codes add up.
 * Null when fixed, demand or minimum charges make the price per kWh depend on how many there are.
 */
export function priceRange({ charges }: TariffVersion): PriceRange | null {
  if (charges.some((charge) => charge.kind !== 'energy')) return null
  const byCode = new Map<string, PriceRange>()
  for (const charge of charges) {
    for (const rate of ratesOf(charge)) {
      const known = byCode.get(charge.code)
      byCode.set(charge.code, known ? { low: smaller(known.low, rate), high: larger(known.high, rate) } : { low: rate, high: rate })
    }
  }
  return [...byCode.values()].reduce((sum, range) => ({ low: add(sum.low, range.low), high: add(sum.high, range.high) }), { low: ZERO, high: ZERO })
}

const ratesOf = (charge: Charge): Ratio[] =>
  charge.kind === 'energy' ? (charge.tiers?.map(({ rate }) => rate) ?? [charge.rate ?? '0']).map(ratioFromDecimal) : []
