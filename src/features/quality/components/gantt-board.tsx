'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { daysBetween, type BillingMonth, type PlainDate } from '@/domain/plain-date'
import { planItems, shifted, type Edge } from '@/domain/quality/plan'
import { cell, type Row } from '@/domain/quality/tool-sheet'
import { DrawingFigure } from '@/ui/drawing/drawing-figure'
import { calendarOf, GANTT, ganttDrawing } from '@/ui/tools/gantt'
import { formatMonth } from '@/ui/format'

interface GanttBoardProps {
  title: string
  rows: readonly Row[]
  agreed: readonly Row[] | null
  today: PlainDate
  editable: boolean
  onChange: (rows: Row[]) => void
}

const GRIP = 10

/** The plan drawn, with a handle on each planned bar: dragged, or moved by the arrow keys. The table does the same in words. */
export function GanttBoard({ title, rows, agreed, today, editable, onChange }: GanttBoardProps) {
  const t = useTranslations('quality.planPage')
  const locale = useLocale()
  const [drag, setDrag] = useState<{ id: string; edge: Edge; days: number } | null>(null)
  const start = useRef<{ x: number; perDay: number } | null>(null)
  const current = drag ? rows.map((row) => (cell(row, 'id') === drag.id ? shifted(row, drag.edge, drag.days) : row)) : [...rows]
  const items = planItems({ rows: current }, agreed && { rows: [...agreed] }, today)
  const calendar = calendarOf(planItems({ rows: [...rows] }, agreed && { rows: [...agreed] }, today))
  const drawing = ganttDrawing(items, today, { agreed: t('agreed'), planned: t('planned'), actual: t('actual'), month: (month) => formatMonth(month as BillingMonth, locale) })
  if (!drawing || !calendar) return <p className="text-muted">{t('empty')}</p>
  const change = (id: string, edge: Edge, days: number) => onChange(rows.map((row) => (cell(row, 'id') === id ? shifted(row, edge, days) : row)))
  const onKey = (event: KeyboardEvent, id: string) => {
    if (event.key === 'Escape') setDrag(null)
    const days = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (days === 0) return
    event.preventDefault()
    change(id, event.shiftKey ? 'to' : event.altKey ? 'from' : 'move', days)
  }
  const onDown = (event: PointerEvent<HTMLButtonElement>, id: string) => {
    const box = event.currentTarget.getBoundingClientRect()
    const board = event.currentTarget.parentElement?.getBoundingClientRect()
    const at = event.clientX - box.left
    const edge: Edge = box.width > 3 * GRIP && at < GRIP ? 'from' : box.width > 3 * GRIP && at > box.width - GRIP ? 'to' : 'move'
    const days = daysBetween(calendar.from, calendar.to)
    start.current = { x: event.clientX, perDay: (((board?.width ?? 1) / drawing.width) * (GANTT.right - GANTT.left)) / days }
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ id, edge, days: 0 })
  }
  const onMove = (event: PointerEvent) => {
    if (drag && start.current) setDrag({ ...drag, days: Math.round((event.clientX - start.current.x) / start.current.perDay) })
  }
  const onUp = () => {
    if (drag) change(drag.id, drag.edge, drag.days)
    setDrag(null)
  }
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={title}>
      <div className="relative mx-auto min-w-[45rem]" style={{ maxWidth: drawing.width * 1.35 }}>
        <DrawingFigure drawing={drawing} title={title} />
        {editable &&
          items.map(({ id, activity, planned }, place) =>
            planned === null ? null : (
              <button
                key={id} type="button" aria-label={t('bar', { activity, from: planned.from, to: planned.to })} data-bar={id}
                className="no-print absolute cursor-grab touch-none rounded bg-transparent hover:outline hover:outline-2"
                style={{
                  left: `${(calendar.x(planned.from) / drawing.width) * 100}%`,
                  width: `max(24px, ${((calendar.x(planned.to) - calendar.x(planned.from)) / drawing.width) * 100}%)`,
                  top: `${((GANTT.top + place * GANTT.row + 3) / drawing.height) * 100}%`,
                  height: `${((GANTT.row - 6) / drawing.height) * 100}%`,
                }}
                onKeyDown={(event) => onKey(event, id)} onPointerDown={(event) => onDown(event, id)} onPointerMove={onMove} onPointerUp={onUp} onPointerCancel={() => setDrag(null)}
              />
            ),
          )}
      </div>
    </div>
  )
}
