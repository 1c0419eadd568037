/** Working days in China, as far as the calendar alone can tell. */
import { addDays, firstDayOf, type BillingMonth, type PlainDate } from './plain-date'

/**
 * Public holidays with a fixed day. Those by the lunar calendar move, and the days worked instead are announced year by year:
 * a report that comes on one of them comes early, which harms nobody.
 */
const FIXED_HOLIDAYS: ReadonlySet<string> = new Set(['01-01', '05-01', '10-01', '10-02', '10-03'])

const weekday = (date: PlainDate): number => new Date(`${date}T00:00:00Z`).getUTCDay()

export const isWorkingDay = (date: PlainDate): boolean => weekday(date) !== 0 && weekday(date) !== 6 && !FIXED_HOLIDAYS.has(date.slice(5))

/** The first working day of a month: `2013-06` → `2013-06-03`, a Monday. */
export function firstWorkingDay(month: BillingMonth): PlainDate {
  let day = firstDayOf(month)
  while (!isWorkingDay(day)) day = addDays(day, 1)
  return day
}
