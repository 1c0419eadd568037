/** The activity plan by weeks and months: agreed, planned and actual under one another. */
import { addMonths, daysBetween, firstDayOf, monthOf, monthRange, type PlainDate } from '@/domain/plain-date'
import type { PlanItem } from '@/domain/quality/plan'
import { patterned } from '../drawing/patterns'
import { legendShapes, type LegendEntry } from '../drawing/plot-area'
import { line, text, type Drawing, type Mark, type Paint, type Shape } from '../drawing/shapes'
import { clipped, textWidth } from '../drawing/words'

export const GANTT = { width: 800, left: 210, right: 792, top: 40, row: 34 }

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

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** What each kind of bar looks like: told apart by place, colour and pattern. */
const LOOK = {
  agreed: ({ ...box }: Box): Shape[] => [{ shape: 'rect', ...box, fill: 'muted' }],
  planned: (box: Box) => patterned(0, box),
  actual: (box: Box) => patterned(4, box),
}
const LANE = { agreed: { y: 4, height: 6 }, planned: { y: 12, height: 9 }, actual: { y: 23, height: 7 } }

/** @param today drawn as a line where it falls into the plan's months */
export function ganttDrawing(items: readonly PlanItem[], today: PlainDate, names: GanttNames): Drawing | null {
  const calendar = calendarOf(items)
  if (!calendar) return null
  const { from, to, x } = calendar
  const bottom = GANTT.top + items.length * GANTT.row
  const bar = (kind: keyof typeof LOOK, place: number, first: PlainDate, last: PlainDate, said: string, activity: string): Mark => {
    const box = { x: x(first), y: GANTT.top + place * GANTT.row + LANE[kind].y, width: Math.max(2, x(last) - x(first) + 2), height: LANE[kind].height }
    return { key: `${kind} ${place}`, label: `${activity} · ${names[kind]} ${said}`, x: box.x, y: box.y, shapes: LOOK[kind](box) }
  }
  const marks = items.flatMap(({ activity, planned, actual, agreed }, place): Mark[] => [
    ...(agreed ? [bar('agreed', place, agreed.from, agreed.to, `${agreed.from} – ${agreed.to}`, activity)] : []),
    ...(planned ? [bar('planned', place, planned.from, planned.to, `${planned.from} – ${planned.to}`, activity)] : []),
    ...(actual ? [bar('actual', place, actual.from, actual.to ?? (today > actual.from ? today : actual.from), `${actual.from} – ${actual.to ?? ''}`, activity)] : []),
  ])
  const rows = items.flatMap(({ activity, owner }, place): Shape[] => {
    const y = GANTT.top + place * GANTT.row
    return [line(0, y + GANTT.row, GANTT.right, y + GANTT.row), text(4, y + 14, clipped(activity, GANTT.left - 16, 12), { size: 12, fill: 'ink' }), text(4, y + 28, clipped(owner, GANTT.left - 16))]
  })
  const now: Shape[] = today >= from && today < to ? [line(x(today), GANTT.top - 4, x(today), bottom, 'bad', { strokeWidth: 1.5, dash: '4 3' })] : []
  const signs = (['agreed', 'planned', 'actual'] as const).map((kind): LegendEntry => ({ label: names[kind], sign: (left, top) => LOOK[kind]({ x: left, y: top + 2, width: 14, height: LANE[kind].height }) }))
  return { width: GANTT.width, height: bottom + 30, back: [...monthShapes(calendar, bottom, names.month), ...rows], marks, front: [...now, ...legendShapes(signs, GANTT.width, bottom + 12).shapes] }
}

/** A line at the beginning of each month, and its name where it has room before the next that is named. */
function monthShapes({ from, to, x }: Calendar, bottom: number, name: (month: string) => string): Shape[] {
  const months = monthRange(monthOf(from), addMonths(monthOf(to), -1))
  const perMonth = (GANTT.right - GANTT.left) / Math.max(1, months.length)
  const every = Math.ceil((Math.max(0, ...months.map((month) => textWidth(name(month)))) + 6) / perMonth)
  const paint: Paint = 'line'
  return months.flatMap((month, place) => [line(x(firstDayOf(month)), GANTT.top - 6, x(firstDayOf(month)), bottom, paint), ...(place % every === 0 ? [text(x(firstDayOf(month)) + 3, GANTT.top - 10, name(month))] : [])])
}
