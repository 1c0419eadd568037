import 'server-only'
import { dueOn, overdueRanges, type CalendarExceptions, type DueRule, type OverdueRange } from '@/domain/work-order/due'
import type { PlainDate } from '@/domain/plain-date'
import { dayInChina } from '@/server/clock'
import { fromDbDate } from '@/server/database-dates'
import { db } from '@/server/db'

/** The rules and the calendar by which orders are due. Shared by all stations: reading them takes no viewer. */
export interface DueBook {
  rules: readonly DueRule[]
  exceptions: CalendarExceptions
}

export async function dueBook(): Promise<DueBook> {
  const [rules, exceptions] = await Promise.all([db().orderDueRule.findMany(), db().calendarException.findMany()])
  return {
    rules: rules.map(({ state, effectiveFrom, workingDays }) => ({ state, effectiveFrom: fromDbDate(effectiveFrom), workingDays })),
    exceptions: new Map(exceptions.map(({ day, isWorking }) => [fromDbDate(day), isWorking])),
  }
}

/** The last day on which an order in a state is in time, or null where none is set. */
export const dueDateOf = ({ rules, exceptions }: DueBook, state: string, since: Date): PlainDate | null => dueOn(state, dayInChina(since), rules, exceptions)

export const overdueNow = ({ rules, exceptions }: DueBook, at: Date): OverdueRange[] => overdueRanges(dayInChina(at), rules, exceptions)

/** Midnight in China at the beginning of a day, as the database reads it. */
export const midnightInChina = (day: PlainDate): string => `${day}T00:00:00+08:00`
