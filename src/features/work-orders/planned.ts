import 'server-only'
import { adjustmentsOf, penaltiesOf, type AdjustmentEntry } from '@/domain/back-billing/adjustments'
import { assertRefundsWithinBilled, backBillingOf, type BackBilling } from '@/domain/back-billing/compute'
import { monthPenalties, type PenaltyRule } from '@/domain/back-billing/penalty-rules'
import type { Transfer } from '@/domain/back-billing/transfer'
import { sumFen, ZERO_FEN, type Fen } from '@/domain/money'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import type { AssignmentTerms } from '@/domain/tariff/assignment'
import type { Account, Assignment } from '@/features/accounts/queries'

/** What an order does to one account's bills. */
export interface Posting {
  account: Account
  backBilling: BackBilling
  /** The adjustments that post it. */
  entries: AdjustmentEntry[]
}

/** What of an order that is taken back concerns the assignments. */
export interface TakenBack {
  orderId: bigint
  /** The assignment that the order opened, to be emptied, and the one it closed, to be in force again; none when it changed none. */
  assignments: { opened: bigint; previous: bigint } | null
}

/** A correction that has been found possible, with all it would do. */
export interface Planned {
  account: Account
  current: Assignment
  terms: AssignmentTerms
  /** Whether the assignment is replaced; otherwise only bills are corrected. */
  changesTerms: boolean
  effectiveFrom: PlainDate
  /** Of the order's own account. */
  backBilling: BackBilling
  /** The order's account first, then its partner. */
  postings: Posting[]
  /** Over all accounts of the order. */
  differenceFen: Fen
  penaltyFen: Fen
  breach: { penaltyFactor: string | null; startUnknown: boolean } | null
  alternating: { partner: Account; transfers: readonly Transfer[] } | null
  takesBack: TakenBack | null
  /** Category codes to row ids. */
  categoryIds: ReadonlyMap<string, number>
}

/** The postings of a correction, with the penalty where a customer's own breach costs one. Refunds stay within what was billed. */
export function postingsOf(parts: readonly Omit<Posting, 'entries'>[], breach: Planned['breach'], rules: readonly PenaltyRule[]): Posting[] {
  assertRefundsWithinBilled(parts.flatMap(({ backBilling }) => backBilling.months))
  const penalties = breach === null ? null : monthPenalties(parts.flatMap(({ backBilling }) => backBilling.months), rules, breach.penaltyFactor)
  const penaltyOf = (month: BillingMonth, place: number): Fen => (penalties && bearerOf(parts, month) === place ? (penalties.get(month)?.penaltyFen ?? ZERO_FEN) : ZERO_FEN)
  return parts.map(({ account, backBilling }, place) => {
    const withPenalty = backBillingOf(backBilling.months.map((month) => ({ ...month, penaltyFen: penaltyOf(month.month, place) })))
    return { account, backBilling: withPenalty, entries: [...adjustmentsOf(withPenalty), ...penaltiesOf(withPenalty)] }
  })
}

/** An order has one penalty a month; of two accounts it stands on the one that was billed too little. */
function bearerOf(parts: readonly Omit<Posting, 'entries'>[], month: BillingMonth): number {
  const differences = parts.map(({ backBilling }) => backBilling.months.find((one) => one.month === month)?.differenceFen ?? null)
  return differences.reduce<number>((best, difference, place) => (difference !== null && difference > (differences[best] ?? -1n) ? place : best), 0)
}

/** The sums over all accounts of an order. */
export const sumsOf = (postings: readonly Posting[]): Pick<Planned, 'differenceFen' | 'penaltyFen'> => ({
  differenceFen: sumFen(postings.map(({ backBilling }) => backBilling.differenceFen)),
  penaltyFen: sumFen(postings.map(({ backBilling }) => backBilling.penaltyFen)),
})

/** The row id of a category that the plan names. */
export function categoryIdIn({ categoryIds }: Pick<Planned, 'categoryIds'>, code: string): number {
  const id = categoryIds.get(code)
  if (id === undefined) throw new Error(`category ${code} has no row`)
  return id
}

/** The assignment that an applied order closed, if it closed one. */
export const closedAssignment = (order: { id: bigint; previousAssignmentId: bigint | null }, assignments: readonly Assignment[]): Assignment | undefined =>
  assignments.find(({ id, closedByOrderId }) => (order.previousAssignmentId === null ? closedByOrderId === order.id : id === order.previousAssignmentId))
