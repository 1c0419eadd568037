/** The activity plan: planned against actual, and how far it has drifted from what was agreed. */
import { addDays, daysBetween, isPlainDate, type PlainDate } from '../plain-date'
import { cell, type Row, type SheetContent } from './tool-sheet'

export interface PlanItem {
  id: string
  step: string
  activity: string
  owner: string
  /** Null while a date is missing. */
  planned: { from: PlainDate; to: PlainDate } | null
  actual: { from: PlainDate; to: PlainDate | null } | null
  /** As agreed; null when the agreed plan lacks it, or nothing was agreed. */
  agreed: { from: PlainDate; to: PlainDate } | null
  /** Days that the end now planned lies after the end agreed (before: negative); null without both. */
  driftDays: number | null
  /** Days that the actual end lies after the planned end; for an activity under way until today. */
  lateDays: number | null
}

const dayIn = (row: Row, key: string): PlainDate | null => {
  const value = cell(row, key)
  return isPlainDate(value) ? value : null
}

function span(row: Row | undefined, from: string, to: string): { from: PlainDate; to: PlainDate } | null {
  const [first, last] = row ? [dayIn(row, from), dayIn(row, to)] : [null, null]
  return first !== null && last !== null && first <= last ? { from: first, to: last } : null
}

/** @param agreed the plan as agreed, or null while it is not */
export function planItems({ rows }: Pick<SheetContent, 'rows'>, agreed: Pick<SheetContent, 'rows'> | null, today: PlainDate): PlanItem[] {
  return rows.map((row) => {
    const planned = span(row, 'from', 'to')
    const before = span(agreed?.rows.find((one) => cell(one, 'id') === cell(row, 'id')), 'from', 'to')
    const [begun, ended] = [dayIn(row, 'actualFrom'), dayIn(row, 'actualTo')]
    const until = ended ?? (begun === null && planned && planned.from > today ? null : today)
    const late = planned && until ? daysBetween(planned.to, until) : null
    return {
      id: cell(row, 'id'),
      step: cell(row, 'step'),
      activity: cell(row, 'activity'),
      owner: cell(row, 'owner'),
      planned,
      actual: begun === null ? null : { from: begun, to: ended },
      agreed: before,
      driftDays: planned && before ? daysBetween(before.to, planned.to) : null,
      lateDays: late === null ? null : ended === null ? Math.max(0, late) : late,
    }
  })
}

export type Edge = 'move' | 'from' | 'to'

/** A row with its planned days moved, or one end of them; an end never passes the other. */
export function shifted(row: Row, edge: Edge, days: number): Row {
  const planned = span(row, 'from', 'to')
  if (!planned || days === 0) return row
  const from = edge === 'to' ? planned.from : addDays(planned.from, days)
  const to = edge === 'from' ? planned.to : addDays(planned.to, days)
  return from > to ? row : { ...row, from, to }
}
