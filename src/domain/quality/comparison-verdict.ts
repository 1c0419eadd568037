/** What a comparison of inspected with other districts allows to be said of the inspection, and no more. */
import type { Shown } from '../statistics/difference-in-differences'
import type { Target } from './metric'

/** Below it a difference is called more than chance. */
export const CHANCE = 0.05

/**
 * Why a difference that is more than chance still cannot be put down to the inspection. `no-corrections`: not one account of
 * the inspected districts was billed on a corrected tariff; `other-way`: the districts moved away from the target;
 * `apart-before`: the groups went different ways before already; `past-too-short`: whether they did cannot be told.
 */
export type Reservation = 'no-corrections' | 'other-way' | 'apart-before' | 'past-too-short'

export type ComparisonVerdict = { moreThanChance: false } | { moreThanChance: true; reservations: Reservation[] }

/**
 * @param wanted which way of the rate is the better one
 * @param corrected accounts of the inspected districts billed on a corrected tariff after the inspection
 */
export function comparisonVerdict({ effect, p, before }: Pick<Extract<Shown, { shown: true }>, 'effect' | 'p' | 'before'>, wanted: Target['direction'], corrected: number): ComparisonVerdict {
  if (p >= CHANCE) return { moreThanChance: false }
  const reservations: Reservation[] = [
    ...(corrected === 0 ? ['no-corrections' as const] : []),
    ...(effect > 0 === (wanted === 'up') ? [] : ['other-way' as const]),
    ...(before === null ? ['past-too-short' as const] : before.p < CHANCE ? ['apart-before' as const] : []),
  ]
  return { moreThanChance: true, reservations }
}
