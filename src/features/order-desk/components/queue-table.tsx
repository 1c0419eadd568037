'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import type { SetWiseDecision } from '@/features/work-orders/schemas-set-wise'
import { classNames } from '@/ui/class-names'
import { offeredDecisions } from '../offered-decisions'
import { queueHref, type QueueAddress } from '../queue-address'
import type { QueueRow } from '../queue-queries'
import type { QueueColumn } from '../choices'
import { BulkBar } from './bulk-bar'
import { QueueCells, QueueHead } from './queue-cells'
import { QuickDecision } from './quick-decision'
import { useQueueKeys } from './use-queue-keys'

interface QueueTableProps {
  rows: readonly QueueRow[]
  address: QueueAddress
  columns: readonly QueueColumn[]
  /** How many match the filter, and whether that is only counted so far. */
  matching: number
  capped: boolean
  /** What the viewer may decide on many at once. */
  decisions: readonly SetWiseDecision[]
}

/** On a phone a row is a card: number and state, then whose it is and how much, then until when. */
const ROW_ON_PHONES = 'max-sm:border-line max-sm:flex max-sm:flex-wrap max-sm:items-baseline max-sm:gap-x-3 max-sm:gap-y-1 max-sm:border-b max-sm:px-3 max-sm:py-2'

/** Wide enough to show an order beside the list. */
const SPLIT = '(min-width: 80rem)'

/** The list: rows to move through, to look at beside it, to select and to decide on, by mouse or by keys. */
export function QueueTable({ rows, address, columns, matching, capped, decisions }: QueueTableProps) {
  const t = useTranslations('orderDesk')
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [all, setAll] = useState(false)
  const [quick, setQuick] = useState<{ row: QueueRow; decision: SetWiseDecision } | null>(null)
  const [bulk, setBulk] = useState<SetWiseDecision | null>(null)
  // What was decided meanwhile is no longer in the list, and no longer selected.
  const chosen = rows.filter(({ number }) => selected.has(number)).map(({ number, version }) => ({ number, version }))
  const show = (number: string | undefined) => startTransition(() => router.replace(queueHref(address, { order: number }), { scroll: false }))
  const clear = () => {
    setSelected(new Set())
    setAll(false)
  }
  const toggle = (number: string) => {
    setAll(false)
    setSelected((before) => new Set(before.has(number) ? [...before].filter((one) => one !== number) : [...before, number]))
  }
  const current = () => document.activeElement?.closest<HTMLElement>('[data-order]')?.dataset['order'] ?? address.order ?? null
  const decide = (wanted: readonly SetWiseDecision[]) => {
    const row = rows.find(({ number }) => number === current())
    if (chosen.length > 0) setBulk(decisions.find((decision) => wanted.includes(decision)) ?? null)
    else if (row) {
      const decision = wanted.find((one) => offeredDecisions(row.actions).includes(one))
      if (decision) setQuick({ row, decision })
    }
  }
  useQueueKeys({
    current,
    show: (number) => window.matchMedia(SPLIT).matches && show(number),
    toggle: (number) => decisions.length > 0 && toggle(number),
    approve: () => decide(['approve-and-apply', 'apply']),
    giveBack: () => decide(['return']),
    escape: () => (chosen.length > 0 ? clear() : address.order !== undefined && show(undefined)),
  })
  const selectable = decisions.length > 0
  const everyRow = rows.length > 0 && rows.every(({ number }) => selected.has(number))
  return (
    <>
      {chosen.length > 0 && (
        <BulkBar key={bulk ?? 'bar'} initial={bulk} chosen={chosen} all={all} matching={matching} capped={capped} filter={address.filter} decisions={decisions} everyRow={everyRow} onAll={() => setAll(true)} onClear={clear} onClose={() => setBulk(null)} />
      )}
      <div role="region" aria-label={t('list')} aria-busy={pending} tabIndex={0} className="relative max-h-[calc(100dvh-10rem)] min-h-64 scroll-pt-10 overflow-auto">
        <table className="w-full border-collapse text-base">
          <caption className="sr-only">{t('list')}</caption>
          <thead className="bg-surface sticky top-0 z-10 max-sm:hidden">
            <tr>
              {selectable && (
                <th scope="col" className="border-line w-9 border-b px-2 text-left">
                  <input type="checkbox" aria-label={t('selectPage')} className="size-4 align-middle" checked={everyRow} onChange={() => (everyRow ? clear() : setSelected(new Set(rows.map(({ number }) => number))))} />
                </th>
              )}
              <QueueHead columns={columns} />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={row.number}
                data-order={row.number}
                aria-selected={address.order === row.number}
                className={classNames(ROW_ON_PHONES, address.order === row.number ? 'bg-accent-soft' : 'hover:bg-raised')}
                onClick={(event) => {
                  if (event.target instanceof HTMLElement && event.target.closest('a, input, button, label')) return
                  if (window.matchMedia(SPLIT).matches) show(row.number)
                  else router.push(`/work-orders/${row.number}`)
                }}
              >
                {selectable && (
                  <td className="border-line border-b px-2 py-1 align-top max-sm:border-b-0 max-sm:p-0">
                    <label className="grid size-7 place-items-center">
                      <input type="checkbox" aria-label={t('selectOne', { number: row.number })} className="size-4" checked={all || selected.has(row.number)} onChange={() => toggle(row.number)} />
                    </label>
                  </td>
                )}
                <QueueCells row={row} columns={columns} compact={address.density === 'compact'}>
                  <Link href={`/work-orders/${row.number}`} data-row-link={row.number} className="text-accent block hover:underline">
                    {row.number}
                  </Link>
                </QueueCells>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {quick && <QuickDecision key={`${quick.row.number} ${quick.decision}`} row={quick.row} decision={quick.decision} onClose={() => setQuick(null)} />}
    </>
  )
}
