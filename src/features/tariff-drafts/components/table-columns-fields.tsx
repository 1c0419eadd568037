'use client'

import { useTranslations } from 'next-intl'
import type { TableMapping } from '@/domain/tariff/price-table/documents-from-table'
import type { ColumnMeaning } from '@/domain/tariff/price-table/read-head'
import { PRICE_UNITS, type PriceUnit } from '@/domain/tariff/price-table/words'
import { ChoiceField } from './version-editor/text-field'
import { replaced } from './version-editor/version-draft'

interface TableColumnsFieldsProps {
  /** As they were read: what a column goes back to. */
  printed: readonly ColumnMeaning[]
  columns: readonly ColumnMeaning[]
  onChange: (columns: TableMapping['columns']) => void
}

const KEYS = ['ignore', 'name', 'price', 'fund', 'demand-maximum', 'demand-contract'] as const
type Key = (typeof KEYS)[number]

const keyOf = (meaning: ColumnMeaning): Key => (meaning.kind === 'demand' ? `demand-${meaning.basis}` : meaning.kind)

/** What each column means, and in which unit its prices stand. */
export function TableColumnsFields({ printed, columns, onChange }: TableColumnsFieldsProps) {
  const t = useTranslations('tariffDrafts.importing')
  const periods = useTranslations('tariffs.periodNames')
  const details = (column: ColumnMeaning | undefined) =>
    column?.kind === 'price' ? [column.level, column.period !== null && periods.has(column.period as 'peak') ? periods(column.period as 'peak') : column.period].filter(Boolean).join(' · ') : ''
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="text-sm font-semibold">{t('columns')}</legend>
      <div className="grid gap-3 sm:grid-cols-3 xl:grid-cols-5">
        {columns.map((column, index) => (
          <div key={index} className="grid content-start gap-1">
            <ChoiceField
              id={`column-${index}`} label={t('column', { number: index + 1 })} value={keyOf(column)}
              options={KEYS.map((value) => ({ value, label: value === 'price' && details(printed[index]) !== '' ? t('meanings.priceOf', { what: details(printed[index]) }) : t(`meanings.${value}`) }))}
              onChange={(key) => onChange(replaced(columns, index, meaningOf(key, printed[index])))}
            />
            {(column.kind === 'price' || column.kind === 'fund') && (
              <ChoiceField
                id={`column-${index}-unit`} label={t('unit', { number: index + 1 })} value={column.unit}
                options={PRICE_UNITS.map((value) => ({ value, label: t(`units.${value}`) }))}
                onChange={(unit) => onChange(replaced(columns, index, { ...column, unit: PRICE_UNITS.find((one) => one === unit) ?? 'yuan' }))}
              />
            )}
          </div>
        ))}
      </div>
    </fieldset>
  )
}

function meaningOf(key: string, printed: ColumnMeaning | undefined): ColumnMeaning {
  const unit: PriceUnit = printed?.kind === 'price' || printed?.kind === 'fund' ? printed.unit : 'yuan'
  if (key === 'price') return printed?.kind === 'price' ? printed : { kind: 'price', level: null, period: null, unit }
  if (key === 'fund') return { kind: 'fund', unit }
  if (key === 'demand-maximum' || key === 'demand-contract') return { kind: 'demand', basis: key === 'demand-maximum' ? 'maximum' : 'contract' }
  return { kind: key === 'name' ? 'name' : 'ignore' }
}
