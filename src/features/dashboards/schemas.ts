import { addMonths, isBillingMonth, monthsBetween, type BillingMonth } from '@/domain/plain-date'

const MOST_MONTHS = 60

export interface MonthRange {
  from: BillingMonth
  to: BillingMonth
}

/** The range that an address asks for, or null when it asks for none or for nonsense. */
export function rangeFrom(from: string | undefined, to: string | undefined): MonthRange | null {
  if (from === undefined || to === undefined || !isBillingMonth(from) || !isBillingMonth(to)) return null
  const months = monthsBetween(from, to)
  return months >= 0 && months < MOST_MONTHS ? { from, to } : null
}

/** The last two months that have bills: what changed since last month is the question of the morning. */
export const lastTwo = (loaded: { first: BillingMonth; last: BillingMonth }): MonthRange => ({
  from: loaded.first < loaded.last ? addMonths(loaded.last, -1) : loaded.last,
  to: loaded.last,
})
