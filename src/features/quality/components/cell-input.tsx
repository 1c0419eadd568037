'use client'

import { useTranslations } from 'next-intl'
import type { CellSpec } from '@/domain/quality/tool-sheet'
import { classNames } from '@/ui/class-names'
import type { Choice } from './sheet-rows-view'

interface CellInputProps {
  spec: CellSpec
  value: string
  label: string
  choices: readonly Choice[] | null
  /** Among many columns: text goes on below instead of to the right. */
  narrow?: boolean
  readOnly?: boolean
  onChange: (value: string) => void
}

const STYLE = 'min-h-8 w-full rounded border border-transparent bg-transparent px-1.5 py-1 hover:border-line focus:border-accent focus:bg-surface'
const WIDTHS = { text: 'min-w-28 field-sizing-content max-w-80', long: 'min-w-44', number: 'min-w-20 text-right tabular', date: 'min-w-32', flag: '', choice: 'min-w-24' } as const

const NARROW = { text: 'min-w-20', long: 'min-w-28', number: 'min-w-14', date: '', flag: '', choice: 'min-w-16' } as const

/** One cell, edited where it stands. */
export function CellInput({ spec, value, label, choices, narrow = false, readOnly = false, onChange }: CellInputProps) {
  const t = useTranslations('qualityTools')
  const common = { 'aria-label': label, value, className: classNames(STYLE, WIDTHS[spec.type], narrow && NARROW[spec.type]) }
  if (spec.type === 'flag') return <input type="checkbox" aria-label={label} checked={value === 'yes'} onChange={(event) => onChange(event.target.checked ? 'yes' : '')} className="m-2 size-5" />
  const options = choices ?? spec.options?.map((option) => ({ value: option, label: t(`options.${option as 'yes'}`) }))
  if (options) {
    return (
      <select {...common} onChange={(event) => onChange(event.target.value)}>
        <option value="">—</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )
  }
  if (spec.type === 'long' || (narrow && spec.type === 'text')) return <textarea {...common} rows={narrow ? 1 : 2} className={classNames(common.className, 'field-sizing-content resize-none', narrow ? 'max-w-40' : 'max-w-96')} readOnly={readOnly} onChange={(event) => onChange(event.target.value)} />
  return <input {...common} readOnly={readOnly} type={spec.type === 'date' ? 'date' : 'text'} inputMode={spec.type === 'number' ? 'decimal' : undefined} onChange={(event) => onChange(event.target.value)} />
}
