/** What corrections brought, each part with its sign: what was back-billed, what was given back, penalties. */
import { addFen, fen, ZERO_FEN, type Fen } from '../money'

export interface Posted {
  orderNumber: string
  differenceFen: Fen
  penaltyFen: Fen
}

export interface Brought {
  orders: number
  /** Differences that accounts had to pay; never negative. */
  backBilledFen: Fen
  /** Differences given back to accounts; never positive. */
  refundedFen: Fen
  penaltiesFen: Fen
  /** All three. */
  totalFen: Fen
}

/** Sums up what was posted; a month's difference counts as back-billed or as refunded by its own sign. */
export function broughtBy(entries: Iterable<Posted>): Brought {
  const orders = new Set<string>()
  let [backBilledFen, refundedFen, penaltiesFen] = [ZERO_FEN, ZERO_FEN, ZERO_FEN]
  for (const { orderNumber, differenceFen, penaltyFen } of entries) {
    orders.add(orderNumber)
    if (differenceFen >= 0n) backBilledFen = addFen(backBilledFen, differenceFen)
    else refundedFen = addFen(refundedFen, differenceFen)
    penaltiesFen = addFen(penaltiesFen, penaltyFen)
  }
  return { orders: orders.size, backBilledFen, refundedFen, penaltiesFen, totalFen: fen(backBilledFen + refundedFen + penaltiesFen) }
}

/** The same in groups, the largest total first. */
export function broughtInGroups<Entry extends Posted>(entries: readonly Entry[], keyOf: (entry: Entry) => string): (Brought & { key: string })[] {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) groups.set(keyOf(entry), [...(groups.get(keyOf(entry)) ?? []), entry])
  return [...groups].map(([key, members]) => ({ key, ...broughtBy(members) })).sort((a, b) => (a.totalFen === b.totalFen ? a.key.localeCompare(b.key) : a.totalFen < b.totalFen ? 1 : -1))
}
