import { cell, type CellSpec, type Row } from '@/domain/quality/tool-sheet'
import type { Choice } from './sheet-rows-view'

/** A cell as it is read: choices by their words, numbers and days as they stand. */
export function cellText(spec: CellSpec, row: Row, choices: readonly Choice[] | null, t: (key: 'options.yes') => string): string {
  const value = cell(row, spec.key)
  if (value === '') return ''
  if (choices) return choices.find((choice) => choice.value === value)?.label ?? value
  return spec.type === 'choice' || spec.type === 'flag' ? t(`options.${value}` as 'options.yes') : value
}
