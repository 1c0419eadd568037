/** What another price would change, bill by bill: the sum, how it is spread, and the accounts that it changes most. */
import { fen, subtractFen, type Fen } from '../money'

export interface RepricedBill {
  accountId: bigint
  stationId: number
  energyWh: bigint
  oldFen: Fen
  newFen: Fen
}

/** A bar of the distribution: bills whose difference lies from `fromFen` (inclusive) to below `toFen`; null is open. */
export interface ChangeBucket {
  fromFen: Fen | null
  toFen: Fen | null
  bills: number
  differenceFen: Fen
}

const LIMITS = [-50_000n, -20_000n, -10_000n, -5_000n, -2_000n, -1_000n, 0n, 1n, 1_001n, 2_001n, 5_001n, 10_001n, 20_001n, 50_001n]
const MOST_CHANGED = 50

/** Takes bills one after the other and keeps only what its summary needs. */
export class PriceChange {
  private bills = 0
  private old = 0n
  private changed = 0n
  /** Between neighbouring limits; the fourth from the middle holds those that do not change at all. */
  private readonly buckets = Array.from({ length: LIMITS.length + 1 }, () => ({ bills: 0, difference: 0n }))
  private most: RepricedBill[] = []

  add(bill: RepricedBill): void {
    const difference = subtractFen(bill.newFen, bill.oldFen)
    this.bills += 1
    this.old += bill.oldFen
    this.changed += difference
    const place = LIMITS.findIndex((limit) => difference < limit)
    const bucket = this.buckets[place === -1 ? LIMITS.length : place]
    if (bucket) {
      bucket.bills += 1
      bucket.difference += difference
    }
    this.most.push(bill)
    if (this.most.length >= MOST_CHANGED * 20) this.most = mostChanged(this.most)
  }

  summary() {
    return {
      bills: this.bills,
      oldFen: fen(this.old),
      newFen: fen(this.old + this.changed),
      differenceFen: fen(this.changed),
      buckets: this.buckets.map(({ bills, difference }, index): ChangeBucket => ({
        fromFen: limitAt(index - 1), toFen: limitAt(index), bills, differenceFen: fen(difference),
      })),
      most: mostChanged(this.most),
    }
  }
}

const limitAt = (index: number): Fen | null => {
  const limit = LIMITS[index]
  return limit === undefined ? null : fen(limit)
}

const size = ({ oldFen, newFen }: RepricedBill): bigint => (newFen > oldFen ? newFen - oldFen : oldFen - newFen)

/** The largest differences of either sign; of equals, the account first in order. Bills without a difference fall out. */
const mostChanged = (bills: readonly RepricedBill[]): RepricedBill[] =>
  bills
    .filter((bill) => size(bill) > 0n)
    .sort((a, b) => compareBig(size(b), size(a)) || a.stationId - b.stationId || compareBig(a.accountId, b.accountId))
    .slice(0, MOST_CHANGED)

const compareBig = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0)
