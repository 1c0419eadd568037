/** Working days: Monday to Friday, except where the calendar departs from it (holidays, weekend days worked in exchange). */
import { addDays, type PlainDate } from '../plain-date'

/** Day → whether it is worked. Days that are not named are as their weekday says. */
export type CalendarExceptions = ReadonlyMap<PlainDate, boolean>

const SUNDAY = 0
const SATURDAY = 6

export function isWorkingDay(day: PlainDate, exceptions: CalendarExceptions): boolean {
  const named = exceptions.get(day)
  if (named !== undefined) return named
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== SATURDAY && weekday !== SUNDAY
}

/** The day `count` working days after a day, which itself does not count. */
export function addWorkingDays(from: PlainDate, count: number, exceptions: CalendarExceptions): PlainDate {
  let day = from
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day, exceptions)) left -= 1
  }
  return day
}
