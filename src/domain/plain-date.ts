/**
 * Calendar dates without time or zone (`2013-07-01`) and billing months (`2013-07`). A billing month is a Chinese
 * calendar month wherever the server stands; the one place that asks a clock for "today" is `server/clock`.
 */

export type PlainDate = string & { readonly __kind: 'PlainDate' }
export type BillingMonth = string & { readonly __kind: 'BillingMonth' }

const DAY_MS = 86_400_000
const DATE_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTH_PATTERN = /^\d{4}-(0[1-9]|1[0-2])$/

const toEpochDay = (date: PlainDate): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS
const fromEpochDay = (day: number): PlainDate => new Date(day * DAY_MS).toISOString().slice(0, 10) as PlainDate

export function isPlainDate(text: string): text is PlainDate {
  if (!DATE_PATTERN.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}

/** @throws RangeError when the text is not a date that exists, as `YYYY-MM-DD`. */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new RangeError(`not a date: ${JSON.stringify(text)} (expected YYYY-MM-DD)`)
  return text
}

export const isBillingMonth = (text: string): text is BillingMonth => MONTH_PATTERN.test(text)

/** @throws RangeError when the text is not a month as `YYYY-MM`. */
export function billingMonth(text: string): BillingMonth {
  if (!isBillingMonth(text)) throw new RangeError(`not a month: ${JSON.stringify(text)} (expected YYYY-MM)`)
  return text
}

export const addDays = (date: PlainDate, days: number): PlainDate => fromEpochDay(toEpochDay(date) + days)

/** Days from `from` (inclusive) to `to` (exclusive); negative when `to` lies before `from`. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => toEpochDay(to) - toEpochDay(from)

export const monthOf = (date: PlainDate): BillingMonth => date.slice(0, 7) as BillingMonth
export const firstDayOf = (month: BillingMonth): PlainDate => `${month}-01` as PlainDate

export function addMonths(month: BillingMonth, count: number): BillingMonth {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count
  const year = String(Math.floor(index / 12)).padStart(4, '0')
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}` as BillingMonth
}

export const daysInMonth = (month: BillingMonth): number =>
  daysBetween(firstDayOf(month), firstDayOf(addMonths(month, 1)))

/** Whole months from `from` to `to`: `2013-06` → `2013-07` is 1. */
export const monthsBetween = (from: BillingMonth, to: BillingMonth): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5)) - Number(from.slice(5))

/** Every month from `from` to `to`, both included; empty when `to` lies before `from`. */
export function monthRange(from: BillingMonth, to: BillingMonth): BillingMonth[] {
  return Array.from({ length: Math.max(0, monthsBetween(from, to) + 1) }, (_, index) => addMonths(from, index))
}
