/**
 * Rating one account for one billing period: exact throughout, each line rounded once, half up; the total is the sum of
 * the rounded lines. The order of computation and what is silent in the format: `docs/rating.md`.
 */
import { formatScaled } from '../decimal'
import { add, divide, isZero, multiply, ONE, ratioFromDecimal, ZERO, type Ratio } from '../ratio'
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
  const { terms, tariffs, period, usage, readings = [], loss = ZERO } = input
  const total = totalOf(usage)
  const shares = sharesOf(terms, total)
  const withLoss = isZero(total) ? ONE : divide(add(total, loss), total)
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
    const factor = multiply(shares.get(category) ?? ZERO, withLoss)
    const rated = rateCategory({
      tariff,
      period,
      usageIn: (part) => scaleRegisters(usageWithin(part, period, usage, readings), factor),
      registers: [...usage.keys()],
      yearToDate: multiply(input.yearToDate ?? ZERO, shares.get(category) ?? ZERO),
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
