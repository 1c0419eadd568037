'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { lazy, Suspense } from 'react'
import { cell, type Row } from '@/domain/quality/tool-sheet'
import type { ToolKind } from '@/domain/quality/vocabulary'
import { Button } from '@/ui/button'
import { classNames } from '@/ui/class-names'
import { Table, Td, Th } from '@/ui/table'
import { choicesFor, keyOf, visibleColumns, type ToolLinks } from './sheet-rows-view'
import { CellInput } from './cell-input'
import { cellText } from './cell-text'

const ConfirmationFinding = lazy(() => import('./confirmation-finding').then(({ ConfirmationFinding: found }) => ({ default: found })))

interface SheetTableProps {
  kind: ToolKind
  title: string
  rows: readonly Row[]
  links: ToolLinks
  editable: boolean
  /** False until the page is alive: what is typed before would be lost. */
  ready: boolean
  change: (place: number, cells: Row) => void
  remove: (place: number) => void
}

/** Beyond this many rows a table scrolls within itself, so that what comes below is not out of sight. */
const MOST_SHOWN = 15

/** With more columns their text is broken into lines, so that all of them are in sight. */
const MOST_COLUMNS = 7

/** Chinese breaks anywhere: without a least width a narrow screen stands it on end. */
const READ_WIDTHS = { text: 'min-w-24', long: 'min-w-44', number: '', date: 'whitespace-nowrap', flag: '', choice: 'whitespace-nowrap' } as const

/** A tool's rows, each cell edited in place; rows given by another tool are named by it and cannot be removed. */
export function SheetTable({ kind, title, rows, links, editable, ready, change, remove }: SheetTableProps) {
  const t = useTranslations('qualityTools')
  const columns = visibleColumns(kind)
  const keyed = keyOf(kind, links)
  const narrow = columns.length > MOST_COLUMNS
  if (rows.length === 0) return <p className="text-muted px-4 py-3">{t('noRows')}</p>
  return (
    <div className={classNames('min-w-0', rows.length > MOST_SHOWN && 'max-h-[28rem] overflow-y-auto print:max-h-none')}>
      <Table caption={title}>
        <thead>
          <tr>
            {keyed && <Th>{t(`columns.${keyed.column as 'cause'}`)}</Th>}
            {columns.map(({ key, type }) => (
              <Th key={key} numeric={type === 'number'} className={narrow ? 'min-w-16 whitespace-normal' : undefined}>
                {t(`columns.${key as 'item'}`)}
              </Th>
            ))}
            {editable && !keyed && <td className="no-print" />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => {
            const key = keyed ? cell(row, keyed.column) : ''
            return (
              <tr key={key || place}>
                {keyed && (
                  <Td className="min-w-32 font-medium">
                    {keyed.rows.find(({ value }) => value === key)?.label ?? key}
                    {kind === 'confirmations' && (
                      <Suspense>
                        <ConfirmationFinding row={row} />
                      </Suspense>
                    )}
                  </Td>
                )}
                {columns.map((spec) => (
                  <Td key={spec.key} numeric={spec.type === 'number'} className={editable ? 'p-0.5' : READ_WIDTHS[spec.type]}>
                    {editable ? (
                      <CellInput
                        spec={spec} value={row[spec.key] ?? ''} choices={choicesFor(kind, spec, links)} narrow={narrow} readOnly={!ready} label={`${t(`columns.${spec.key as 'item'}`)} ${place + 1}`}
                        onChange={(value) => change(place, { ...row, [spec.key]: value })}
                      />
                    ) : (
                      cellText(spec, row, choicesFor(kind, spec, links), t)
                    )}
                  </Td>
                ))}
                {editable && !keyed && (
                  <Td className="no-print p-0.5">
                    <Button variant="ghost" aria-label={t('removeRow', { row: place + 1 })} onClick={() => remove(place)}>
                      <X aria-hidden className="size-4" />
                    </Button>
                  </Td>
                )}
              </tr>
            )
          })}
        </tbody>
      </Table>
    </div>
  )
}
