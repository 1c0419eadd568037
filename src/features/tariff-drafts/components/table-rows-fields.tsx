'use client'

import { useTranslations } from 'next-intl'
import { codesOfRow, type RowMapping, type TableMapping } from '@/domain/tariff/price-table/documents-from-table'
import type { PriceTable } from '@/domain/tariff/price-table/read-price-table'
import { Select, TextInput } from '@/ui/field'
import { Table, Td, Th } from '@/ui/table'
import { replaced } from './version-editor/version-draft'

interface TableRowsFieldsProps {
  table: PriceTable
  mapping: TableMapping
  onChange: (rows: RowMapping[]) => void
}

const CLASSES = ['residential', 'general-commercial', 'large-industrial', 'agricultural', 'other'] as const

/** Which category each row of the table is; a row without a code is left out. */
export function TableRowsFields({ table, mapping, onChange }: TableRowsFieldsProps) {
  const t = useTranslations('tariffDrafts.importing')
  const classes = useTranslations('tariffs.classes')
  return (
    <div>
      <Table caption={t('rows')}>
        <thead>
          <tr>
            <Th numeric>{t('row')}</Th>
            <Th>{t('printed')}</Th>
            <Th>{t('code')}</Th>
            <Th>{t('nameZh')}</Th>
            <Th>{t('nameEn')}</Th>
            <Th>{t('class')}</Th>
            <Th>{t('prices')}</Th>
          </tr>
        </thead>
        <tbody>
          {mapping.rows.map((mapped, index) => {
            const printed = table.rows[index]
            const set = (changes: Partial<RowMapping>) => onChange(replaced(mapping.rows, index, { ...mapped, ...changes }))
            const label = (name: string) => `${t('row')} ${mapped.row} ${name}`
            return (
              <tr key={mapped.row}>
                <Td numeric>{mapped.row}</Td>
                <Td className="min-w-40">
                  {printed?.name}
                  {printed?.section !== null && <span className="text-muted block text-sm">{printed?.section}</span>}
                </Td>
                <Td className="min-w-28">
                  <TextInput aria-label={label(t('code'))} value={mapped.code} onChange={(event) => set({ code: event.target.value.toUpperCase() })} />
                  {printed && <p className="text-muted mt-1 text-sm break-words">{codesOfRow(printed, mapped, mapping).filter((code) => code !== mapped.code).join(', ')}</p>}
                </Td>
                <Td className="min-w-36">
                  <TextInput aria-label={label(t('nameZh'))} value={mapped.nameZh} onChange={(event) => set({ nameZh: event.target.value })} />
                </Td>
                <Td className="min-w-36">
                  <TextInput aria-label={label(t('nameEn'))} value={mapped.nameEn} onChange={(event) => set({ nameEn: event.target.value })} />
                </Td>
                <Td className="min-w-32">
                  <Select aria-label={label(t('class'))} value={mapped.class} onChange={(event) => set({ class: CLASSES.find((one) => one === event.target.value) ?? 'other' })}>
                    {CLASSES.map((one) => (
                      <option key={one} value={one}>
                        {classes(one)}
                      </option>
                    ))}
                  </Select>
                </Td>
                <Td className="tabular min-w-40 text-sm">
                  {printed?.lines.map(({ row, cells }) => (
                    <p key={row}>{cells.filter((cell) => cell !== '').join(' · ')}</p>
                  ))}
                </Td>
              </tr>
            )
          })}
        </tbody>
      </Table>
      <p className="text-muted mt-1 text-sm">{t('skip')}</p>
    </div>
  )
}
