/** What a kWh can cost under a tariff: the least and the most that its charges per kWh come to. */
import { addMonths, firstDayOf, type BillingMonth } from '../plain-date'
import { add, larger, ratioFromDecimal, smaller, ZERO, type Ratio } from '../ratio'
import type { Charge, TariffVersion } from '../tariff/document'

export interface PriceRange {
  low: Ratio
  /** Null where there is none: a fixed charge over few kWh makes any price. */
  high: Ratio | null
}

/**
 * Charges with the same code (seasons, periods, tiers of one charge) are alternatives; charges with different codes add up.
 * Fixed, demand and minimum charges make the price per kWh depend on how many there are, and the power factor raises it: of
 * two-part tariffs only the least is known, what the energy costs alone. (What a good power factor takes off, at most 1.3 %,
 * lies within what `price-finding` tolerates.) Null where something may take more off.
 */
export function priceRange({ charges }: TariffVersion): PriceRange | null {
  if (charges.some(mayLower)) return null
  const byCode = new Map<string, { low: Ratio; high: Ratio }>()
  for (const charge of charges) {
    for (const rate of ratesOf(charge)) {
      const known = byCode.get(charge.code)
      byCode.set(charge.code, known ? { low: smaller(known.low, rate), high: larger(known.high, rate) } : { low: rate, high: rate })
    }
  }
  const energy = [...byCode.values()].reduce((sum, range) => ({ low: add(sum.low, range.low), high: add(sum.high, range.high) }), { low: ZERO, high: ZERO })
  return charges.every(({ kind }) => kind === 'energy') ? energy : { low: energy.low, high: null }
}

/** The range over all versions that are in force on some day of the month; null where one of them has none, or none is in force. */
export function priceRangeIn(versions: readonly TariffVersion[], month: BillingMonth): PriceRange | null {
  const [first, after] = [firstDayOf(month), firstDayOf(addMonths(month, 1))]
  const begins = versions.findLastIndex(({ effectiveFrom }) => effectiveFrom <= first)
  const ranges = versions.slice(Math.max(begins, 0)).filter(({ effectiveFrom }) => effectiveFrom < after).map(priceRange)
  return ranges.reduce<PriceRange | null>((widest, range, index) => (index === 0 ? range : widest && range && union(widest, range)), null)
}

const union = (a: PriceRange, b: PriceRange): PriceRange => ({ low: smaller(a.low, b.low), high: a.high && b.high && larger(a.high, b.high) })

function mayLower(charge: Charge): boolean {
  if (charge.kind === 'percent' || charge.kind === 'demand') return charge.rate.startsWith('-')
  return charge.kind === 'fixed' && charge.amount.startsWith('-')
}

const ratesOf = (charge: Charge): Ratio[] =>
  charge.kind === 'energy' ? (charge.tiers?.map(({ rate }) => rate) ?? [charge.rate ?? '0']).map(ratioFromDecimal) : []
