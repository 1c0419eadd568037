/**
 * A place held against its peers, in money: so that a small place, however odd its average price, does not come before a
 * large one. What its revenue is more than its energy at everyone's average price is split exactly into its mix (more of
 * the dear categories) and its prices within them.
 */
import { sumWh, type Wh } from '../energy'
import { fen, sumFen, type Fen } from '../money'
import { add, multiply, ratio, subtract, toScaled, ZERO } from '../ratio'
import type { CategoryAmount } from './bridge'

export interface Place {
  key: string
  categories: readonly CategoryAmount[]
}

export interface AgainstPeers {
  key: string
  energyWh: Wh
  amountFen: Fen
  /** Revenue less energy × the overall average price. */
  worthFen: Fen
  /** Of it: energy by category at everyone's category price, less at the overall price. */
  mixFen: Fen
  /** Of it: the rest, from prices within categories. */
  priceFen: Fen
}

/** Each place against all of them together, in their order. The worths add up to 0 but for rounding, half a fen a place. */
export function againstPeers(places: readonly Place[]): AgainstPeers[] {
  const all = new Map<string, { energyWh: bigint; amountFen: bigint }>()
  for (const { category, energyWh, amountFen } of places.flatMap(({ categories }) => categories)) {
    const was = all.get(category)
    all.set(category, { energyWh: (was?.energyWh ?? 0n) + energyWh, amountFen: (was?.amountFen ?? 0n) + amountFen })
  }
  const [energy, amount] = [...all.values()].reduce(([wh, fens], one) => [wh + one.energyWh, fens + one.amountFen], [0n, 0n])
  return places.map(({ key, categories }) => {
    const [energyWh, amountFen] = [sumWh(categories.map((one) => one.energyWh)), sumFen(categories.map((one) => one.amountFen))]
    const atOverall = energy === 0n ? ZERO : ratio(energyWh * amount, energy)
    const atCategories = categories.reduce((sum, one) => {
      const peers = all.get(one.category)
      return peers && peers.energyWh !== 0n ? add(sum, multiply(ratio(one.energyWh), ratio(peers.amountFen, peers.energyWh))) : sum
    }, ZERO)
    const worthFen = fen(toScaled(subtract(ratio(amountFen), atOverall), 0))
    const mixFen = fen(toScaled(subtract(atCategories, atOverall), 0))
    return { key, energyWh, amountFen, worthFen, mixFen, priceFen: fen(worthFen - mixFen) }
  })
}

/**
 * A change in per cent, shrunk towards 0 the smaller the place: (now − before) ÷ (before + typical). Whole per mille, for a
 * colour; never shown as a number.
 */
export function shrunkPermille(before: bigint, now: bigint, typical: bigint): number {
  const base = (before < 0n ? -before : before) + (typical < 0n ? -typical : typical)
  return base === 0n ? 0 : Number(((now - before) * 1000n) / base)
}

/** The middle one, of an even number the upper of the two; 0 of none. */
export const typicalOf = (values: readonly bigint[]): bigint => values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))[Math.floor(values.length / 2)] ?? 0n
