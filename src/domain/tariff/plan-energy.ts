/**
 * One energy charge over one stretch of days, with everything worked out that is the same for all bills alike. The bill's
 * own energy comes as whole numbers over a common denominator, so that rating takes a few multiplications a tier.
 */
import { roundHalfUp } from '../decimal'
import { daysBetween } from '../plain-date'
import { multiply, type Ratio } from '../ratio'
import { limitScale } from './charges/energy'
import type { CompiledEnergy } from './compile'
import type { Span } from './rating-types'

/** kWh as `of ÷ denominator`; `used` are those since 1 January over the same denominator. */
export interface ScaledKwh {
  of: bigint
  used: bigint
  denominator: bigint
}

interface PlannedTier {
  /** Over `limitScale`; null for the last. */
  limit: bigint | null
  /** Minor units per kWh over `rateScale`. */
  rate: bigint
}

export type EnergyPiece = (kwh: ScaledKwh) => bigint

/** @returns the piece's amount in minor units: each tier's line rounded once, half up, and added. */
export function planEnergy(charge: CompiledEnergy, minorDigits: number, period: Span, part: Span): EnergyPiece {
  const { room, usedShare } = limitScale(charge, period, part)
  const share = { n: BigInt(daysBetween(part.from, part.to)), d: BigInt(daysBetween(period.from, period.to)) }
  const { tiers, limitDenominator, rateDenominator } = commonScales(charge, room, minorDigits)
  const [flat] = tiers
  if (flat && tiers.length === 1) return flatPiece(flat.rate, rateDenominator, share)
  // Shares of this bill's energy and of the year's may differ in their days: over one denominator they add up.
  const ofFactor = share.n * usedShare.d
  const usedFactor = usedShare.n * share.d
  const partScale = share.d * usedShare.d
  const whole = charge.tierMode === 'whole'
  return ({ of, used, denominator }) => {
    const scale = denominator * partScale
    const start = used * usedFactor * limitDenominator
    const own = of * ofFactor * limitDenominator
    const divisor = scale * limitDenominator * rateDenominator
    return whole ? wholeAmount(tiers, own, start + own, scale, divisor) : blockAmount(tiers, start, start + own, scale, divisor)
  }
}

function flatPiece(rate: bigint, rateDenominator: bigint, share: Ratio): EnergyPiece {
  const factor = rate * share.n
  const scale = rateDenominator * share.d
  return share.n === share.d
    ? ({ of, denominator }) => roundHalfUp(of * rate, denominator * rateDenominator)
    : ({ of, denominator }) => roundHalfUp(of * factor, denominator * scale)
}

/** Limits and rates each over one denominator. */
function commonScales(charge: CompiledEnergy, room: Ratio, minorDigits: number) {
  const limits = charge.tiers.map(({ upTo }) => (upTo === null ? null : multiply(upTo, room)))
  const limitDenominator = limits.reduce((product, limit) => largerScale(product, limit?.d ?? 1n), 1n)
  const rateDenominator = charge.tiers.reduce((product, { rate }) => largerScale(product, rate.d), 1n)
  const minor = 10n ** BigInt(minorDigits)
  const tiers = charge.tiers.map(({ rate }, index): PlannedTier => {
    const limit = limits[index] ?? null
    return { limit: limit === null ? null : limit.n * (limitDenominator / limit.d), rate: rate.n * (rateDenominator / rate.d) * minor }
  })
  return { tiers, limitDenominator, rateDenominator }
}

/** A denominator that both divide. */
const largerScale = (a: bigint, b: bigint): bigint => (a % b === 0n ? a : b % a === 0n ? b : a * b)

function blockAmount(tiers: readonly PlannedTier[], start: bigint, end: bigint, scale: bigint, divisor: bigint): bigint {
  let amount = 0n
  let from = start
  for (const { limit, rate } of tiers) {
    const reach = limit === null ? end : limit * scale
    const upper = reach < end ? reach : end
    if (upper > from) {
      amount += roundHalfUp((upper - from) * rate, divisor)
      from = upper
    }
    if (from >= end) break
  }
  return amount
}

function wholeAmount(tiers: readonly PlannedTier[], own: bigint, end: bigint, scale: bigint, divisor: bigint): bigint {
  const reached = tiers.find(({ limit }) => limit === null || end <= limit * scale)
  return reached ? roundHalfUp(own * reached.rate, divisor) : 0n
}
