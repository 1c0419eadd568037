'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import type { TableMapping } from '@/domain/tariff/price-table/documents-from-table'
import type { ColumnMeaning, PriceTable } from '@/domain/tariff/price-table/read-price-table'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { importTableAction } from '../actions'
import { ImportOutcome } from './import-outcome'
import { TableRowsFields } from './table-rows-fields'
import { ChoiceField, TextField } from './version-editor/text-field'
import { replaced } from './version-editor/version-draft'

const CODES = { residential: 'RES', 'general-commercial': 'COM', 'large-industrial': 'IND', agricultural: 'AGR', other: 'OTH' } as const

const keyOf = (meaning: ColumnMeaning): string => (meaning.kind === 'demand' ? `demand-${meaning.basis}` : meaning.kind)

/** What each column and row of a price table means: guessed, and confirmed by a person. */
export function TableMappingForm({ table }: { table: PriceTable }) {
  const t = useTranslations('tariffDrafts.importing')
  const [mapping, setMapping] = useState<TableMapping>(() => guessed(table))
  const { execute, result, isPending, hasSucceeded } = useAction(importTableAction)
  const meanings = (column: ColumnMeaning) => {
    const level = column.kind === 'voltage' ? column.level : ''
    return (['ignore', 'name', 'voltage', 'demand-maximum', 'demand-contract'] as const).map((value) => ({ value, label: t(`meanings.${value}`, { level }) }))
  }
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        execute({ rows: table.rows, mapping: { ...mapping, columns: [...mapping.columns], rows: [...mapping.rows] } })
      }}
    >
      <div className="grid gap-3 sm:grid-cols-[10rem_1fr_14rem]">
        <TextField id="table-effectiveFrom" type="date" label={t('effectiveFrom')} value={mapping.effectiveFrom} error={undefined} onChange={(effectiveFrom) => setMapping({ ...mapping, effectiveFrom })} />
        <TextField id="table-source" label={t('sourceTitle')} value={mapping.source.title} error={undefined} onChange={(title) => setMapping({ ...mapping, source: { ...mapping.source, title } })} />
        <TextField id="table-number" label={t('sourceNumber')} value={mapping.source.number} error={undefined} onChange={(number) => setMapping({ ...mapping, source: { ...mapping.source, number } })} />
      </div>
      <fieldset className="grid gap-2">
        <legend className="text-sm font-semibold">{t('columns')}</legend>
        <div className="grid gap-2 sm:grid-cols-3 xl:grid-cols-5">
          {mapping.columns.map((column, index) => (
            <ChoiceField
              key={index} id={`column-${index}`} label={t('column', { number: index + 1 })} value={keyOf(column)} options={meanings(column)}
              onChange={(key) => setMapping({ ...mapping, columns: replaced(mapping.columns, index, meaningOf(key, table.columns[index])) })}
            />
          ))}
        </div>
      </fieldset>
      <TableRowsFields table={table} mapping={mapping} onChange={(rows) => setMapping({ ...mapping, rows })} />
      <ActionNotice error={result.serverError} />
      {result.data && <ImportOutcome outcome={result.data} />}
      <div>
        <Button type="submit" variant="primary" pending={isPending} disabled={(hasSucceeded && result.data?.faults.length === 0) || mapping.effectiveFrom === '' || mapping.source.title.trim() === ''}>
          {t('make')}
        </Button>
      </div>
    </form>
  )
}

function meaningOf(key: string, printed: ColumnMeaning | undefined): ColumnMeaning {
  if (key === 'voltage') return { kind: 'voltage', level: printed?.kind === 'voltage' ? printed.level : '' }
  if (key === 'demand-maximum' || key === 'demand-contract') return { kind: 'demand', basis: key === 'demand-maximum' ? 'maximum' : 'contract' }
  return { kind: key === 'name' ? 'name' : 'ignore' }
}

function guessed(table: PriceTable): TableMapping {
  const count = new Map<string, number>()
  const rows = table.rows.map(({ row, name, class: group }) => {
    const number = (count.get(group) ?? 0) + 1
    count.set(group, number)
    return { row, code: `${CODES[group]}-P${number}`, nameZh: name, nameEn: `${CODES[group]} ${number}`, class: group }
  })
  return { effectiveFrom: '', source: { title: '' }, columns: table.columns, rows }
}
