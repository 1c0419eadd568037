/** What the order form holds while it is typed, and how it becomes a correction. */
import { isDecimal } from '@/domain/decimal'
import { whToKwh, type Wh } from '@/domain/energy'
import { compare, multiply, ONE, ratio, ratioFromDecimal, sum, toDecimalText } from '@/domain/ratio'
import type { AssignmentTerms, Split } from '@/domain/tariff/assignment'
import type { Correction, correctionSchema } from '../schemas'
import type { SplitDraft } from './split-fields'

export interface OrderDraft {
  finding: string
  remainder: string
  splits: SplitDraft[]
  effectiveFrom: string
  reason: string
  evidence: string
  inspectorName: string
  campaign: string
  /** Whose error it was. */
  cause: 'company' | 'customer'
  penaltyFactor: string
  startUnknown: boolean
  /** The other account of an alternating use, and the kWh that move to it, by month as typed. */
  partnerNo: string
  transfers: Record<string, string>
}

export const EMPTY_DRAFT: OrderDraft = {
  finding: '', remainder: '', splits: [], effectiveFrom: '', reason: '', evidence: '', inspectorName: '', campaign: '', cause: 'company', penaltyFactor: '', startUnknown: false, partnerNo: '', transfers: {},
}

/** Energy moves between two accounts instead of one changing its tariff. */
export const movesEnergy = ({ finding }: Pick<OrderDraft, 'finding'>): boolean => finding === 'alternating_use'

/** What the account stands on now: an order that moves energy leaves it there. */
export interface Standing {
  terms: AssignmentTerms
  validFrom: string
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

const breachOf = ({ cause, penaltyFactor, startUnknown }: OrderDraft): Correction['breach'] =>
  cause === 'customer' ? { penaltyFactor: penaltyFactor.trim() === '' ? null : penaltyFactor.trim(), startUnknown } : null

const typedTransfers = ({ transfers }: OrderDraft) => Object.entries(transfers).flatMap(([month, kwh]) => (kwh.trim() === '' ? [] : [{ month, kwh: kwh.trim() }]))

/** What of the form says the correction, whether it can be read or not. */
export function candidateFrom(accountNo: string, draft: OrderDraft, standing: Standing) {
  const splits = readSplits(draft).filter((split) => split !== null)
  const breach = breachOf(draft)
  if (movesEnergy(draft)) return { accountNo, terms: standing.terms, effectiveFrom: standing.validFrom, breach: breach && { ...breach, startUnknown: false }, alternating: { partnerNo: draft.partnerNo, transfers: typedTransfers(draft) } }
  return { accountNo, terms: { remainder: draft.remainder, splits }, effectiveFrom: breach?.startUnknown === true ? standing.validFrom : draft.effectiveFrom, breach, alternating: null }
}

/** The correction that the draft describes, or null while something essential is missing. */
export function correctionFrom(schema: typeof correctionSchema, accountNo: string, draft: OrderDraft, standing: Standing): Correction | null {
  if (!movesEnergy(draft) && (draft.remainder === '' || readSplits(draft).includes(null))) return null
  const parsed = schema.safeParse(candidateFrom(accountNo, draft, standing))
  return parsed.success ? parsed.data : null
}

interface KeptOrder {
  finding: string
  terms: AssignmentTerms
  effectiveFrom: string
  reason: string
  evidence: string
  inspectorName: string | null
  campaign: string | null
  breach: { penaltyFactor: string | null; startUnknown: boolean } | null
  partner: { accountNo: string } | null
  transfers: readonly { month: string; energyWh: Wh }[]
}

/** A draft order as the form holds it. */
export const draftOfOrder = ({ finding, terms, effectiveFrom, reason, evidence, inspectorName, campaign, breach, partner, transfers }: KeptOrder): OrderDraft => ({
  finding,
  remainder: terms.remainder,
  splits: draftSplits(terms),
  effectiveFrom,
  reason,
  evidence,
  inspectorName: inspectorName ?? '',
  campaign: campaign ?? '',
  cause: breach ? 'customer' : 'company',
  penaltyFactor: breach?.penaltyFactor ?? '',
  startUnknown: breach?.startUnknown ?? false,
  partnerNo: partner?.accountNo ?? '',
  transfers: Object.fromEntries(transfers.map(({ month, energyWh }) => [month, whToKwh(energyWh)])),
})
