/** Energy charges: flat or tiered, by month, year or days, block or whole, of the total or of a register. */
import { daysBetween } from '../../plain-date'
import {
  add, compare, divide, isPositive, isZero, larger, multiply, ONE, ratio, smaller, subtract, toDecimalText, toScaled, ZERO, type Ratio,
} from '../../ratio'
import type { CompiledEnergy, CompiledTier, CompiledVersion } from '../compile'
import type { DraftLine, Registers, Span } from '../rating-types'
import { monthsOf, seasonSpans, yearSpans } from '../spans'
import { overlapDays, totalOf } from '../usage'

export interface EnergyContext {
  category: string
  minorDigits: number
  period: Span
  version: CompiledVersion
  /** The days on which the version is in force. */
  span: Span
  /** kWh of the category within a part of the period. */
  usageIn: (part: Span) => Registers
  /** kWh since 1 January before the period. */
  yearToDate: Ratio
}

/** The lines of one energy charge, a line for each part and tier that holds energy. */
export function energyLines(charge: CompiledEnergy, context: EnergyContext): DraftLine[] {
  return chargeParts(charge, context.version, context.span).flatMap((part) => partLines(charge, context, part))
}

/** The stretches of days that a charge rates apart: its season's, and of tiers by year each calendar year's. */
export function chargeParts(charge: CompiledEnergy, version: CompiledVersion, span: Span): Span[] {
  const seasons = charge.season === undefined ? [span] : seasonSpans(version, span, charge.season)
  return charge.tierBasis === 'year' ? seasons.flatMap(yearSpans) : seasons
}

function partLines(charge: CompiledEnergy, context: EnergyContext, part: Span): DraftLine[] {
  const usage = context.usageIn(part)
  const total = totalOf(usage)
  const own = charge.period === undefined ? total : (usage.get(charge.period) ?? ZERO)
  const counted = charge.tierCounts === 'period' ? own : total
  const { room, usedShare } = limitScale(charge, context.period, part)
  const used = multiply(context.yearToDate, usedShare)
  const kwhByTier = charge.tierMode === 'whole' ? wholeTier(charge.tiers, counted, room, used) : blockTiers(charge.tiers, counted, room, used)
  const lines = kwhByTier.flatMap((kwh, index) => {
    const tier = charge.tiers[index]
    if (!tier || isZero(kwh)) return []
    // When the total moves up the tiers, a register takes its share of each.
    const quantity = counted === own || isZero(counted) ? kwh : multiply(kwh, divide(own, counted))
    return isZero(quantity) ? [] : [line(charge, context, part, tier, index, quantity)]
  })
  const first = charge.tiers[0]
  return lines.length > 0 || !first ? lines : [line(charge, context, part, first, 0, ZERO)]
}

function line(charge: CompiledEnergy, context: EnergyContext, part: Span, tier: CompiledTier, index: number, quantity: Ratio): DraftLine {
  return {
    category: context.category,
    charge: charge.code,
    kind: 'energy',
    government: charge.government ?? false,
    season: charge.season ?? null,
    period: charge.period ?? null,
    tier: charge.tiered ? index + 1 : null,
    from: part.from,
    to: part.to,
    quantity: toDecimalText(quantity, 6),
    unit: 'kWh',
    rate: tier.rateText,
    minorUnits: toScaled(multiply(quantity, tier.rate), context.minorDigits),
  }
}

/**
 * What a printed limit becomes for a part: `room` times the limit, less what earlier energy used of it, which is
 * `usedShare` of the energy since 1 January.
 * - days: limit × days ÷ tierDays.
 * - month: limit × months of the period, the part having its own days' worth.
 * - year: the limit as it is against the energy since 1 January; of the days of the period in that calendar year the
 *   part has its own share, of the limit and of the energy used before alike.
 */
export function limitScale(charge: CompiledEnergy, period: Span, part: Span): { room: Ratio; usedShare: Ratio } {
  if (!charge.tiered) return { room: ONE, usedShare: ZERO }
  const days = BigInt(daysBetween(part.from, part.to))
  if (charge.tierBasis === 'days') return { room: ratio(days, BigInt(charge.tierDays ?? 30)), usedShare: ZERO }
  if (charge.tierBasis === 'year') {
    const year = yearSpans(period).find((candidate) => overlapDays(candidate, part) > 0) ?? period
    const share = ratio(days, BigInt(daysBetween(year.from, year.to)))
    return { room: share, usedShare: year.from === period.from ? share : ZERO }
  }
  return { room: ratio(days * BigInt(monthsOf(period)), BigInt(daysBetween(period.from, period.to))), usedShare: ZERO }
}

/** Each kWh at the tier it falls into, counting on from what was used before. */
function blockTiers(tiers: readonly CompiledTier[], kwh: Ratio, room: Ratio, used: Ratio): Ratio[] {
  let lower = ZERO
  const end = add(used, kwh)
  return tiers.map(({ upTo }) => {
    const from = larger(lower, used)
    const upper = upTo === null ? end : smaller(multiply(upTo, room), end)
    lower = larger(lower, upTo === null ? end : multiply(upTo, room))
    const within = subtract(upper, from)
    return isPositive(within) ? within : ZERO
  })
}

/** All kWh at the tier that the last of them reaches. */
function wholeTier(tiers: readonly CompiledTier[], kwh: Ratio, room: Ratio, used: Ratio): Ratio[] {
  const end = add(used, kwh)
  const reached = tiers.findIndex(({ upTo }) => upTo === null || compare(end, multiply(upTo, room)) <= 0)
  return tiers.map((_, index) => (index === reached ? kwh : ZERO))
}
