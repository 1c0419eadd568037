/**
 * What part of the meter's energy each category takes: fixed quantities first, in their order and never more than what
 * is left; fixed ratios of what remains after them; the remainder last. Losses go along in proportion.
 */
import { add, divide, isZero, multiply, ONE, ratioFromDecimal, smaller, subtract, ZERO, type Ratio } from '../ratio'
import type { AssignmentTerms } from './assignment'

/**
 * @param total the reading in kWh, without losses
 * @returns each category's fraction of the whole, adding up to exactly 1; without energy all falls to the remainder.
 *   A fixed quantity is meant for the billing period as it is.
 */
export function sharesOf(terms: AssignmentTerms, total: Ratio): Map<string, Ratio> {
  const shares = new Map<string, Ratio>()
  const give = (category: string, fraction: Ratio) => shares.set(category, add(shares.get(category) ?? ZERO, fraction))
  if (isZero(total)) return new Map([[terms.remainder, ONE]])
  let left = ONE
  for (const split of terms.splits) {
    if (split.method !== 'fixed-quantity') continue
    const taken = smaller(left, divide(ratioFromDecimal(split.kwh), total))
    give(split.category, taken)
    left = subtract(left, taken)
  }
  const base = left
  for (const split of terms.splits) {
    if (split.method !== 'fixed-ratio') continue
    const taken = multiply(base, ratioFromDecimal(split.ratio))
    give(split.category, taken)
    left = subtract(left, taken)
  }
  give(terms.remainder, left)
  return shares
}
