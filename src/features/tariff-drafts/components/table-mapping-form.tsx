'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { levelsIn, USUAL_ENDINGS, type TableMapping } from '@/domain/tariff/price-table/documents-from-table'
import { levelCodes } from '@/domain/tariff/price-table/level-code'
import type { PriceTable } from '@/domain/tariff/price-table/read-price-table'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { importTableAction } from '../actions'
import { ImportOutcome } from './import-outcome'
import { TableCellsFields } from './table-cells-fields'
import { TableColumnsFields } from './table-columns-fields'
import { TableEndingsFields } from './table-endings-fields'
import { TableRowsFields } from './table-rows-fields'
import { TextField } from './version-editor/text-field'

const CODES = { residential: 'RES', 'general-commercial': 'COM', 'large-industrial': 'IND', agricultural: 'AGR', other: 'OTH' } as const

/** What each column, row and doubtful cell of a price table means: guessed, and confirmed by a person. */
export function TableMappingForm({ table }: { table: PriceTable }) {
  const t = useTranslations('tariffDrafts.importing')
  const [mapping, setMapping] = useState<TableMapping>(() => guessed(table))
  const { execute, result, isPending } = useAction(importTableAction)
  const set = (changes: Partial<TableMapping>) => setMapping({ ...mapping, ...changes })
  return (
    <form
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        execute({ rows: table.rows, mapping: { ...mapping, columns: [...mapping.columns], levels: [...mapping.levels], rows: [...mapping.rows], decisions: [...mapping.decisions] } })
      }}
    >
      <div className="grid gap-3 sm:grid-cols-[10rem_1fr_14rem]">
        <TextField id="table-effectiveFrom" type="date" label={t('effectiveFrom')} value={mapping.effectiveFrom} error={undefined} onChange={(effectiveFrom) => set({ effectiveFrom })} />
        <TextField id="table-source" label={t('sourceTitle')} value={mapping.source.title} error={undefined} onChange={(title) => set({ source: { ...mapping.source, title } })} />
        <TextField id="table-number" label={t('sourceNumber')} value={mapping.source.number} error={undefined} onChange={(number) => set({ source: { ...mapping.source, number } })} />
      </div>
      <TableColumnsFields printed={table.columns} columns={mapping.columns} onChange={(columns) => set({ columns })} />
      {mapping.columns.some(({ kind }) => kind === 'fund') && (
        <label className="flex min-h-6 items-center gap-2">
          <input type="checkbox" className="size-4" checked={mapping.fundsIncluded} onChange={(event) => set({ fundsIncluded: event.target.checked })} />
          {t('fundsIncluded')}
        </label>
      )}
      <TableEndingsFields mapping={mapping} onChange={set} />
      <TableRowsFields table={table} mapping={mapping} onChange={(rows) => set({ rows })} />
      <TableCellsFields rows={table.rows} mapping={mapping} onChange={(decisions) => set({ decisions })} />
      <ActionNotice error={result.serverError} />
      {result.data && <ImportOutcome outcome={result.data} />}
      <div>
        <Button type="submit" variant="primary" pending={isPending} disabled={mapping.effectiveFrom === '' || mapping.source.title.trim() === ''}>
          {t('make')}
        </Button>
      </div>
    </form>
  )
}

function guessed({ columns, rows: printed, fundsIncluded }: PriceTable): TableMapping {
  const count = new Map<string, number>()
  const rows = printed.map(({ row, name, class: group }) => {
    const number = (count.get(group) ?? 0) + 1
    count.set(group, number)
    return { row, code: `${CODES[group]}-P${number}`, nameZh: name, nameEn: `${CODES[group]} ${number}`, class: group }
  })
  return { effectiveFrom: '', source: { title: '' }, columns, levels: levelCodes(levelsIn(printed, columns)), endings: USUAL_ENDINGS, rows, decisions: [], fundsIncluded }
}
