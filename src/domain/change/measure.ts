/**
 * What each account, or each place, has in a step of the bridge or in a difference against its peers. All of these are
 * sums over bills: so much for each fen, so much for each watt-hour, so much for each bill, by category and period. Whoever
 * adds it up over any set of accounts has their part of the mark; over all of them, the mark, but for its own rounding.
 */
import { energetic, withoutCorrections, type BridgePeriod, type BridgeStep, type CategoryAmount } from './bridge'
import { sumWh, wh } from '../energy'
import { fen, sumFen } from '../money'
import { add, multiply, ONE, ratio, reduced, subtract, ZERO, type Ratio } from '../ratio'

/** In fen: for each fen, and for each watt-hour. */
export interface Weights {
  amount: Ratio
  energy: Ratio
}

export interface MeasureSide {
  /** By category; one that is absent counts nothing. */
  categories: ReadonlyMap<string, Weights>
  /** For each account billed in a month. */
  bill: Ratio
}

export interface Measure {
  earlier: MeasureSide
  later: MeasureSide
}

/** The steps that are worked out from energy and revenue as they would be without corrections. */
export const WEIGHED_STEPS = ['volumeAccounts', 'volumePerAccount', 'mix', 'price', 'residual'] as const satisfies readonly BridgeStep[]
export type WeighedStep = (typeof WEIGHED_STEPS)[number]

const nothing: MeasureSide = { categories: new Map(), bill: ZERO }
const minus = (value: Ratio): Ratio => subtract(ZERO, value)

/** A step of the bridge as a sum over bills without corrections; formulas in `bridge.ts`. */
export function stepMeasure(step: WeighedStep, before: BridgePeriod, after: BridgePeriod): Measure {
  const [all0, all1] = [withoutCorrections(before), withoutCorrections(after)]
  const [was, is] = [energetic(all0), energetic(all1)]
  const [q0, a0, q1] = [energyOf(was), amountOf(was), energyOf(is)]
  const side = (of: ReadonlyMap<string, CategoryAmount>, weigh: (category: string) => Partial<Weights>, bill = ZERO): MeasureSide => ({
    categories: new Map([...of.keys()].map((category) => [category, { amount: ZERO, energy: ZERO, ...weigh(category) }])), bill,
  })
  const counted = (all: ReadonlyMap<string, CategoryAmount>, some: ReadonlyMap<string, CategoryAmount>, sign: Ratio) => side(without(all, some), () => ({ amount: sign }))
  if (step === 'residual') return { earlier: counted(all0, was, minus(ONE)), later: counted(all1, is, ONE) }
  // Without energy before there is no price to hold on to: all that came is volume, and came with the accounts.
  if (q0 === 0n) return step === 'volumeAccounts' ? { earlier: side(was, () => ({ amount: minus(ONE) })), later: side(is, () => ({ amount: ONE })) } : { earlier: nothing, later: nothing }
  const overall = ratio(a0, q0)
  const price0 = (category: string): Ratio => {
    const own = was.get(category) ?? is.get(category)
    return own ? ratio(own.amountFen, own.energyWh) : ZERO
  }
  const perBill = before.accounts === 0 ? null : ratio(a0, BigInt(before.accounts))
  switch (step) {
    case 'price':
      return { earlier: nothing, later: side(is, (category) => ({ amount: ONE, energy: minus(price0(category)) })) }
    case 'mix':
      return {
        earlier: side(was, (category) => ({ energy: minus(multiply(ratio(q1, q0), subtract(price0(category), overall))) })),
        later: side(is, (category) => ({ energy: subtract(price0(category), overall) })),
      }
    case 'volumeAccounts':
      if (perBill) return { earlier: { ...nothing, bill: minus(perBill) }, later: { ...nothing, bill: perBill } }
      return { earlier: side(was, () => ({ energy: minus(overall) })), later: side(is, () => ({ energy: overall })) }
    case 'volumePerAccount':
      if (!perBill) return { earlier: nothing, later: nothing }
      return { earlier: side(was, () => ({ energy: minus(overall) }), perBill), later: side(is, () => ({ energy: overall }), minus(perBill)) }
  }
}

/** What a place is worth against its peers: all of it, of it the mix, and of it the prices within categories. */
export const PEER_PARTS = ['worth', 'mixWorth', 'ownWorth'] as const
export type PeerPart = (typeof PEER_PARTS)[number]

/** The same for a difference against peers; formulas in `peers.ts`. `all`: everyone's energy and revenue. */
export function peerMeasure(part: PeerPart, all: readonly CategoryAmount[]): Measure {
  const peers = summed(all)
  const energy = energyOf(peers)
  const overall = energy === 0n ? ZERO : ratio(amountOf(peers), energy)
  const own = ({ energyWh, amountFen }: CategoryAmount): Ratio => (energyWh === 0n ? ZERO : ratio(amountFen, energyWh))
  const weigh: Record<PeerPart, (one: CategoryAmount) => Weights> = {
    worth: () => ({ amount: ONE, energy: minus(overall) }),
    mixWorth: (one) => ({ amount: ZERO, energy: subtract(own(one), overall) }),
    ownWorth: (one) => ({ amount: ONE, energy: minus(own(one)) }),
  }
  return { earlier: nothing, later: { categories: new Map([...peers].map(([category, one]) => [category, weigh[part](one)])), bill: ZERO } }
}

/** What some bills count for, in exact fen. */
export function weighed({ categories, bill }: MeasureSide, amounts: Iterable<CategoryAmount>, bills: number): Ratio {
  let sum = multiply(bill, ratio(BigInt(bills)))
  for (const { category, energyWh, amountFen } of amounts) {
    const weights = categories.get(category)
    if (!weights) continue
    sum = reduced(add(sum, add(multiply(weights.amount, ratio(amountFen)), multiply(weights.energy, ratio(energyWh)))))
  }
  return sum
}

type ByCategory = ReadonlyMap<string, CategoryAmount>

function summed(all: readonly CategoryAmount[]): ByCategory {
  const sums = new Map<string, CategoryAmount>()
  for (const { category, energyWh, amountFen } of all) {
    const was = sums.get(category)
    sums.set(category, { category, energyWh: wh((was?.energyWh ?? 0n) + energyWh), amountFen: fen((was?.amountFen ?? 0n) + amountFen) })
  }
  return sums
}

const without = (all: ByCategory, some: ByCategory): ByCategory => new Map([...all].filter(([category]) => !some.has(category)))
const energyOf = (all: ByCategory): bigint => sumWh([...all.values()].map(({ energyWh }) => energyWh))
const amountOf = (all: ByCategory): bigint => sumFen([...all.values()].map(({ amountFen }) => amountFen))
