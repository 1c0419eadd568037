/** What the order form holds while it is typed, and how it becomes a correction. */
import { isDecimal } from '@/domain/decimal'
import { compare, multiply, ONE, ratio, ratioFromDecimal, sum, toDecimalText } from '@/domain/ratio'
import type { AssignmentTerms, Split } from '@/domain/tariff/assignment'
import { correctionSchema, type Correction } from '../schemas'
import type { SplitDraft } from './split-fields'

export interface OrderDraft {
  finding: string
  remainder: string
  splits: SplitDraft[]
  effectiveFrom: string
  reason: string
  evidence: string
}

const asRatio = (percent: string): string => toDecimalText(multiply(ratioFromDecimal(percent), ratio(1n, 100n)), 6)

/** Whether a split names a category of its own: one on the remainder's category would split nothing off. */
export const hasOwnCategory = ({ category }: SplitDraft, remainder: string): boolean => category !== '' && category !== remainder

/** Splits as the rules want them; null in the place of one that cannot be read. */
export const readSplits = ({ splits, remainder }: Pick<OrderDraft, 'splits' | 'remainder'>): (Split | null)[] =>
  splits.map((split) => {
    const { method, category } = split
    const text = split.value.trim()
    if (!hasOwnCategory(split, remainder) || !isDecimal(text) || /^[+-]/.test(text)) return null
    if (method === 'fixed-quantity') return { method, category, kwh: text }
    return compare(ratioFromDecimal(text), ratio(100n)) > 0 ? null : { method, category, ratio: asRatio(text) }
  })

/** Whether the ratios together would give away more than there is. */
export const ratiosExceedWhole = (splits: readonly (Split | null)[]): boolean =>
  compare(sum(splits.flatMap((split) => (split?.method === 'fixed-ratio' ? [ratioFromDecimal(split.ratio)] : []))), ONE) > 0

export const draftSplits = ({ splits }: AssignmentTerms): SplitDraft[] =>
  splits.map((split) =>
    split.method === 'fixed-quantity'
      ? { method: split.method, category: split.category, value: split.kwh }
      : { method: split.method, category: split.category, value: toDecimalText(multiply(ratioFromDecimal(split.ratio), ratio(100n)), 4) },
  )

/** The correction that the draft describes, or null while something essential is missing. */
export function correctionFrom(accountNo: string, draft: OrderDraft): Correction | null {
  const splits = readSplits(draft)
  if (draft.remainder === '' || splits.includes(null)) return null
  const parsed = correctionSchema.safeParse({ accountNo, terms: { remainder: draft.remainder, splits }, effectiveFrom: draft.effectiveFrom })
  return parsed.success ? parsed.data : null
}
