/** A control chart's limits come from a baseline that is frozen once set, and begin anew only where a countermeasure did. */
import { cell, numberIn, type SheetContent } from './tool-sheet'

/**
 * Why a control chart may not be saved like this, or null: the points its limits come from, once frozen, no longer change;
 * a split names its reason and the countermeasure that it stands for.
 */
export function frozenBreak(before: SheetContent, after: SheetContent): 'baseline-frozen' | 'split-without-measure' | null {
  if (after.rows.some((row) => (cell(row, 'split') === '') !== (cell(row, 'measure') === ''))) return 'split-without-measure'
  const frozen = numberIn(before.settings, 'baseline') ?? 0
  if (frozen <= 0) return null
  const same = (key: string) => (place: number) => cell(before.rows[place] ?? {}, key) === cell(after.rows[place] ?? {}, key)
  const places = Array.from({ length: Math.min(frozen, before.rows.length) }, (_, place) => place)
  const kept = cell(before.settings, 'baseline') === cell(after.settings, 'baseline') && ['label', 'count', 'size', 'split'].every((key) => places.every(same(key)))
  return kept ? null : 'baseline-frozen'
}
