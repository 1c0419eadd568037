/**
 * Whether the first bill after a correction came out on the new assignment. What counts is how it spread its energy over
 * categories; a price that is wrong is another matter, which the monthly check of bills finds.
 */
import type { BillPart } from '../tariff/rate-bill'

export type Verification = { outcome: 'verified' } | { outcome: 'raised'; code: 'old-assignment' | 'other-category' | 'other-split' }

const energyOf = (parts: readonly BillPart[]): Map<string, bigint> => {
  const energy = new Map<string, bigint>()
  for (const { category, energyWh } of parts) energy.set(category, (energy.get(category) ?? 0n) + energyWh)
  return energy
}

const sameEnergy = (a: ReadonlyMap<string, bigint>, b: ReadonlyMap<string, bigint>): boolean =>
  [...new Set([...a.keys(), ...b.keys()])].every((category) => (a.get(category) ?? 0n) === (b.get(category) ?? 0n))

const sameCategories = (a: ReadonlyMap<string, bigint>, b: ReadonlyMap<string, bigint>): boolean => a.size === b.size && [...a.keys()].every((category) => b.has(category))

/**
 * @param billed how the posted bill spreads its energy
 * @param right the same energy on the assignments on record
 * @param before the same energy on the assignment that was corrected; null when the order changed none
 */
export function verifyBill(billed: readonly BillPart[], right: readonly BillPart[], before: readonly BillPart[] | null): Verification {
  const [posted, expected] = [energyOf(billed), energyOf(right)]
  // Without energy only the category shows which tariff the bill was on.
  const energy = [...posted.values()].some((amount) => amount !== 0n)
  if (energy ? sameEnergy(posted, expected) : sameCategories(posted, expected) || billed.every(({ category }) => expected.has(category))) return { outcome: 'verified' }
  if (before && (energy ? sameEnergy(posted, energyOf(before)) : sameCategories(posted, energyOf(before)))) return { outcome: 'raised', code: 'old-assignment' }
  return { outcome: 'raised', code: sameCategories(posted, expected) ? 'other-split' : 'other-category' }
}
