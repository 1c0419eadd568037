'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { lazy, Suspense, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode, type SyntheticEvent } from 'react'
import { Button } from '../button'
import { ChartDrawing } from './chart-drawing'
import type { ChartSpec } from './chart-spec'

const ChartTable = lazy(() => import('./chart-table'))

interface ChartFrameProps {
  spec: ChartSpec
  words: { chart: string; table: string }
  /** Beside the switch: the files. */
  children: ReactNode
}

interface Hovered {
  text: string
  left: number
  top: number
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

const markOf = (target: EventTarget): SVGElement | null => (target instanceof Element ? target.closest<SVGElement>('[data-mark]') : null)

/** What a chart does when it is touched: its exact values on hover and focus, arrow keys along the marks, the table instead. */
export function ChartFrame({ spec, words, children }: ChartFrameProps) {
  const router = useRouter()
  const box = useRef<HTMLDivElement>(null)
  const tables = (useSearchParams().get('tables') ?? '').split(',').filter((one) => one !== '')
  const asTable = tables.includes(spec.id)
  const [hovered, setHovered] = useState<Hovered | null>(null)

  function show({ target }: SyntheticEvent) {
    const mark = markOf(target)
    const frame = box.current?.getBoundingClientRect()
    if (!mark || !frame) return setHovered(null)
    const place = mark.getBoundingClientRect()
    const left = Math.min(Math.max(place.left + place.width / 2 - frame.left, 90), Math.max(90, frame.width - 90))
    setHovered({ text: mark.getAttribute('aria-label') ?? '', left, top: place.top - frame.top })
  }

  function move(event: KeyboardEvent) {
    if (event.key === 'Escape') return setHovered(null)
    const mark = markOf(event.target)
    const step = STEPS[event.key]
    if (!mark || step === undefined) return
    event.preventDefault()
    const all = [...(mark.closest('svg')?.querySelectorAll<SVGElement>('[data-mark]') ?? [])]
    const next = all[(all.indexOf(mark) + step + all.length) % all.length]
    mark.setAttribute('tabindex', '-1')
    next?.setAttribute('tabindex', '0')
    next?.focus()
  }

  function open(event: MouseEvent) {
    const href = markOf(event.target)?.getAttribute('href')
    if (!href || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    router.push(href)
  }

  /** The choice stands in the address, without asking the server for anything. */
  function turn() {
    const now = asTable ? tables.filter((one) => one !== spec.id) : [...tables, spec.id]
    const address = new URL(window.location.href)
    if (now.length === 0) address.searchParams.delete('tables')
    else address.searchParams.set('tables', now.join(','))
    window.history.replaceState(null, '', address)
    setHovered(null)
  }

  return (
    <>
      <div className="no-print float-right -mt-10 flex items-start gap-1">
        <Button variant="ghost" aria-pressed={asTable} onClick={turn}>
          {asTable ? words.chart : words.table}
        </Button>
        {children}
      </div>
      {asTable ? (
        <div className="clear-both max-h-96 overflow-y-auto">
          <Suspense>
            <ChartTable spec={spec} />
          </Suspense>
        </div>
      ) : (
        <div ref={box} className="relative clear-both" onPointerMove={show} onPointerLeave={() => setHovered(null)} onFocus={show} onBlur={() => setHovered(null)} onKeyDown={move} onClick={open}>
          <ChartDrawing spec={spec} />
          {hovered && (
            <div role="presentation" data-hover style={{ left: hovered.left, top: hovered.top }} className="bg-ink text-canvas tabular pointer-events-none absolute z-10 w-max max-w-60 -translate-x-1/2 -translate-y-[calc(100%+6px)] rounded px-2 py-1 text-sm">
              {hovered.text}
            </div>
          )}
        </div>
      )}
    </>
  )
}
