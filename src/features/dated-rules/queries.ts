import 'server-only'
import { DomainError } from '@/domain/errors'
import { addDays, daysBetween, firstDayOf, type BillingMonth, type PlainDate } from '@/domain/plain-date'
import type { PenaltyRule } from '@/domain/back-billing/penalty-rules'
import { penaltyRules } from '@/features/work-orders/penalty-rule-queries'
import { fromDbDate, fromDbMonth, toDbDate } from '@/server/database-dates'
import { db, type Db } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'
import { assertMay, type Viewer } from '@/server/viewer'
import type { DatedRule } from './schemas'

export interface DueRuleRow {
  state: string
  effectiveFrom: PlainDate
  workingDays: number
  source: string
}

/** Neighbouring days that depart from the week's rule in the same way and by the same notice. */
export interface CalendarStretch {
  from: PlainDate
  to: PlainDate
  isWorking: boolean
  source: string
}

export interface DatedRules {
  /** Newest first, as are the others. */
  penalties: PenaltyRule[]
  dues: DueRuleRow[]
  stretches: CalendarStretch[]
}

/** All rules that law, calendar and the company's own regulations give, with what they come from. */
export async function datedRules(viewer: Viewer): Promise<DatedRules> {
  assertMay(viewer, 'rules.read')
  const [penalties, dues, days] = await Promise.all([
    penaltyRules(),
    db(SHARED_TABLES).orderDueRule.findMany({ orderBy: { effectiveFrom: 'desc' } }),
    db(SHARED_TABLES).calendarException.findMany({ orderBy: { day: 'asc' } }),
  ])
  return {
    penalties: penalties.toReversed(),
    dues: dues.map(({ effectiveFrom, ...rule }) => ({ ...rule, effectiveFrom: fromDbDate(effectiveFrom) })),
    stretches: stretchesOf(days.map(({ day, ...rest }) => ({ ...rest, day: fromDbDate(day) }))).toReversed(),
  }
}

function stretchesOf(days: readonly { day: PlainDate; isWorking: boolean; source: string }[]): CalendarStretch[] {
  const stretches: CalendarStretch[] = []
  for (const { day, isWorking, source } of days) {
    const last = stretches.at(-1)
    if (last && last.isWorking === isWorking && last.source === source && daysBetween(last.to, day) === 1) last.to = day
    else stretches.push({ from: day, to: day, isWorking, source })
  }
  return stretches
}

/** The first month that is open at every station: what lies before it is posted somewhere. Null without stations. */
export async function firstOpenMonth(tx: Pick<Db, 'station'> = db(SHARED_TABLES)): Promise<BillingMonth | null> {
  const { _max } = await tx.station.aggregate({ _max: { openMonth: true } })
  return _max.openMonth === null ? null : fromDbMonth(_max.openMonth)
}

export const startOf = (rule: DatedRule): PlainDate => (rule.kind === 'calendar' ? rule.from : rule.effectiveFrom)

export const daysOf = ({ from, to }: { from: PlainDate; to: PlainDate }): PlainDate[] => Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index))

/**
 * Whether a rule may be added: it reaches into no month that is closed anywhere, and its day has none yet.
 * @throws DomainError `rule-month-closed`, `rule-date-taken`
 */
export async function assertAddable(tx: Pick<Db, 'station' | 'penaltyRule' | 'orderDueRule' | 'calendarException'>, rule: DatedRule): Promise<void> {
  const open = await firstOpenMonth(tx)
  if (open !== null && startOf(rule) < firstDayOf(open)) throw new DomainError('rule-month-closed', { month: open })
  const taken = await takenDay(tx, rule)
  if (taken !== null) throw new DomainError('rule-date-taken', { date: taken })
}

async function takenDay(tx: Pick<Db, 'penaltyRule' | 'orderDueRule' | 'calendarException'>, rule: DatedRule): Promise<PlainDate | null> {
  switch (rule.kind) {
    case 'penalty':
      return (await tx.penaltyRule.count({ where: { effectiveFrom: toDbDate(rule.effectiveFrom) } })) > 0 ? rule.effectiveFrom : null
    case 'due':
      return (await tx.orderDueRule.count({ where: { state: rule.state, effectiveFrom: toDbDate(rule.effectiveFrom) } })) > 0 ? rule.effectiveFrom : null
    case 'calendar': {
      const known = await tx.calendarException.findFirst({ where: { day: { gte: toDbDate(rule.from), lte: toDbDate(rule.to) } }, orderBy: { day: 'asc' } })
      return known === null ? null : fromDbDate(known.day)
    }
  }
}
