/** Why a bill differs: its own kWh are re-priced in every plausible wrong way, and the one that comes to the fen is named. */
import { wh, type Wh } from '../energy'
import type { Fen } from '../money'
import { addMonths, firstDayOf, monthOf, type PlainDate } from '../plain-date'
import type { AssignmentTerms } from '../tariff/assignment'
import type { Span } from '../tariff/rating-types'
import type { AsIfAmounts } from './as-if-amounts'
import { expectedBill, type AssignedDays, type CheckableBill } from './expected-bill'
import { otherSplits } from './other-splits'

/**
 * `price` all of it on another category · `split` the split left out, of another size or category, or put on where none is · `tier` the steps reckoned wrongly ·
 * `period` another version's price, or other days · `energy` another number of kWh · `amount` none of these comes to it.
 */
export const DIFFERENCE_KINDS = ['price', 'split', 'tier', 'period', 'energy', 'amount'] as const
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

export interface Explanation {
  kind: DifferenceKind
  /** Categories on which the bill's own kWh come to exactly what was billed. */
  fits: readonly string[]
  /** With `tier`: what was left out. */
  tier?: 'year-to-date' | 'steps'
  /** With `period`: the version whose price it is, or the days that were billed. */
  versionFrom?: PlainDate
  days?: Span
  /** With `energy`: the kWh that come to the amount. */
  energyWh?: Wh
  /** With `split`: the terms that come to the amount, where it is not all on one category. */
  billedAs?: AssignmentTerms
}

type Question = (changed: Partial<CheckableBill>, on: AsIfAmounts) => boolean

/**
 * What lies nearest is asked first: the account's own terms reckoned wrongly, before another category that happens to fit.
 * Every category that fits is named in any case.
 * @param bill differs from what `days` make of it
 */
export function explainDifference(bill: CheckableBill, days: readonly AssignedDays[], amounts: AsIfAmounts): Explanation {
  const on = (terms: AssignmentTerms): boolean => amounts.amountOf(terms, bill) === bill.amountFen
  const fits = [...amounts.tariffs.keys()].filter((category) => on({ remainder: category, splits: [] }))
  const [only] = days
  if (!only) return { kind: 'amount', fits }
  const asked: Question = (changed, as) => amountByDays({ ...bill, ...changed }, days, as) === bill.amountFen
  return (
    daysReason(days, fits, on) ??
    splitReason(days, fits, on, bill.energyWh, [...amounts.tariffs.keys()]) ??
    tierReason(bill, fits, amounts, asked) ??
    periodReason(bill, days, fits, amounts, asked) ??
    (fits.length > 0 ? { kind: 'price' as const, fits } : null) ??
    unrecordedSplit(days, fits, on, bill.energyWh, [...amounts.tariffs.keys()]) ??
    energyReason(bill, days, amounts) ?? { kind: 'amount', fits }
  )
}

/** What the bill comes to with each stretch of days on its own terms; null when some cannot be rated. */
function amountByDays(bill: CheckableBill, days: readonly AssignedDays[], amounts: AsIfAmounts): Fen | null {
  const [only] = days
  if (only && days.length === 1 && only.from === bill.period.from && only.to === bill.period.to) return amounts.amountOf(only.terms, bill)
  const expected = expectedBill(bill, days, amounts.tariffs)
  return expected.outcome === 'rated' ? expected.amountFen : null
}

type Fits = (terms: AssignmentTerms) => boolean

/** All of the days on the terms of some of them. */
function daysReason(days: readonly AssignedDays[], fits: readonly string[], on: Fits): Explanation | null {
  const billedOn = days.length > 1 ? days.find(({ terms }) => on(terms)) : undefined
  return billedOn ? { kind: 'period', fits, days: { from: billedOn.from, to: billedOn.to } } : null
}

/** The split on record left out, or another in its place. */
function splitReason(days: readonly AssignedDays[], fits: readonly string[], on: Fits, energyWh: Wh, categories: readonly string[]): Explanation | null {
  const split = days.filter(({ terms }) => terms.splits.length > 0)
  if (split.some(({ terms }) => fits.includes(terms.remainder))) return { kind: 'split', fits }
  if (fits.length > 0) return null
  for (const { terms } of split) {
    const billedAs = firstThat(otherSplits(terms, categories, energyWh), on)
    if (billedAs) return { kind: 'split', fits, billedAs }
  }
  return null
}

/** A split where none is on record. */
function unrecordedSplit(days: readonly AssignedDays[], fits: readonly string[], on: Fits, energyWh: Wh, categories: readonly string[]): Explanation | null {
  const [only] = days
  if (!only || days.length > 1 || only.terms.splits.length > 0) return null
  const billedAs = firstThat(otherSplits(only.terms, categories, energyWh), on)
  return billedAs ? { kind: 'split', fits, billedAs } : null
}

function firstThat(candidates: Iterable<AssignmentTerms>, on: Fits): AssignmentTerms | null {
  for (const terms of candidates) if (on(terms)) return terms
  return null
}

/** The year's energy left out or taken from a wrong record, or the steps left out. */
function tierReason(bill: CheckableBill, fits: readonly string[], amounts: AsIfAmounts, asked: Question): Explanation | null {
  const { recordedYearToDateWh } = bill
  const wrongYear = recordedYearToDateWh !== undefined && asked({ yearToDateWh: recordedYearToDateWh }, amounts)
  if (wrongYear || asked({ yearToDateWh: wh(0n) }, amounts)) return { kind: 'tier', fits, tier: 'year-to-date' }
  return asked({}, amounts.withoutSteps()) ? { kind: 'tier', fits, tier: 'steps' } : null
}

/** Another version's price throughout, or the calendar month instead of the days read. */
function periodReason(bill: CheckableBill, days: readonly AssignedDays[], fits: readonly string[], amounts: AsIfAmounts, asked: Question): Explanation | null {
  const dates = new Set([...amounts.tariffs.values()].flatMap(({ versions }) => versions.map(({ effectiveFrom }) => effectiveFrom)))
  for (const versionFrom of dates) {
    if (asked({}, amounts.pricedOn(versionFrom))) return { kind: 'period', fits, versionFrom }
  }
  const month = monthOf(bill.period.from)
  const calendar = { from: firstDayOf(month), to: firstDayOf(addMonths(month, 1)) }
  const onCalendar = days.some(({ terms }) => amounts.amountOf(terms, { ...bill, period: calendar }) === bill.amountFen)
  return onCalendar ? { kind: 'period', fits, days: calendar } : null
}

const WH_PER_KWH = 1000n
const MOST_KWH = 20n

/** The whole kWh, up to twenty times the bill's, that come to the amount: amounts rise with kWh, so halving finds them. */
function energyReason(bill: CheckableBill, days: readonly AssignedDays[], amounts: AsIfAmounts): Explanation | null {
  const amountOf = (kwh: bigint): Fen | null => amountByDays({ ...bill, energyWh: wh(kwh * WH_PER_KWH) }, days, amounts)
  // What registers read, no other total can stand for.
  if (bill.meter?.registers) return null
  let low = 0n
  let high = (bill.energyWh / WH_PER_KWH + 100n) * MOST_KWH
  while (low < high) {
    const middle = (low + high) / 2n
    const amount = amountOf(middle)
    if (amount === null) return null
    if (amount < bill.amountFen) low = middle + 1n
    else high = middle
  }
  return amountOf(low) === bill.amountFen ? { kind: 'energy', fits: [], energyWh: wh(low * WH_PER_KWH) } : null
}
