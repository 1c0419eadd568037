import 'server-only'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'

/**
 * The one mapping between the database's dates (midnight UTC in a `Date`) and the calendar dates of the domain.
 * A month is stored as its first day.
 */
export const fromDbDate = (value: Date): PlainDate => value.toISOString().slice(0, 10) as PlainDate
export const fromDbMonth = (value: Date): BillingMonth => value.toISOString().slice(0, 7) as BillingMonth
export const toDbDate = (date: PlainDate): Date => new Date(`${date}T00:00:00Z`)
export const toDbMonth = (month: BillingMonth): Date => new Date(`${month}-01T00:00:00Z`)
