/** Working days: Monday to Friday, except where the calendar departs from it (holidays, weekend days worked in exchange). */
import { addDays, daysBetween, firstDayOf, plainDate, type BillingMonth, type PlainDate } from './plain-date'

/** Day → whether it is worked. Days that are not named are as their weekday says. */
export type CalendarExceptions = ReadonlyMap<PlainDate, boolean>

const MONDAY = plainDate('1970-01-05')
const WORKED_A_WEEK = 5
const WEEK = 7

/** A calendar's days by number, since lists ask it for thousands of days. */
const numbered = new WeakMap<CalendarExceptions, ReadonlyMap<number, boolean>>()

function byNumber(exceptions: CalendarExceptions): ReadonlyMap<number, boolean> {
  const known = numbered.get(exceptions)
  if (known) return known
  const days = new Map([...exceptions].map(([day, worked]) => [daysBetween(MONDAY, day), worked]))
  numbered.set(exceptions, days)
  return days
}

const isWorked = (day: number, exceptions: ReadonlyMap<number, boolean>): boolean => exceptions.get(day) ?? ((day % WEEK) + WEEK) % WEEK < WORKED_A_WEEK

export const isWorkingDay = (day: PlainDate, exceptions: CalendarExceptions): boolean => isWorked(daysBetween(MONDAY, day), byNumber(exceptions))

/** The day `count` working days after a day, which itself does not count: from a Friday, one on is Monday. */
export const addWorkingDays = (from: PlainDate, count: number, exceptions: CalendarExceptions): PlainDate => step(from, count, 1, exceptions)

/** The day `count` working days before a day, which itself does not count. */
export const subtractWorkingDays = (from: PlainDate, count: number, exceptions: CalendarExceptions): PlainDate => step(from, count, -1, exceptions)

/** A month's working day by its number from 1: with its first week free, October 2013 has its first on the 8th. */
export const workingDayOf = (month: BillingMonth, count: number, exceptions: CalendarExceptions): PlainDate => addWorkingDays(addDays(firstDayOf(month), -1), count, exceptions)

function step(from: PlainDate, count: number, direction: 1 | -1, exceptions: CalendarExceptions): PlainDate {
  const days = byNumber(exceptions)
  const first = daysBetween(MONDAY, from)
  let day = first
  for (let left = count; left > 0; ) {
    day += direction
    if (isWorked(day, days)) left -= 1
  }
  return addDays(from, day - first)
}
