/**
 * Back-billing: what each billed month since the wrong tariff began should have been, on the same kWh, each on the
 * versions then in force. Posted bills stay as they are; the difference is posted as reversing and correcting entries.
 */
import { DomainError } from '../errors'
import { subtractWh, sumWh, wh, type Wh } from '../energy'
import { fen, subtractFen, sumFen, type Fen } from '../money'
import type { BillingMonth, PlainDate } from '../plain-date'
import { ratio, toScaled } from '../ratio'
import type { AssignmentTerms } from '../tariff/assignment'
import type { CompiledTariff } from '../tariff/compile'
import { rateBill, type BillPart } from '../tariff/rate-bill'
import { daysBetween } from '../plain-date'

/** A billed month as it stands: the posted bill together with all earlier corrections of it. */
export interface StandingBill {
  month: BillingMonth
  periodFrom: PlainDate
  /** Exclusive. */
  periodTo: PlainDate
  energyWh: Wh
  yearToDateWh: Wh
  /** By category, earlier corrections included; they add up to what the customer has been charged. */
  parts: readonly BillPart[]
}

export interface BackBillingMonth {
  month: BillingMonth
  energyWh: Wh
  billed: readonly BillPart[]
  right: readonly BillPart[]
  billedFen: Fen
  rightFen: Fen
  /** Right less billed: positive is charged in addition, negative is refunded. */
  differenceFen: Fen
}

export interface BackBilling {
  months: BackBillingMonth[]
  energyWh: Wh
  billedFen: Fen
  rightFen: Fen
  differenceFen: Fen
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
 * @throws DomainError `no-version` naming the month and category: never a neighbour's price
 */
export function computeBackBilling({ bills, terms, effectiveFrom, tariffs }: BackBillingInput): BackBilling {
  const months = bills
    .filter((bill) => bill.periodTo > effectiveFrom)
    .map((bill) => monthOf(bill, rightParts(bill, terms, effectiveFrom, tariffs)))
  return {
    months,
    energyWh: sumWh(months.map((month) => month.energyWh)),
    billedFen: sumFen(months.map((month) => month.billedFen)),
    rightFen: sumFen(months.map((month) => month.rightFen)),
    differenceFen: sumFen(months.map((month) => month.differenceFen)),
  }
}

function monthOf(bill: StandingBill, right: readonly BillPart[]): BackBillingMonth {
  const billedFen = sumFen(bill.parts.map((part) => part.amountFen))
  const rightFen = sumFen(right.map((part) => part.amountFen))
  return { month: bill.month, energyWh: bill.energyWh, billed: bill.parts, right, billedFen, rightFen, differenceFen: subtractFen(rightFen, billedFen) }
}

function rightParts(bill: StandingBill, terms: AssignmentTerms, effectiveFrom: PlainDate, tariffs: ReadonlyMap<string, CompiledTariff>): BillPart[] {
  if (effectiveFrom <= bill.periodFrom) return rated(bill, { terms, tariffs, from: bill.periodFrom, energyWh: bill.energyWh })
  // Before the effective date the month stays as billed, by its days' share.
  const share = ratio(BigInt(daysBetween(bill.periodFrom, effectiveFrom)), BigInt(daysBetween(bill.periodFrom, bill.periodTo)))
  const portion = (amount: bigint) => toScaled({ n: amount * share.n, d: share.d }, 0)
  const before = bill.parts.map((part) => ({ category: part.category, energyWh: wh(portion(part.energyWh)), amountFen: fen(portion(part.amountFen)) }))
  const energyBefore = sumWh(before.map((part) => part.energyWh))
  const after = rated(bill, { terms, tariffs, from: effectiveFrom, energyWh: subtractWh(bill.energyWh, energyBefore) })
  return mergedParts([...before, ...after])
}

interface Remaining {
  terms: AssignmentTerms
  tariffs: ReadonlyMap<string, CompiledTariff>
  from: PlainDate
  energyWh: Wh
}

function rated(bill: StandingBill, { terms, tariffs, from, energyWh }: Remaining): BillPart[] {
  const yearToDateWh = wh(bill.yearToDateWh + bill.energyWh - energyWh)
  const outcome = rateBill({ terms, tariffs, period: { from, to: bill.periodTo }, energyWh, yearToDateWh })
  if (outcome.outcome === 'rated') return outcome.parts
  const [reason] = outcome.reasons
  throw new DomainError('no-version', { month: bill.month, category: reason?.category ?? '' })
}

/** Parts of the same category as one. */
export function mergedParts(parts: readonly BillPart[]): BillPart[] {
  const merged = new Map<string, BillPart>()
  for (const part of parts) {
    const known = merged.get(part.category)
    merged.set(part.category, {
      category: part.category,
      energyWh: wh((known?.energyWh ?? 0n) + part.energyWh),
      amountFen: fen((known?.amountFen ?? 0n) + part.amountFen),
    })
  }
  return [...merged.values()].filter((part) => part.energyWh !== 0n || part.amountFen !== 0n || merged.size === 1)
}
