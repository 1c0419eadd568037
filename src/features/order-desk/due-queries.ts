import 'server-only'
import { z } from 'zod'
import { dueOn, overdueRanges, type DueRule, type OverdueRange } from '@/domain/work-order/due'
import type { CalendarExceptions } from '@/domain/working-days'
import { plainDate, type PlainDate } from '@/domain/plain-date'
import { dayInChina } from '@/server/clock'
import { pool } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'

/** The rules and the calendar by which orders are due. Shared by all stations: reading them takes no viewer. */
export interface DueBook {
  rules: readonly DueRule[]
  exceptions: CalendarExceptions
}

const BOOK = `
  SELECT (SELECT COALESCE(json_agg(json_build_object('state', state, 'effectiveFrom', effective_from, 'workingDays', working_days)), '[]') FROM order_due_rule) AS rules,
    (SELECT COALESCE(json_agg(json_build_array(day, is_working)), '[]') FROM calendar_exception) AS exceptions`

const bookSchema = z.object({
  rules: z.array(z.object({ state: z.string(), effectiveFrom: z.string().transform(plainDate), workingDays: z.number() })),
  exceptions: z.array(z.tuple([z.string().transform(plainDate), z.boolean()])),
})

/** In one question: every page of the queue asks it. */
export async function dueBook(): Promise<DueBook> {
  const { rows } = await pool(SHARED_TABLES).query<object>({ name: 'due-book', text: BOOK })
  const { rules, exceptions } = bookSchema.parse(rows[0])
  return { rules, exceptions: new Map(exceptions) }
}

/** The last day on which an order in a state is in time, or null where none is set. */
export const dueDateOf = ({ rules, exceptions }: DueBook, state: string, since: Date): PlainDate | null => dueOn(state, dayInChina(since), rules, exceptions)

export const overdueNow = ({ rules, exceptions }: DueBook, at: Date): OverdueRange[] => overdueRanges(dayInChina(at), rules, exceptions)

/** Midnight in China at the beginning of a day, as the database reads it. */
export const midnightInChina = (day: PlainDate): string => `${day}T00:00:00+08:00`
