/**
 * Back-billing: what each billed month since the wrong tariff began should have been, on the same kWh, each on the
 * versions then in force. Posted bills stay as they are; the difference is posted as reversing and correcting entries.
 */
import { addWh, subtractWh, sumWh, type Wh } from '../energy'
import { DomainError } from '../errors'
import { subtractFen, sumFen, ZERO_FEN, type Fen } from '../money'
import type { BillingMonth, PlainDate } from '../plain-date'
import type { AssignmentTerms } from '../tariff/assignment'
import type { CompiledTariff } from '../tariff/compile'
import { rateBill, type BillPart } from '../tariff/rate-bill'
import type { UncheckableReason } from '../tariff/rating-types'
import { mergedParts, partsBefore, standingParts, type StandingBill } from './standing-bill'

export interface BackBillingMonth {
  month: BillingMonth
  energyWh: Wh
  /** As it stands: earlier corrections included. */
  billed: readonly BillPart[]
  right: readonly BillPart[]
  billedFen: Fen
  rightFen: Fen
  /** Right less billed: positive is charged in addition, negative is refunded. */
  differenceFen: Fen
  /** Posted besides, for a customer's own breach. */
  penaltyFen: Fen
}

export interface BackBilling {
  months: BackBillingMonth[]
  energyWh: Wh
  billedFen: Fen
  rightFen: Fen
  differenceFen: Fen
  penaltyFen: Fen
}

export interface BackBillingInput {
  bills: readonly StandingBill[]
  terms: AssignmentTerms
  /** The day from which the new terms hold. In a month that it divides, kWh are shared by days. */
  effectiveFrom: PlainDate
  tariffs: ReadonlyMap<string, CompiledTariff>
}

/**
 * @returns the months with bills on or after the effective date, in their order; months without a difference are kept, so
 *   that it shows they were looked at
 * @throws DomainError `no-version` naming the category and the months without a price for it (never a neighbour's price),
 *   `not-rateable` when a category needs readings that bills do not carry
 */
export function computeBackBilling({ bills, terms, effectiveFrom, tariffs }: BackBillingInput): BackBilling {
  const missing: { month: BillingMonth; reason: UncheckableReason }[] = []
  const months: BackBillingMonth[] = []
  for (const bill of bills) {
    if (bill.periodTo <= effectiveFrom) continue
    const outcome = rightParts(bill, terms, effectiveFrom, tariffs)
    if ('reason' in outcome) missing.push({ month: bill.month, reason: outcome.reason })
    else months.push(monthOf(bill, outcome.parts))
  }
  const [first] = missing
  if (first) throw refusal(first.reason, missing.filter(({ reason }) => reason.category === first.reason.category).map(({ month }) => month))
  return backBillingOf(months)
}

/** The months with their sums. */
export const backBillingOf = (months: readonly BackBillingMonth[]): BackBilling => ({
  months: [...months],
  energyWh: sumWh(months.map((month) => month.energyWh)),
  billedFen: sumFen(months.map((month) => month.billedFen)),
  rightFen: sumFen(months.map((month) => month.rightFen)),
  differenceFen: sumFen(months.map((month) => month.differenceFen)),
  penaltyFen: sumFen(months.map((month) => month.penaltyFen)),
})

/** A billed month beside what it should have been. */
export function monthOf(bill: StandingBill, right: readonly BillPart[]): BackBillingMonth {
  const billed = standingParts(bill)
  const billedFen = sumFen(billed.map((part) => part.amountFen))
  const rightFen = sumFen(right.map((part) => part.amountFen))
  return { month: bill.month, energyWh: bill.energyWh, billed, right, billedFen, rightFen, differenceFen: subtractFen(rightFen, billedFen), penaltyFen: ZERO_FEN }
}

/**
 * A refund never exceeds what the customer was billed for the month, earlier corrections included.
 * @throws DomainError `refund-above-billed` naming the months
 */
export function assertRefundsWithinBilled(months: readonly BackBillingMonth[]): void {
  const beyond = months.filter(({ differenceFen, billedFen }) => differenceFen < 0n && -differenceFen > billedFen)
  if (beyond.length > 0) throw new DomainError('refund-above-billed', { month: beyond.map(({ month }) => month).join(', ') })
}

/** The days before the effective date stay as they stand; the energy of the others is rated on the new terms. */
function rightParts(
  bill: StandingBill,
  terms: AssignmentTerms,
  effectiveFrom: PlainDate,
  tariffs: ReadonlyMap<string, CompiledTariff>,
): { parts: BillPart[] } | { reason: UncheckableReason } {
  const kept = partsBefore(bill, effectiveFrom)
  const keptWh = sumWh(kept.map((part) => part.energyWh))
  const from = effectiveFrom > bill.periodFrom ? effectiveFrom : bill.periodFrom
  const { periodFrom, periodTo, energyWh, yearToDateWh, meter } = bill
  const rated = rateBill({ terms, tariffs, period: { from: periodFrom, to: periodTo }, within: { from, to: periodTo }, energyWh, yearToDateWh, meter })
  if (rated.outcome === 'rated') {
    // Also when nothing is kept: the days before may have used so little that it rounds to none.
    const parts = balanced(rated.parts, subtractWh(energyWh, keptWh))
    return { parts: kept.length === 0 ? parts : mergedParts([...kept, ...parts]) }
  }
  const [reason] = rated.reasons
  if (!reason) throw new Error('uncheckable without a reason')
  return { reason }
}

/** The parts with the watt-hours that rounding left on either side of the date: together with the kept ones they are the bill's. */
function balanced(parts: readonly BillPart[], energyWh: Wh): BillPart[] {
  const lacking = subtractWh(energyWh, sumWh(parts.map((part) => part.energyWh)))
  return parts.map((part, index) => (index === parts.length - 1 ? { ...part, energyWh: addWh(part.energyWh, lacking) } : part))
}

function refusal({ code, category }: UncheckableReason, months: readonly BillingMonth[]): DomainError {
  const priceless = code === 'no-version' || code === 'no-tariff'
  return new DomainError(priceless ? 'no-version' : 'not-rateable', { month: months.join(', '), category })
}
