import { compare, multiply, ratio, ratioFromDecimal, subtract } from '@/domain/ratio'
import type { CategoryChange } from './queries'

/** Below half a per cent an average price has "hardly moved": roundings and single bills do that. */
const NOTABLE = ratio(5n, 1000n)

/** The categories whose average price moved by more than that. */
export function pricesMoved(categories: readonly CategoryChange[]): CategoryChange['category'][] {
  return categories.filter(({ before, now }) => moved(before.averagePrice, now.averagePrice)).map(({ category }) => category)
}

function moved(before: string | null, now: string | null): boolean {
  if (before === null || now === null) return false
  const base = ratioFromDecimal(before)
  const difference = subtract(ratioFromDecimal(now), base)
  const size = difference.n < 0n ? ratio(-difference.n, difference.d) : difference
  return compare(size, multiply(base, NOTABLE)) > 0
}
