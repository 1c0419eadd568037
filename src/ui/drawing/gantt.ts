/** The activity plan by weeks and months: agreed, planned and actual under one another. */
import { addMonths, daysBetween, firstDayOf, monthOf, monthRange, type PlainDate } from '@/domain/plain-date'
import type { PlanItem } from '@/domain/quality/plan'
import { fitted, legend, type Drawing, type Shape } from './drawing'

export const GANTT = { width: 960, left: 250, right: 950, top: 40, row: 34 }

export interface Calendar {
  from: PlainDate
  to: PlainDate
  x: (day: PlainDate) => number
}

/** The months that the plan's days fall into; null while no activity has days. */
export function calendarOf(items: readonly PlanItem[]): Calendar | null {
  const days = items.flatMap(({ planned, actual, agreed }) => [planned?.from, planned?.to, actual?.from, actual?.to, agreed?.from, agreed?.to]).filter((day) => day !== undefined && day !== null).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return null
  const [from, to] = [firstDayOf(monthOf(first)), firstDayOf(addMonths(monthOf(last), 1))]
  const perDay = (GANTT.right - GANTT.left) / Math.max(1, daysBetween(from, to))
  return { from, to, x: (day) => GANTT.left + daysBetween(from, day) * perDay }
}

export interface GanttNames {
  agreed: string
  planned: string
  actual: string
  month: (month: string) => string
}

/** @param today drawn as a line where it falls into the plan's months */
export function ganttDrawing(label: string, items: readonly PlanItem[], today: PlainDate, names: GanttNames): Drawing | null {
  const calendar = calendarOf(items)
  if (!calendar) return null
  const { from, to, x } = calendar
  const bottom = GANTT.top + items.length * GANTT.row
  const months = monthRange(monthOf(from), addMonths(monthOf(to), -1))
  const every = Math.ceil(months.length / 12)
  const bar = (first: PlainDate, last: PlainDate, y: number, height: number, fill: 'muted' | 'series0' | 'series2', title: string): Shape => ({
    kind: 'rect', at: [x(first), y], width: Math.max(2, x(last) - x(first) + 2), height, fill, title,
  })
  return {
    width: GANTT.width,
    height: bottom + 40,
    label,
    shapes: [
      ...months.flatMap((month, place): Shape[] => [
        { kind: 'line', from: [x(firstDayOf(month)), GANTT.top - 6], to: [x(firstDayOf(month)), bottom], ink: 'line' },
        ...(place % every === 0 ? [{ kind: 'text', at: [x(firstDayOf(month)) + 3, GANTT.top - 10], text: names.month(month), ink: 'muted', anchor: 'start' } satisfies Shape] : []),
      ]),
      ...items.flatMap(({ activity, owner, planned, actual, agreed }, place): Shape[] => {
        const y = GANTT.top + place * GANTT.row
        return [
          { kind: 'line', from: [0, y + GANTT.row], to: [GANTT.right, y + GANTT.row], ink: 'line' },
          { kind: 'text', at: [4, y + 15], text: fitted(activity, GANTT.left - 16), anchor: 'start' },
          { kind: 'text', at: [4, y + 29], text: fitted(owner, GANTT.left - 16, 11), size: 11, ink: 'muted', anchor: 'start' },
          ...(agreed ? [bar(agreed.from, agreed.to, y + 4, 6, 'muted', `${names.agreed} ${agreed.from} – ${agreed.to}`)] : []),
          ...(planned ? [bar(planned.from, planned.to, y + 12, 9, 'series0', `${names.planned} ${planned.from} – ${planned.to}`)] : []),
          ...(actual ? [bar(actual.from, actual.to ?? (today > actual.from ? today : actual.from), y + 23, 7, 'series2', `${names.actual} ${actual.from} – ${actual.to ?? ''}`)] : []),
        ]
      }),
      ...(today >= from && today < to ? [{ kind: 'line', from: [x(today), GANTT.top - 4], to: [x(today), bottom], ink: 'bad', width: 1.5, dash: [4, 3] } satisfies Shape] : []),
      ...legend([{ ink: 'muted', text: names.agreed }, { ink: 'series0', text: names.planned }, { ink: 'series2', text: names.actual }], 4, bottom + 26),
    ],
  }
}
