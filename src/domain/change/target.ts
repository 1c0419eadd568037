/** A target by month, in force from its month until the next one begins. */
import { fen, ZERO_FEN, type Fen } from '../money'
import { monthRange, type BillingMonth } from '../plain-date'

export interface MonthlyTarget {
  effectiveFrom: BillingMonth
  monthlyFen: Fen
}

/** What was to be brought up to each month of a range, added up from its beginning; null before the first target. */
export function targetUpTo(targets: readonly MonthlyTarget[], from: BillingMonth, to: BillingMonth): (Fen | null)[] {
  let sum: Fen | null = null
  return monthRange(from, to).map((month) => {
    const inForce = targets.filter(({ effectiveFrom }) => effectiveFrom <= month).reduce<MonthlyTarget | null>((last, one) => (last && last.effectiveFrom > one.effectiveFrom ? last : one), null)
    if (inForce) sum = fen((sum ?? ZERO_FEN) + inForce.monthlyFen)
    return sum
  })
}
