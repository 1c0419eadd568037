'use client'

import { useTranslations } from 'next-intl'
import type { TableMapping } from '@/domain/tariff/price-table/documents-from-table'
import { TextField } from './version-editor/text-field'
import { replaced } from './version-editor/version-draft'

interface TableEndingsFieldsProps {
  mapping: TableMapping
  onChange: (changes: Pick<TableMapping, 'levels' | 'endings'>) => void
}

/** What ends the codes where one row becomes several categories: by voltage level, by basis, by period. */
export function TableEndingsFields({ mapping: { levels, endings, columns }, onChange }: TableEndingsFieldsProps) {
  const t = useTranslations('tariffDrafts.importing')
  const bases = (['maximum', 'contract'] as const).filter((basis) => columns.some((column) => column.kind === 'demand' && column.basis === basis))
  if (levels.length === 0 && bases.length === 0) return null
  const code = (text: string) => text.toUpperCase()
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="text-sm font-semibold">{t('endings')}</legend>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4 xl:grid-cols-8">
        {levels.map(({ level, code: value }, index) => (
          <TextField key={level} id={`level-${index}`} label={level} value={value} error={undefined} onChange={(text) => onChange({ endings, levels: replaced(levels, index, { level, code: code(text) }) })} />
        ))}
        {bases.map((basis) => (
          <TextField key={basis} id={`ending-${basis}`} label={t(`meanings.demand-${basis}`)} value={endings[basis]} error={undefined} onChange={(text) => onChange({ levels, endings: { ...endings, [basis]: code(text) } })} />
        ))}
      </div>
    </fieldset>
  )
}
