'use client'

import { useTranslations } from 'next-intl'
import type { TableMapping } from '@/domain/tariff/price-table/documents-from-table'
import { cellName, undecidedCells, type CellDecision } from '@/domain/tariff/price-table/price-cell'
import type { PriceRow } from '@/domain/tariff/price-table/read-price-table'
import { Notice } from '@/ui/badge'
import { ChoiceField, TextField } from './version-editor/text-field'

interface TableCellsFieldsProps {
  rows: readonly PriceRow[]
  mapping: TableMapping
  onChange: (decisions: CellDecision[]) => void
}

/** Cells that are no price: a person leaves them out or enters the price, and until then their category waits. */
export function TableCellsFields({ rows, mapping, onChange }: TableCellsFieldsProps) {
  const t = useTranslations('tariffDrafts.importing')
  const chosen = rows.filter(({ row }) => mapping.rows.some((mapped) => mapped.row === row && mapped.code.trim() !== ''))
  const doubtful = chosen.flatMap((row) => undecidedCells(row, mapping.columns, []).map((cell) => ({ ...cell, name: row.name })))
  if (doubtful.length === 0) return null
  return (
    <Notice tone="warn" title={t('doubtful', { count: doubtful.length })}>
      <ul className="mt-2 grid gap-3">
        {doubtful.map(({ row, column, found, name }) => {
          const place = cellName({ row, column })
          const decision = mapping.decisions.find((one) => one.row === row && one.column === column)
          const decide = (price: string | null | undefined) => onChange([...mapping.decisions.filter((one) => one !== decision), ...(price === undefined ? [] : [{ row, column, price }])])
          return (
            <li key={place} className="text-ink grid gap-2 sm:grid-cols-[minmax(0,20rem)_12rem_10rem] sm:items-end">
              <p>{t('doubt', { place, name, found: found.slice(0, 60) })}</p>
              <ChoiceField
                id={`cell-${place}`} label={t('decision', { place })} value={decision === undefined ? '' : decision.price === null ? 'leave' : 'price'}
                options={(['', 'leave', 'price'] as const).map((value) => ({ value, label: t(`decisions.${value === '' ? 'open' : value}`) }))}
                onChange={(value) => decide(value === '' ? undefined : value === 'leave' ? null : '')}
              />
              {decision !== undefined && decision.price !== null && (
                <TextField id={`cell-${place}-price`} decimal label={t('priceFor', { place })} value={decision.price} error={undefined} onChange={decide} />
              )}
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}
