/**
 * Rating one account for one billing period: exact throughout, each line rounded once, half up; the total is the sum of
 * the rounded lines. The order of computation and what is silent in the format: `docs/rating.md`.
 */
import { formatScaled } from '../decimal'
import { daysBetween } from '../plain-date'
import { add, divide, isZero, multiply, ratio, ratioFromDecimal, ZERO, type Ratio } from '../ratio'
import { categoriesOf, termsFromLines, type AssignmentTerms } from './assignment'
import { compileTariff, type CompiledTariff } from './compile'
import type { RatingCase } from './rating-case'
import { rateCategory } from './rate-category'
import type { DraftLine, RatingLine, RatingOutcome, Registers, Span, UncheckableReason } from './rating-types'
import { sharesOf } from './shares'
import { scaleRegisters, totalOf, usageWithin, type Reading } from './usage'

export interface RatingInput {
  terms: AssignmentTerms
  tariffs: ReadonlyMap<string, CompiledTariff>
  period: Span
  /** The days of the period that these terms hold on; all of them when not given. Limits, minimums and amounts a bill have their days' share. */
  within?: Span
  usage: Registers
  readings?: readonly Reading[]
  yearToDate?: Ratio
  demand?: { contract?: string | undefined; maximum?: string | undefined }
  reactive?: Ratio | null
  loss?: Ratio
}

export type DraftOutcome =
  | { outcome: 'rated'; currency: string; minorDigits: number; lines: DraftLine[]; shares: ReadonlyMap<string, Ratio> }
  | { outcome: 'uncheckable'; reasons: UncheckableReason[] }

/** Rates against compiled tariffs: the core that bills, back-billing and `rate` share. */
export function rateCompiled(input: RatingInput): DraftOutcome {
  const { terms, tariffs, period, usage, loss = ZERO } = input
  const total = totalOf(usage)
  const shares = sharesOf(terms, total)
  const usageIn = withLosses(input, total)
  const lines: DraftLine[] = []
  const reasons: UncheckableReason[] = []
  let money: CompiledTariff | undefined
  for (const category of categoriesOf(terms)) {
    const tariff = tariffs.get(category)
    if (!tariff) {
      reasons.push({ code: 'no-tariff', category })
      continue
    }
    money ??= tariff
    const share = shares.get(category) ?? ZERO
    const rated = rateCategory({
      tariff,
      period,
      within: input.within ?? period,
      usageIn: (part) => scaleRegisters(usageIn(part), share),
      registers: [...usage.keys()],
      yearToDate: multiply(input.yearToDate ?? ZERO, share),
      demand: input.demand ?? {},
      active: add(total, loss),
      reactive: input.reactive ?? null,
    })
    lines.push(...rated.lines)
    reasons.push(...rated.reasons)
  }
  if (reasons.length > 0 || !money) return { outcome: 'uncheckable', reasons }
  return { outcome: 'rated', currency: money.currency, minorDigits: money.minorDigits, lines, shares }
}

/**
 * The kWh of a part with its losses: in proportion to what was used, by days where nothing was used. Then the registers
 * of a meter cannot tell when they arose, and each bears as much.
 */
function withLosses({ period, usage, readings = [], loss = ZERO }: RatingInput, total: Ratio): (part: Span) => Registers {
  if (isZero(loss)) return (part) => usageWithin(part, period, usage, readings)
  if (!isZero(total)) {
    const factor = divide(add(total, loss), total)
    return (part) => scaleRegisters(usageWithin(part, period, usage, readings), factor)
  }
  const each = divide(loss, ratio(BigInt(Math.max(1, usage.size))))
  return (part) => {
    const share = ratio(BigInt(daysBetween(part.from, part.to)), BigInt(daysBetween(period.from, period.to)))
    return new Map([...usage.keys()].map((register) => [register, multiply(each, share)]))
  }
}

/** Rates one case of the tariff format; the case has passed `ratingCaseSchema`. */
export function rate(input: RatingCase): RatingOutcome {
  const outcome = rateCompiled({
    terms: termsFromLines(input.assignment),
    tariffs: new Map(input.tariffs.map((document) => [document.category, compileTariff(document)])),
    period: input.period,
    usage: registersOf(input.usage),
    readings: (input.readings ?? []).map(({ at, ...registers }) => ({ at, registers: registersOf(registers) })),
    yearToDate: ratioFromDecimal(input.yearToDateKwh ?? '0'),
    ...(input.demand ? { demand: input.demand } : {}),
    reactive: input.reactiveKvarh === undefined ? null : ratioFromDecimal(input.reactiveKvarh),
    loss: ratioFromDecimal(input.lossKwh ?? '0'),
  })
  if (outcome.outcome === 'uncheckable') return outcome
  const { currency, minorDigits, lines } = outcome
  const total = lines.reduce((sum, line) => sum + line.minorUnits, 0n)
  return {
    outcome: 'rated',
    currency,
    total: formatScaled(total, minorDigits, { keepZeros: true }),
    lines: lines.map((line) => writtenLine(line, minorDigits)),
  }
}

/** A line as the format writes it, its fields in the format's order. */
export function writtenLine(line: DraftLine, minorDigits: number): RatingLine {
  const { category, charge, season, period, tier, from, to, quantity, unit, rate: price, minorUnits } = line
  return { category, charge, season, period, tier, from, to, quantity, unit, rate: price, amount: formatScaled(minorUnits, minorDigits, { keepZeros: true }) }
}

const registersOf = (usage: Readonly<Record<string, string>>): Registers =>
  new Map(Object.entries(usage).map(([register, kwh]) => [register, ratioFromDecimal(kwh)]))
