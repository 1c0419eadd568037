/** All charges of one category over one billing period. */
import { formatScaled } from '../decimal'
import { daysBetween } from '../plain-date'
import { multiply, ratio, toScaled, type Ratio } from '../ratio'
import { energyLines } from './charges/energy'
import { adjustmentFor, powerFactorHundredths } from './charges/power-factor'
import { demandLine, fixedLine } from './charges/standing'
import type { CompiledTariff, CompiledVersion } from './compile'
import type { DraftLine, Registers, Span, UncheckableReason } from './rating-types'
import { versionSpans } from './spans'

export interface CategoryInput {
  tariff: CompiledTariff
  period: Span
  /** The days of the period that are rated. */
  within: Span
  usageIn: (part: Span) => Registers
  registers: readonly string[]
  yearToDate: Ratio
  demand: { contract?: string | undefined; maximum?: string | undefined }
  /** The meter's active and reactive energy for the power factor; reactive is null where it was not read. */
  active: Ratio
  reactive: Ratio | null
}

interface SpanContext extends CategoryInput {
  version: CompiledVersion
  span: Span
}

/** The lines in the order of computation, and what is missing, if anything is. */
export function rateCategory(input: CategoryInput): { lines: DraftLine[]; reasons: UncheckableReason[] } {
  const lines: DraftLine[] = []
  const reasons: UncheckableReason[] = []
  for (const { from, to, version } of versionSpans(input.tariff, input.within)) {
    if (!version) {
      reasons.push({ code: 'no-version', category: input.tariff.category, from, to })
      continue
    }
    const context = { ...input, version, span: { from, to } }
    const missing = missingFor(context)
    reasons.push(...missing)
    if (missing.length === 0) lines.push(...spanLines(context))
  }
  return { lines, reasons }
}

function missingFor({ tariff: { category }, version, registers, demand, reactive }: SpanContext): UncheckableReason[] {
  const reasons: UncheckableReason[] = []
  const needed = [...new Set(version.energy.flatMap((charge) => (charge.period === undefined ? [] : [charge.period])))]
  const absent = needed.filter((register) => !registers.includes(register))
  if (absent.length > 0) reasons.push({ code: 'missing-registers', category, registers: absent })
  // A register that no charge knows would go unbilled without a word.
  const strangers = needed.length === 0 ? [] : registers.filter((register) => register !== 'total' && !version.periods.includes(register))
  if (strangers.length > 0) reasons.push({ code: 'unknown-registers', category, registers: strangers })
  for (const { basis } of version.demand) {
    if (demand[basis] === undefined) reasons.push({ code: 'missing-demand', category, basis })
  }
  if (version.powerFactors.length > 0 && reactive === null) reasons.push({ code: 'missing-reactive', category })
  return reasons
}

function spanLines(context: SpanContext): DraftLine[] {
  const { version, tariff, period, span, demand } = context
  const base = { category: tariff.category, minorDigits: tariff.minorDigits, period, span }
  const lines = [
    ...version.energy.flatMap((charge) => energyLines(charge, { ...base, version, usageIn: context.usageIn, yearToDate: context.yearToDate })),
    ...version.fixed.map((charge) => fixedLine(charge, base)),
    ...version.demand.map((charge) => demandLine(charge, base, demand[charge.basis] ?? '0')),
  ]
  for (const { code, standard } of version.powerFactors) {
    const factor = powerFactorHundredths(context.active, context.reactive ?? ratio(0n))
    const adjustment = factor === null ? 0 : adjustmentFor(standard, factor)
    const adjusted = lines.filter((line) => (line.kind === 'energy' && !line.government) || line.kind === 'demand')
    if (adjustment !== 0) lines.push(percentLine(code, 'power-factor', context, adjusted, ratio(BigInt(adjustment), 100n), formatScaled(BigInt(adjustment), 2)))
  }
  for (const { code, of, rate, rateText } of version.percents) {
    lines.push(percentLine(code, 'percent', context, lines.filter((line) => of.includes(line.charge)), rate, rateText))
  }
  for (const minimum of version.minimums) lines.push(...minimumLine(minimum, context, lines))
  return lines
}

/** A per cent of other lines' rounded amounts, so that it can be checked from the bill itself. */
function percentLine(code: string, kind: 'power-factor' | 'percent', { tariff, span }: SpanContext, of: readonly DraftLine[], rate: Ratio, rateText: string): DraftLine {
  const base = of.reduce((sum, line) => sum + line.minorUnits, 0n)
  const units = multiply(ratio(base), multiply(rate, ratio(1n, 100n)))
  return {
    category: tariff.category, charge: code, kind, government: false, season: null, period: null, tier: null, from: span.from, to: span.to,
    quantity: formatScaled(base, tariff.minorDigits, { keepZeros: true }), unit: '%', rate: rateText, minorUnits: toScaled(units, 0),
  }
}

/** The minimum of a part of the period, in minor units. */
export function leastUnits(minimum: CompiledVersion['minimums'][number], minorDigits: number, period: Span, span: Span): bigint {
  const share = ratio(BigInt(daysBetween(span.from, span.to)), BigInt(daysBetween(period.from, period.to)))
  return toScaled(multiply(minimum.amount, share), minorDigits)
}

/** What is lacking to the minimum; over a part of the period the minimum is shared by days. */
function minimumLine(minimum: CompiledVersion['minimums'][number], { tariff, span, period }: SpanContext, lines: readonly DraftLine[]): DraftLine[] {
  const lacking = leastUnits(minimum, tariff.minorDigits, period, span) - lines.reduce((sum, line) => sum + line.minorUnits, 0n)
  if (lacking <= 0n) return []
  return [{
    category: tariff.category, charge: minimum.code, kind: 'minimum', government: false, season: null, period: null, tier: null, from: span.from, to: span.to,
    quantity: '1', unit: 'bill', rate: formatScaled(lacking, tariff.minorDigits, { keepZeros: true }), minorUnits: lacking,
  }]
}
