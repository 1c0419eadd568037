/** The charges of a category out of a price table's cells. */
import { compare, ratioFromDecimal } from '../../ratio'
import { formatScaled, parseDecimal } from '../../decimal'
import type { PricedCell, Variant } from './variants'

type Charge = Record<string, unknown>

/**
 * @param fundsIncluded the printed prices hold the funds: they are taken off the price and charged beside it
 * @returns charges and periods as a version has them, or what keeps them from being made
 */
export function chargesOf({ prices, funds, demand }: Variant, fundsIncluded: boolean): { charges: Charge[]; periods: string[] } | { fault: string } {
  const periods = [...new Set(prices.flatMap(({ period }) => period ?? []))]
  const own = fundsIncluded ? prices.map((cell) => ({ ...cell, rate: funds.reduce(less, cell.rate) })) : prices
  const energy: Charge[] = []
  for (const period of periods.length === 0 ? [null] : periods) {
    const cells = own.filter((cell) => cell.period === period)
    const priced = priceOf(cells)
    if ('fault' in priced) return priced
    energy.push({ code: period === null ? 'energy' : `energy-${period}`, kind: 'energy', ...(period === null ? {} : { period }), ...priced.price })
  }
  const fundCharges = funds.map((rate, index) => ({ code: index === 0 ? 'fund' : `fund-${index + 1}`, kind: 'energy', rate, government: true }))
  const standing = demand ? [{ code: demand.basis === 'maximum' ? 'demand' : 'capacity', kind: 'demand', rate: demand.rate, unit: demand.basis === 'maximum' ? 'kW' : 'kVA', basis: demand.basis }] : []
  return { charges: [...energy, ...fundCharges, ...standing], periods }
}

/** One price, or tiers in the order of their limits. */
function priceOf(cells: readonly PricedCell[]): { price: Charge } | { fault: string } {
  const [only, ...more] = cells
  if (only?.tier === null && more.length === 0) return { price: { rate: only.rate } }
  if (cells.some(({ tier }) => tier === null)) return { fault: cells.every(({ tier }) => tier === null) ? 'two prices stand for the same' : 'a price without a tier stands beside tiers' }
  const steps = cells.flatMap(({ tier, rate }) => (tier ? [{ upTo: tier.upTo, rate, basis: tier.basis }] : [])).sort((a, b) => byLimit(a.upTo, b.upTo))
  const basis = steps.find(({ basis: one }) => one === 'year')?.basis ?? 'month'
  return { price: { tiers: steps.map(({ upTo, rate }) => (upTo === null ? { rate } : { upTo, rate })), tierBasis: basis } }
}

const byLimit = (a: string | null, b: string | null): number =>
  a === null || b === null ? (a === b ? 0 : a === null ? 1 : -1) : compare(ratioFromDecimal(a), ratioFromDecimal(b))

/** `a − b`, exactly, with the decimals that the longer of both has. */
function less(a: string, b: string): string {
  const [from, taken] = [parseDecimal(a), parseDecimal(b)]
  const scale = Math.max(from.scale, taken.scale)
  return formatScaled(from.toScaledExact(scale) - taken.toScaledExact(scale), scale, { keepZeros: true })
}
