/**
 * Why revenue changed between two periods, in steps that add up to the fen.
 *
 * With Q energy, s a category's share of it, p a category's and P the overall average price, 0 before and 1 after:
 * volume (Q₁−Q₀)P₀, split into accounts (N₁−N₀)e₀P₀ and energy per account N₁(e₁−e₀)P₀; mix Q₁Σ(s₁−s₀)(p₀−P₀);
 * price ΣQ₁s₁(p₁−p₀). A re-coded account moves energy between categories, so what corrections moved is taken out of both
 * periods first and stands as a step of its own, as does back-billing posted. What is charged without any energy fits
 * into none of them: it is the residual.
 *
 * Everything is computed in exact fractions. At the end the parts are rounded down and the fen that are left go to those
 * with the largest remainder, so that no part is a whole fen off and the sum is the change.
 */
import { sumWh, wh, type Wh } from '../energy'
import { fen, sumFen, type Fen } from '../money'
import { multiply, ratio, subtract, ZERO, type Ratio } from '../ratio'
import { roundTogether } from './round-together'

export interface CategoryAmount {
  /** The category's code. */
  category: string
  energyWh: Wh
  amountFen: Fen
}

export interface BridgePeriod {
  /** Accounts billed; over several months, each month's added up. */
  accounts: number
  /** The period's revenue by category, with corrections in it and without back-billing. One entry a category. */
  categories: readonly CategoryAmount[]
  /**
   * How much of that is so because accounts were corrected: for each of them, as it is less as it would have been, by
   * category. Energy moves between categories, so it adds up to 0.
   */
  corrections: readonly CategoryAmount[]
  /** Adjustments posted in the period for other months. */
  backBilledFen: Fen
}

export interface CategoryStep {
  category: string
  price: Fen
  mix: Fen
}

export interface Bridge {
  /** Revenue before and after, back-billing included. */
  from: Fen
  to: Fen
  price: Fen
  corrections: Fen
  mix: Fen
  /** `volumeAccounts` + `volumePerAccount`. */
  volume: Fen
  volumeAccounts: Fen
  volumePerAccount: Fen
  backBilling: Fen
  /** Charges without energy: after less before. */
  residual: Fen
  /** Price and mix by category; they add up to the steps. */
  byCategory: CategoryStep[]
}

/** The steps in the order in which they are shown. `from` + all of them = `to`. */
export const BRIDGE_STEPS = ['volumeAccounts', 'volumePerAccount', 'mix', 'price', 'corrections', 'backBilling', 'residual'] as const
export type BridgeStep = (typeof BRIDGE_STEPS)[number]

/** @throws RangeError when a category stands twice in a period */
export function revenueBridge(before: BridgePeriod, after: BridgePeriod): Bridge {
  const [uncorrected0, uncorrected1] = [withoutCorrections(before), withoutCorrections(after)]
  const keys = [...new Set([...uncorrected0.keys(), ...uncorrected1.keys()])]
  const parts = exactParts({ keys, before: energetic(uncorrected0), after: energetic(uncorrected1), accounts: [before.accounts, after.accounts] })
  const whole = roundTogether([...parts.price, ...parts.mix, parts.volumeAccounts, parts.volumePerAccount])
  const byCategory = keys.map((category, index) => ({ category, price: whole[index] ?? fen(0n), mix: whole[keys.length + index] ?? fen(0n) }))
  const [volumeAccounts, volumePerAccount] = [whole[2 * keys.length] ?? fen(0n), whole[2 * keys.length + 1] ?? fen(0n)]
  return {
    from: revenueOf(before),
    to: revenueOf(after),
    price: sumFen(byCategory.map(({ price }) => price)),
    corrections: fen(amountOf(after.corrections) - amountOf(before.corrections)),
    mix: sumFen(byCategory.map(({ mix }) => mix)),
    volume: fen(volumeAccounts + volumePerAccount),
    volumeAccounts,
    volumePerAccount,
    backBilling: fen(after.backBilledFen - before.backBilledFen),
    residual: fen(withoutEnergy(uncorrected1) - withoutEnergy(uncorrected0)),
    byCategory,
  }
}

/** The categories with energy: what has none has no price, and is the residual. */
export const energetic = (period: ReadonlyMap<string, CategoryAmount>): Map<string, CategoryAmount> => new Map([...period].filter(([, { energyWh }]) => energyWh !== 0n))
const amountOf = (amounts: Iterable<CategoryAmount>): bigint => sumFen([...amounts].map(({ amountFen }) => amountFen))
const revenueOf = ({ categories, backBilledFen }: BridgePeriod): Fen => fen(amountOf(categories) + backBilledFen)
const withoutEnergy = (period: ReadonlyMap<string, CategoryAmount>): bigint => amountOf([...period.values()].filter(({ energyWh }) => energyWh === 0n))

/** The period as it would have been had nobody been corrected. @throws RangeError when a category stands twice */
export function withoutCorrections({ categories, corrections }: Pick<BridgePeriod, 'categories' | 'corrections'>): Map<string, CategoryAmount> {
  const left = new Map<string, CategoryAmount>()
  for (const one of categories) {
    if (left.has(one.category)) throw new RangeError(`category ${one.category} stands twice`)
    left.set(one.category, one)
  }
  for (const { category, energyWh, amountFen } of corrections) {
    const was = left.get(category)
    left.set(category, { category, energyWh: wh((was?.energyWh ?? 0n) - energyWh), amountFen: fen((was?.amountFen ?? 0n) - amountFen) })
  }
  return left
}

interface Exact {
  keys: readonly string[]
  /** Categories with energy, by code. */
  before: ReadonlyMap<string, CategoryAmount>
  after: ReadonlyMap<string, CategoryAmount>
  accounts: readonly [before: number, after: number]
}

function exactParts({ keys, before, after, accounts }: Exact) {
  const [q0, q1] = [sumWh([...before.values()].map(({ energyWh }) => energyWh)), sumWh([...after.values()].map(({ energyWh }) => energyWh))]
  const [a0, a1] = [amountOf(before.values()), amountOf(after.values())]
  const none = keys.map(() => ZERO)
  // Nothing to hold a price or a share against: what came or went is volume.
  if (q0 === 0n) return { price: none, mix: none, volumeAccounts: ratio(a1 - a0), volumePerAccount: ZERO }
  const overall = ratio(a0, q0)
  const byCategory = keys.map((key) => {
    const [was, is] = [before.get(key), after.get(key)]
    const energy1 = is?.energyWh ?? 0n
    // A category that was not there before has no earlier price: its own stands in, so that it counts as mix.
    const price0 = was ? ratio(was.amountFen, was.energyWh) : is ? ratio(is.amountFen, is.energyWh) : ZERO
    const moved = subtract(ratio(energy1), ratio(q1 * (was?.energyWh ?? 0n), q0))
    return { price: subtract(ratio(is?.amountFen ?? 0n), multiply(ratio(energy1), price0)), mix: multiply(moved, subtract(price0, overall)) }
  })
  const volume = multiply(ratio(q1 - q0), overall)
  return { price: byCategory.map(({ price }) => price), mix: byCategory.map(({ mix }) => mix), ...volumeParts(volume, a0, accounts) }
}

/** Volume in what more or fewer accounts bring at the energy they used before, and what each uses more or less. */
function volumeParts(volume: Ratio, amountBefore: bigint, [before, after]: readonly [number, number]) {
  // Without accounts before there is no energy per account to hold on to: all came with the accounts.
  const volumeAccounts = before === 0 ? volume : ratio(BigInt(after - before) * amountBefore, BigInt(before))
  return { volumeAccounts, volumePerAccount: subtract(volume, volumeAccounts) }
}
