/** Why a bill differs: its own kWh are re-priced in every plausible wrong way, and the one that comes to the fen is named. */
import { wh, type Wh } from '../energy'
import type { Fen } from '../money'
import { addMonths, firstDayOf, monthOf, type PlainDate } from '../plain-date'
import type { AssignmentTerms } from '../tariff/assignment'
import type { CompiledTariff, CompiledVersion } from '../tariff/compile'
import { rateBill } from '../tariff/rate-bill'
import type { Span } from '../tariff/rating-types'
import { inForceOn } from '../tariff/spans'
import { expectedBill, type AssignedDays, type CheckableBill } from './expected-bill'

/**
 * `price` all of it on another category · `split` the split left out or another put on · `tier` the steps reckoned wrongly ·
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
}

type Tariffs = ReadonlyMap<string, CompiledTariff>

/** @param bill differs from what `days` make of it */
export function explainDifference(bill: CheckableBill, days: readonly AssignedDays[], tariffs: Tariffs): Explanation {
  const comesTo = (terms: AssignmentTerms, changed: Partial<CheckableBill> = {}, on: Tariffs = tariffs): boolean => {
    const rated = rateBill({ ...bill, ...changed, terms, tariffs: on })
    return rated.outcome === 'rated' && rated.amountFen === bill.amountFen
  }
  const fits = [...tariffs.keys()].filter((category) => comesTo({ remainder: category, splits: [] }))
  const terms = days.at(-1)?.terms
  if (!terms) return { kind: 'amount', fits }
  if (days.length > 1) {
    const billedOn = days.find((piece) => comesTo(piece.terms))
    if (billedOn) return { kind: 'period', fits, days: { from: billedOn.from, to: billedOn.to } }
  }
  if (fits.length > 0) return { kind: terms.splits.length > 0 && fits.includes(terms.remainder) ? 'split' : 'price', fits }
  const partly = partialSplits(terms).some((some) => comesTo(some))
  if (partly) return { kind: 'split', fits }
  return tierReason(terms, tariffs, comesTo) ?? periodReason(bill, terms, tariffs, comesTo) ?? energyReason(bill, days, tariffs) ?? { kind: 'amount', fits }
}

type ComesTo = (terms: AssignmentTerms, changed?: Partial<CheckableBill>, on?: Tariffs) => boolean

/** The terms with each one of several splits left out. */
const partialSplits = (terms: AssignmentTerms): AssignmentTerms[] =>
  terms.splits.length < 2 ? [] : terms.splits.map((_, index) => ({ ...terms, splits: terms.splits.filter((__, other) => other !== index) }))

function tierReason(terms: AssignmentTerms, tariffs: Tariffs, comesTo: ComesTo): Explanation | null {
  if (comesTo(terms, { yearToDateWh: wh(0n) })) return { kind: 'tier', fits: [], tier: 'year-to-date' }
  const flat = new Map([...tariffs].map(([code, tariff]) => [code, withoutSteps(tariff)]))
  return comesTo(terms, {}, flat) ? { kind: 'tier', fits: [], tier: 'steps' } : null
}

/** The tariff with every kWh at its first step. */
const withoutSteps = (tariff: CompiledTariff): CompiledTariff => ({
  ...tariff,
  versions: tariff.versions.map((version) => ({
    ...version,
    energy: version.energy.map((charge) => ({ ...charge, tiers: charge.tiers.slice(0, 1).map((tier) => ({ ...tier, upTo: null })) })),
  })),
})

/** Another version's price throughout, or the calendar month instead of the days read. */
function periodReason(bill: CheckableBill, terms: AssignmentTerms, tariffs: Tariffs, comesTo: ComesTo): Explanation | null {
  const dates = new Set([...tariffs.values()].flatMap(({ versions }) => versions.map(({ effectiveFrom }) => effectiveFrom)))
  for (const versionFrom of dates) {
    if (comesTo(terms, {}, pricesOf(tariffs, versionFrom))) return { kind: 'period', fits: [], versionFrom }
  }
  const month = monthOf(bill.period.from)
  const days = { from: firstDayOf(month), to: firstDayOf(addMonths(month, 1)) }
  return comesTo(terms, { period: days }) ? { kind: 'period', fits: [], days } : null
}

const EVER = '0001-01-01' as PlainDate

/** Every tariff with nothing but the version in force on a date, as though it had always been. */
const pricesOf = (tariffs: Tariffs, date: PlainDate): Tariffs =>
  new Map(
    [...tariffs].map(([code, tariff]) => {
      const version: CompiledVersion | null = inForceOn(tariff, date)
      return [code, { ...tariff, versions: version ? [{ ...version, effectiveFrom: EVER }] : [] }]
    }),
  )

const WH_PER_KWH = 1000n
const MOST_KWH = 20n

/** The whole kWh, up to twenty times the bill's, that come to the amount: amounts rise with kWh, so halving finds them. */
function energyReason(bill: CheckableBill, days: readonly AssignedDays[], tariffs: Tariffs): Explanation | null {
  const amountOf = (kwh: bigint): Fen | null => {
    const expected = expectedBill({ ...bill, energyWh: wh(kwh * WH_PER_KWH) }, days, tariffs)
    return expected.outcome === 'rated' ? expected.amountFen : null
  }
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
