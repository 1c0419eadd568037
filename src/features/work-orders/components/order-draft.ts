/** What the order form holds while it is typed, and how it becomes a correction. */
import { isDecimal } from '@/domain/decimal'
import { multiply, ratio, ratioFromDecimal, toDecimalText } from '@/domain/ratio'
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

/** Splits as the rules want them; null in the place of one that cannot be read. */
export const readSplits = (splits: readonly SplitDraft[]): (Split | null)[] =>
  splits.map(({ method, category, value }) => {
    const text = value.trim()
    if (!isDecimal(text) || text.startsWith('-')) return null
    if (method === 'fixed-quantity') return { method, category, kwh: text }
    return Number(text) > 100 ? null : { method, category, ratio: asRatio(text) }
  })

export const draftSplits = ({ splits }: AssignmentTerms): SplitDraft[] =>
  splits.map((split) =>
    split.method === 'fixed-quantity'
      ? { method: split.method, category: split.category, value: split.kwh }
      : { method: split.method, category: split.category, value: toDecimalText(multiply(ratioFromDecimal(split.ratio), ratio(100n)), 4) },
  )

/** The correction that the draft describes, or null while something essential is missing. */
export function correctionFrom(accountNo: string, draft: OrderDraft): Correction | null {
  const splits = readSplits(draft.splits)
  if (draft.remainder === '' || splits.includes(null)) return null
  const parsed = correctionSchema.safeParse({ accountNo, terms: { remainder: draft.remainder, splits }, effectiveFrom: draft.effectiveFrom })
  return parsed.success ? parsed.data : null
}
