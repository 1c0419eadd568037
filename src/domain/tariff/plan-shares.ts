/** How terms spread a bill's energy over categories, in whole numbers over one denominator. See `shares.ts` for the rule. */
import type { Wh } from '../energy'
import { ratioFromDecimal } from '../ratio'
import type { AssignmentTerms } from './assignment'

const WH_PER_KWH = 1000n

export interface SharePlan {
  /** Units a watt-hour has. */
  unitsPerWh: bigint
  /** Units of each category, in the order of `categories`, adding up to the whole; written into `into`. */
  unitsOf: (energyWh: Wh, into: bigint[]) => void
}

/** @param categories those of the terms, each once */
export function planShares(terms: AssignmentTerms, categories: readonly string[]): SharePlan {
  const place = (category: string) => categories.indexOf(category)
  const ratios = terms.splits.flatMap((split) => (split.method === 'fixed-ratio' ? [{ at: place(split.category), ...ratioFromDecimal(split.ratio) }] : []))
  const quantities = terms.splits.flatMap((split) => (split.method === 'fixed-quantity' ? [{ at: place(split.category), ...ratioFromDecimal(split.kwh) }] : []))
  const ratioScale = ratios.reduce((most, { d }) => (d > most ? d : most), 1n)
  const quantityScale = quantities.reduce((most, { d }) => (d > most ? d : most), 1n)
  const remainder = place(terms.remainder)
  // Denominators are powers of ten: the largest serves all.
  const taken = quantities.map(({ at, n, d }) => ({ at, units: n * WH_PER_KWH * (quantityScale / d) * ratioScale }))
  const parts = ratios.map(({ at, n, d }) => ({ at, factor: n * (ratioScale / d) }))
  const unitsPerWh = quantityScale * ratioScale
  return {
    unitsPerWh,
    unitsOf(energyWh, into) {
      into.fill(0n)
      let left = energyWh * unitsPerWh
      for (const { at, units } of taken) {
        const given = units < left ? units : left
        into[at] = (into[at] ?? 0n) + given
        left -= given
      }
      const base = left / ratioScale
      for (const { at, factor } of parts) {
        into[at] = (into[at] ?? 0n) + base * factor
        left -= base * factor
      }
      into[remainder] = (into[remainder] ?? 0n) + left
    },
  }
}
