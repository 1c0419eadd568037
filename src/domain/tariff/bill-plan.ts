/**
 * Rating millions of bills: what terms, tariffs and days have in common is worked out once, and a bill then takes a few
 * whole-number multiplications. The same sums as `rateBill` to the fen (a property test holds them together); what needs
 * more than a bill's total energy (registers, demand, reactive energy) or lacks a version is left to `rateBill`.
 */
import { roundHalfUp } from '../decimal'
import type { Wh } from '../energy'
import { fen, type Fen } from '../money'
import { categoriesOf, type AssignmentTerms } from './assignment'
import { chargeParts } from './charges/energy'
import { fixedLine } from './charges/standing'
import type { CompiledTariff, CompiledVersion } from './compile'
import { planEnergy, type EnergyPiece, type ScaledKwh } from './plan-energy'
import { planShares } from './plan-shares'
import { assertBooksCurrency } from './rate-bill'
import { leastUnits } from './rate-category'
import type { Span } from './rating-types'
import { versionSpans } from './spans'

/** What a bill comes to. Energy must not be negative. */
export type BillPlan = (energyWh: Wh, yearToDateWh: Wh) => Fen

type CategoryPlan = (kwh: ScaledKwh) => bigint

const WH_PER_KWH = 1000n

/** @returns null when these bills need the full engine. */
export function planBills(terms: AssignmentTerms, tariffs: ReadonlyMap<string, CompiledTariff>, period: Span): BillPlan | null {
  const categories = categoriesOf(terms)
  const plans: CategoryPlan[] = []
  for (const category of categories) {
    const tariff = tariffs.get(category)
    const plan = tariff && planCategory(tariff, period)
    if (!plan) return null
    assertBooksCurrency(tariff)
    plans.push(plan)
  }
  const [only] = plans
  if (only && plans.length === 1) return (energyWh, yearToDateWh) => fen(only({ of: energyWh, used: yearToDateWh, denominator: WH_PER_KWH }))
  return splitPlan(terms, categories, plans)
}

function splitPlan(terms: AssignmentTerms, categories: readonly string[], plans: readonly CategoryPlan[]): BillPlan {
  const shares = planShares(terms, categories)
  const units = categories.map(() => 0n)
  return (energyWh, yearToDateWh) => {
    shares.unitsOf(energyWh, units)
    // A category's part of the year's energy is its part of this bill's: that fraction has the bill's energy below the line.
    const whole = energyWh === 0n ? 1n : energyWh
    let amount = 0n
    for (let index = 0; index < plans.length; index += 1) {
      const own = units[index] ?? 0n
      amount += plans[index]?.({ of: own * whole, used: own * yearToDateWh, denominator: WH_PER_KWH * shares.unitsPerWh * whole }) ?? 0n
    }
    return fen(amount)
  }
}

function planCategory(tariff: CompiledTariff, period: Span): CategoryPlan | null {
  const plans: CategoryPlan[] = []
  for (const { from, to, version } of versionSpans(tariff, period)) {
    const plan = version && planSpan(tariff, version, period, { from, to })
    if (!plan) return null
    plans.push(plan)
  }
  const [only] = plans
  return only && plans.length === 1 ? only : (kwh) => plans.reduce((sum, plan) => sum + plan(kwh), 0n)
}

/** The charges of one version over its days; a step adds to the lines' sums by charge code. */
function planSpan(tariff: CompiledTariff, version: CompiledVersion, period: Span, span: Span): CategoryPlan | null {
  const needsMore = version.demand.length > 0 || version.powerFactors.length > 0 || version.energy.some((charge) => charge.period !== undefined)
  if (needsMore) return null
  const base = { category: tariff.category, minorDigits: tariff.minorDigits, period, span }
  const energy = version.energy.map((charge) => ({
    code: charge.code,
    pieces: chargeParts(charge, version, span).map((part) => planEnergy(charge, tariff.minorDigits, period, part)),
  }))
  const fixed = version.fixed.map((charge) => ({ code: charge.code, units: fixedLine(charge, base).minorUnits }))
  if (version.percents.length === 0 && version.minimums.length === 0) {
    return plainSum(energy.flatMap(({ pieces }) => pieces), fixed.reduce((sum, { units }) => sum + units, 0n))
  }
  const minimums = version.minimums.map((minimum) => leastUnits(minimum, tariff.minorDigits, period, span))
  return (kwh) => {
    const lines = [
      ...energy.map(({ code, pieces }) => ({ code, units: pieces.reduce((sum, piece) => sum + piece(kwh), 0n) })),
      ...fixed,
    ]
    for (const { code, of, rate } of version.percents) {
      const of100 = lines.reduce((sum, line) => (of.includes(line.code) ? sum + line.units : sum), 0n)
      lines.push({ code, units: roundHalfUp(of100 * rate.n, rate.d * 100n) })
    }
    const sum = lines.reduce((total, { units }) => total + units, 0n)
    return minimums.reduce((total, least) => (least > total ? least : total), sum)
  }
}

function plainSum(pieces: readonly EnergyPiece[], fixed: bigint): CategoryPlan {
  const [only] = pieces
  if (only && pieces.length === 1 && fixed === 0n) return only
  return (kwh) => pieces.reduce((sum, piece) => sum + piece(kwh), fixed)
}

