/** When an order is due: so many working days after it came into its state, by rules that hold from a day on. */
import type { PlainDate } from '../plain-date'
import { addWorkingDays, subtractWorkingDays, type CalendarExceptions } from '../working-days'

export interface DueRule {
  state: string
  /** For orders that came into the state on or after this day, until the next rule of the state. */
  effectiveFrom: PlainDate
  workingDays: number
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
      // From the day that lies so many working days back on, as many reach today or beyond.
      const inTime = subtractWorkingDays(today, workingDays, exceptions)
      const next = own[index + 1]?.effectiveFrom
      const before = next !== undefined && next < inTime ? next : inTime
      return effectiveFrom < before ? [{ state, from: effectiveFrom, before }] : []
    })
  })
}

const rulesOf = (state: string, rules: readonly DueRule[]): DueRule[] =>
  rules.filter((rule) => rule.state === state).toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
