/** A control chart's limits come from a baseline that is frozen once set, and begin anew only where a countermeasure did. */
import { cell, numberIn, type Row, type SheetContent } from './tool-sheet'

/**
 * Why a control chart may not be saved like this, or null: the points its limits come from and the kind of chart they were
 * drawn by, once frozen, no longer change; a split names its reason and the countermeasure that it stands for.
 * @param measures the ids of the project's countermeasures
 */
export function frozenBreak(before: SheetContent, after: SheetContent, measures: readonly string[]): 'baseline-frozen' | 'split-without-measure' | null {
  const sound = (row: Row) => (cell(row, 'split') === '' ? cell(row, 'measure') === '' : measures.includes(cell(row, 'measure')))
  if (!after.rows.every(sound)) return 'split-without-measure'
  const frozen = numberIn(before.settings, 'baseline') ?? 0
  if (frozen <= 0) return null
  const same = (key: string) => (place: number) => cell(before.rows[place] ?? {}, key) === cell(after.rows[place] ?? {}, key)
  const places = Array.from({ length: Math.min(frozen, before.rows.length) }, (_, place) => place)
  const kept = ['chart', 'baseline'].every((key) => cell(before.settings, key) === cell(after.settings, key)) && ['label', 'count', 'size', 'split'].every((key) => places.every(same(key)))
  return kept ? null : 'baseline-frozen'
}
