/** What a bill should have been, by the assignments on record for its days. */
import { computeBackBilling } from '../back-billing/compute'
import type { StandingBill } from '../back-billing/standing-bill'
import type { Wh } from '../energy'
import { DomainError } from '../errors'
import { addFen, ZERO_FEN, type Fen } from '../money'
import type { PlainDate } from '../plain-date'
import type { AssignmentTerms } from '../tariff/assignment'
import type { CompiledTariff } from '../tariff/compile'
import type { MeterFacts } from '../tariff/meter-facts'
import { rateBill, type RatedBill } from '../tariff/rate-bill'
import type { Span, UncheckableReason } from '../tariff/rating-types'

export interface CheckableBill {
  period: Span
  energyWh: Wh
  /** As it stands: earlier corrections included. */
  amountFen: Fen
  /** Energy since 1 January before this bill, as the earlier bills have it. */
  yearToDateWh: Wh
  /** What the bill itself was rated with, where that is something else. */
  recordedYearToDateWh?: Wh | undefined
  meter?: MeterFacts | undefined
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

/** Each stretch of days on its own assignment, the energy shared as readings say, else by days. */
export function expectedBill(bill: CheckableBill, days: readonly AssignedDays[], tariffs: Tariffs): Expectation {
  const gaps = unassignedDays(bill.period, days)
  if (gaps.length > 0) return { outcome: 'uncheckable', reasons: gaps.map((gap) => ({ code: 'no-assignment', ...gap })) }
  const rated = ratedByDays(bill, days, tariffs)
  const reasons = rated.flatMap((part) => (part.outcome === 'uncheckable' ? part.reasons : []))
  if (reasons.length > 0) return { outcome: 'uncheckable', reasons }
  return { outcome: 'rated', amountFen: rated.reduce((sum, part) => (part.outcome === 'rated' ? addFen(sum, part.amountFen) : sum), ZERO_FEN) }
}

/** The rated stretches, in the order of `days`: each has its own days' worth of limits, minimums and amounts a bill. Their energy adds up to the bill's. */
export const ratedByDays = ({ period, energyWh, yearToDateWh, meter }: Omit<CheckableBill, 'amountFen'>, days: readonly AssignedDays[], tariffs: Tariffs): RatedBill[] =>
  days.map(({ from, to, terms }) => rateBill({ terms, tariffs, period, within: { from, to }, energyWh, yearToDateWh, meter }))

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
    const rated = rateBill({ terms, tariffs, period, energyWh: bill.energyWh, yearToDateWh: bill.yearToDateWh, meter: bill.meter })
    return { outcome: 'uncheckable', reasons: rated.outcome === 'uncheckable' ? rated.reasons : [{ code: 'no-tariff', category: terms.remainder }] }
  }
}
