import { addMonths, billingMonth, isBillingMonth, monthsBetween, type BillingMonth } from '@/domain/plain-date'

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

interface Loaded {
  first: BillingMonth
  last: BillingMonth
}

/** The last two months that have bills: what changed since last month is the question of the morning. */
export const lastTwo = (loaded: Loaded): MonthRange => ({
  from: loaded.first < loaded.last ? addMonths(loaded.last, -1) : loaded.last,
  to: loaded.last,
})

/** The ranges one click away, each once: the last two months, the last year that has bills, all months that fit. */
export function quickRanges(loaded: Loaded): (MonthRange & { name: 'lastTwo' | 'year' | 'all' })[] {
  const { first, last } = loaded
  const january = billingMonth(`${last.slice(0, 4)}-01`)
  const earliest = addMonths(last, 1 - MOST_MONTHS)
  const all = { name: 'all' as const, from: first < earliest ? earliest : first, to: last }
  const year = { name: 'year' as const, from: january, to: last }
  return [{ name: 'lastTwo', ...lastTwo(loaded) }, ...(first < january ? [year] : []), all]
}
