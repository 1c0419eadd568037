import 'server-only'
import { adjustmentsOf, type AdjustmentEntry } from '@/domain/back-billing/adjustments'
import { assertRefundsWithinBilled, computeBackBilling, type BackBilling } from '@/domain/back-billing/compute'
import { sameMonths } from '@/domain/back-billing/same-months'
import { DomainError } from '@/domain/errors'
import { addMonths, firstDayOf } from '@/domain/plain-date'
import { categoriesOf, sameTerms, type AssignmentTerms } from '@/domain/tariff/assignment'
import { inForceOn } from '@/domain/tariff/spans'
import { transition, type OrderState } from '@/domain/work-order/transitions'
import { readTerms } from '@/features/accounts/queries'
import type { KeptTariffs } from '@/features/tariffs/kept-tariffs-queries'
import type { Viewer } from '@/server/viewer'
import { SET_WISE_STEPS, type SetWiseDecision } from '../../schemas-set-wise'
import { frozenMonths, uncorrectedBills, type OrderFacts } from './order-facts'

/** One order that somebody wants decided, as they saw it. */
export interface WantedDecision {
  number: string
  version: number
  decision: SetWiseDecision
  reason?: string | undefined
}

/** A decision against which nothing stands, with what it writes. */
export interface PlainDecision {
  facts: OrderFacts
  decision: SetWiseDecision
  reason: string | undefined
  state: OrderState
  /** Null when nothing is posted. */
  posting: { terms: AssignmentTerms; currentTerms: AssignmentTerms; changesTerms: boolean; backBilling: BackBilling; entries: AdjustmentEntry[] } | null
}

/**
 * Whether a decision is plain: nothing stands against it and nothing about the order is out of the ordinary. It says no
 * more; what is not plain is decided by itself, where whatever stands against it is said in words.
 */
export function planPlainly(viewer: Viewer, facts: OrderFacts, wanted: WantedDecision, kept: KeptTariffs): PlainDecision | null {
  const { decision, reason } = wanted
  if (!facts.known || facts.version !== wanted.version) return null
  const state = stateAfter(viewer, facts, decision, reason)
  if (state === null) return null
  if (decision === 'return') return { facts, decision, reason, state, posting: null }
  const posting = plainPosting(facts, kept)
  if (posting === null) return null
  const posts = decision === 'apply' || decision === 'approve-and-apply'
  return { facts, decision, reason, state, posting: posts ? posting : null }
}

function stateAfter(viewer: Viewer, { state, preparer_id: preparerId }: OrderFacts, decision: SetWiseDecision, reason: string | undefined): OrderState | null {
  try {
    return SET_WISE_STEPS[decision].reduce<OrderState>((from, action) => transition({ state: from, preparerId }, action, viewer, reason), state)
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}

/** What applying posts, when the books stand exactly as they did at the submission; else null. */
function plainPosting(facts: OrderFacts, { tariffs, codes }: KeptTariffs): PlainDecision['posting'] {
  const { effective_from: from, valid_from: validFrom, closed_on: closedOn, current_category_id: currentCategoryId } = facts
  if (facts.corrected_before || facts.needs_more || facts.assignment_id === null || validFrom === null || currentCategoryId === null) return null
  if (from < validFrom || closedOn !== null || from >= firstDayOf(addMonths(facts.open_month, 1))) return null
  const byId = new Map([...codes].map(([id, code]) => [id, { code }]))
  const terms = readTerms({ remainderCategoryId: facts.remainder_category_id, splits: facts.splits ?? null }, byId)
  const currentTerms = readTerms({ remainderCategoryId: currentCategoryId, splits: facts.current_splits ?? null }, byId)
  for (const category of categoriesOf(terms)) {
    const tariff = tariffs.get(category)
    if (!tariff || !inForceOn(tariff, from)) return null
  }
  const backBilling = computedOrNull(facts, terms, { tariffs, codes })
  if (backBilling === null || !sameMonths(frozenMonths(facts), backBilling.months)) return null
  const changesTerms = !sameTerms(currentTerms, terms)
  if (!changesTerms && backBilling.months.every(({ differenceFen }) => differenceFen === 0n)) return null
  return { terms, currentTerms, changesTerms, backBilling, entries: adjustmentsOf(backBilling) }
}

function computedOrNull(facts: OrderFacts, terms: AssignmentTerms, { tariffs, codes }: Pick<KeptTariffs, 'tariffs' | 'codes'>): BackBilling | null {
  try {
    const computed = computeBackBilling({ bills: uncorrectedBills(facts, codes), terms, effectiveFrom: facts.effective_from, tariffs })
    assertRefundsWithinBilled(computed.months)
    return computed
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}
