/** When an order is due: so many working days after it came into its state, by rules that hold from a day on. */
import { addDays, type PlainDate } from '../plain-date'

export interface DueRule {
  state: string
  /** For orders that came into the state on or after this day, until the next rule of the state. */
  effectiveFrom: PlainDate
  workingDays: number
}

/** Days that are worked (true) or free (false) against the week's rule: public holidays and weekends worked in exchange. */
export type CalendarExceptions = ReadonlyMap<PlainDate, boolean>

const SATURDAY = 6
const SUNDAY = 0

export function isWorkingDay(day: PlainDate, exceptions: CalendarExceptions): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return exceptions.get(day) ?? (weekday !== SATURDAY && weekday !== SUNDAY)
}

/** The day that lies so many working days after another: from a Friday, one working day on is Monday. */
export function addWorkingDays(from: PlainDate, workingDays: number, exceptions: CalendarExceptions): PlainDate {
  let day = from
  for (let left = workingDays; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day, exceptions)) left -= 1
  }
  return day
}

/** The last day on which an order is in time, or null where no rule holds. */
export function dueOn(state: string, since: PlainDate, rules: readonly DueRule[], exceptions: CalendarExceptions): PlainDate | null {
  const rule = rulesOf(state, rules).findLast(({ effectiveFrom }) => effectiveFrom <= since)
  return rule ? addWorkingDays(since, rule.workingDays, exceptions) : null
}

/** Orders that came into the state from `from` on and before `before` are overdue. */
export interface OverdueRange {
  state: string
  from: PlainDate
  before: PlainDate
}

/** The overdue orders as ranges of the days on which they came into their states: what a database can ask by an index. */
export function overdueRanges(today: PlainDate, rules: readonly DueRule[], exceptions: CalendarExceptions): OverdueRange[] {
  return [...new Set(rules.map(({ state }) => state))].flatMap((state) => {
    const own = rulesOf(state, rules)
    return own.flatMap(({ effectiveFrom, workingDays }, index) => {
      const inTime = firstInTime(today, workingDays, exceptions)
      const next = own[index + 1]?.effectiveFrom
      const before = next !== undefined && next < inTime ? next : inTime
      return effectiveFrom < before ? [{ state, from: effectiveFrom, before }] : []
    })
  })
}

/** The first day from which so many working days reach today or beyond. */
function firstInTime(today: PlainDate, workingDays: number, exceptions: CalendarExceptions): PlainDate {
  let day = today
  while (addWorkingDays(addDays(day, -1), workingDays, exceptions) >= today) day = addDays(day, -1)
  return day
}

const rulesOf = (state: string, rules: readonly DueRule[]): DueRule[] =>
  rules.filter((rule) => rule.state === state).toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
