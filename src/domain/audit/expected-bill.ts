/** What a bill should have been, by the assignments on record for its days. */
import { computeBackBilling } from '../back-billing/compute'
import type { StandingBill } from '../back-billing/standing-bill'
import { wh, type Wh } from '../energy'
import { DomainError } from '../errors'
import { addFen, ZERO_FEN, type Fen } from '../money'
import { daysBetween, type PlainDate } from '../plain-date'
import { divide, multiply, ratio, toScaled } from '../ratio'
import { termsForPart, type AssignmentTerms } from '../tariff/assignment'
import type { CompiledTariff } from '../tariff/compile'
import { rateBill, type RatedBill } from '../tariff/rate-bill'
import type { Registers, Span, UncheckableReason } from '../tariff/rating-types'

export interface CheckableBill {
  period: Span
  energyWh: Wh
  /** As it stands: earlier corrections included. */
  amountFen: Fen
  yearToDateWh: Wh
  /** kWh by register where the meter has several. */
  registers?: Registers | undefined
}

/** Days of a bill on which one assignment holds. */
export interface AssignedDays extends Span {
  terms: AssignmentTerms
}

export type MissingReason = UncheckableReason | { code: 'no-assignment'; from: PlainDate; to: PlainDate }

export type Expectation = { outcome: 'rated'; amountFen: Fen } | { outcome: 'uncheckable'; reasons: readonly MissingReason[] }

type Tariffs = ReadonlyMap<string, CompiledTariff>

/** The assignments as they hold on the days of a period, in their order; those that hold on none of them fall out. */
export function assignedDays(assignments: readonly { validFrom: PlainDate; validTo: PlainDate | null; terms: AssignmentTerms }[], period: Span): AssignedDays[] {
  return assignments
    .map(({ validFrom, validTo, terms }) => ({
      from: validFrom > period.from ? validFrom : period.from,
      to: validTo !== null && validTo < period.to ? validTo : period.to,
      terms,
    }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** The days of a period that no assignment covers. */
export function unassignedDays(period: Span, days: readonly AssignedDays[]): Span[] {
  const gaps: Span[] = []
  let reached = period.from
  for (const { from, to } of days) {
    if (from > reached) gaps.push({ from: reached, to: from })
    reached = to
  }
  return reached < period.to ? [...gaps, { from: reached, to: period.to }] : gaps
}

/** Each stretch of days on its own assignment, the energy shared by days; a fixed quantity has its share of the days too. */
export function expectedBill(bill: CheckableBill, days: readonly AssignedDays[], tariffs: Tariffs): Expectation {
  const gaps = unassignedDays(bill.period, days)
  if (gaps.length > 0) return { outcome: 'uncheckable', reasons: gaps.map((gap) => ({ code: 'no-assignment', ...gap })) }
  const rated = ratedByDays(bill, days, tariffs)
  const reasons = rated.flatMap((part) => (part.outcome === 'uncheckable' ? part.reasons : []))
  if (reasons.length > 0) return { outcome: 'uncheckable', reasons }
  return { outcome: 'rated', amountFen: rated.reduce((sum, part) => (part.outcome === 'rated' ? addFen(sum, part.amountFen) : sum), ZERO_FEN) }
}

/** The rated stretches, in the order of `days`. Their energy adds up to the bill's. */
export function ratedByDays({ period, energyWh, yearToDateWh, registers }: Omit<CheckableBill, 'amountFen'>, days: readonly AssignedDays[], tariffs: Tariffs): RatedBill[] {
  const of = daysBetween(period.from, period.to)
  let given = 0n
  return days.map(({ from, to, terms }) => {
    const upTo = toScaled(ratio(energyWh * BigInt(daysBetween(period.from, to)), BigInt(of)), 0)
    const rated = rateBill({ terms: termsForPart(terms, daysBetween(from, to), of), tariffs, period: { from, to }, energyWh: wh(upTo - given), registers: registers && shareOf(registers, upTo - given, energyWh), yearToDateWh: wh(yearToDateWh + given) })
    given = upTo
    return rated
  })
}

/** Each register in the proportion of the energy. */
const shareOf = (registers: Registers, part: bigint, whole: Wh): Registers =>
  part === whole ? registers : new Map([...registers].map(([name, kwh]) => [name, multiply(kwh, divide(ratio(part), ratio(whole)))]))

/**
 * What a bill that work orders have corrected should stand at: what a correction to the last assignment of its days would
 * leave, so that checking and correcting can never disagree.
 */
export function expectedOfCorrected(bill: StandingBill, days: readonly AssignedDays[], tariffs: Tariffs): Expectation {
  const period = { from: bill.periodFrom, to: bill.periodTo }
  const last = days.at(-1)
  const gaps = unassignedDays(period, days)
  if (!last || gaps.length > 0) return { outcome: 'uncheckable', reasons: gaps.map((gap) => ({ code: 'no-assignment', ...gap })) }
  try {
    const { billedFen, differenceFen } = computeBackBilling({ bills: [bill], terms: last.terms, effectiveFrom: last.from, tariffs })
    return { outcome: 'rated', amountFen: addFen(billedFen, differenceFen) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { terms } = last
    const rated = rateBill({ terms, tariffs, period, energyWh: bill.energyWh, yearToDateWh: bill.yearToDateWh })
    return { outcome: 'uncheckable', reasons: rated.outcome === 'uncheckable' ? rated.reasons : [{ code: 'no-tariff', category: terms.remainder }] }
  }
}
