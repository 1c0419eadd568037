import 'server-only'
import * as z from 'zod'
import { dueOn, overdueRanges, type DueRule, type OverdueRange } from '@/domain/work-order/due'
import type { CalendarExceptions } from '@/domain/working-days'
import { plainDate, type PlainDate } from '@/domain/plain-date'
import { dayInChina } from '@/server/clock'
import { Prisma } from '@/generated/prisma/client'
import { pool } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'

/** The rules and the calendar by which orders are due. Shared by all stations: reading them takes no viewer. */
export interface DueBook {
  rules: readonly DueRule[]
  exceptions: CalendarExceptions
}

/** What tells whether a book still holds: its tables only grow. For a question that carries it along. */
export const BOOK_PRINT = Prisma.sql`(SELECT count(*) FROM order_due_rule) || ' ' || (SELECT count(*) FROM calendar_exception)`

const BOOK = `
  SELECT ${BOOK_PRINT.sql} AS print, (SELECT COALESCE(json_agg(json_build_object('state', state, 'effectiveFrom', effective_from, 'workingDays', working_days)), '[]') FROM order_due_rule) AS rules,
    (SELECT COALESCE(json_agg(json_build_array(day, is_working)), '[]') FROM calendar_exception) AS exceptions`

const bookSchema = z.object({
  print: z.string(),
  rules: z.array(z.object({ state: z.string(), effectiveFrom: z.string().transform(plainDate), workingDays: z.number() })),
  exceptions: z.array(z.tuple([z.string().transform(plainDate), z.boolean()])),
})

/** The book, read now. */
export const dueBook = async (): Promise<DueBook> => (await keptBook('')).book

interface KeptBook {
  /** Of which database it is, and what it was printed as there. */
  database: string
  print: string
  book: DueBook
}

const kept = globalThis as typeof globalThis & { tariffAuditDueBook?: KeptBook }

/**
 * The book as this process last read it, for a question that asks `BOOK_PRINT` beside its own: when the answer's print is
 * another, the book is asked for again with that print, and the question with it.
 * @param print what the database says it is now; left out while nothing is known
 */
export async function keptBook(print?: string): Promise<KeptBook> {
  const database = process.env['DATABASE_URL'] ?? ''
  const known = kept.tariffAuditDueBook
  if (known?.database === database && (print === undefined || known.print === print)) return known
  const { rows } = await pool(SHARED_TABLES).query<object>({ name: 'due-book', text: BOOK })
  const { rules, exceptions, ...read } = bookSchema.parse(rows[0])
  const now = { ...read, database, book: { rules, exceptions: new Map(exceptions) } }
  kept.tariffAuditDueBook = now
  return now
}

/** The last day on which an order in a state is in time, or null where none is set. */
export const dueDateOf = ({ rules, exceptions }: DueBook, state: string, since: Date): PlainDate | null => dueOn(state, dayInChina(since), rules, exceptions)

export const overdueNow = ({ rules, exceptions }: DueBook, at: Date): OverdueRange[] => overdueRanges(dayInChina(at), rules, exceptions)

/** Midnight in China at the beginning of a day, as the database reads it. */
export const midnightInChina = (day: PlainDate): string => `${day}T00:00:00+08:00`
