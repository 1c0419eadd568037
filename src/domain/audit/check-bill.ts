/**
 * Checking a posted bill against what it should have been. Three outcomes that are never merged: it matches to the fen, it
 * differs (with the reason worked out by re-pricing its own kWh), or it cannot be checked (with what is missing).
 */
import { wh, type Wh } from '../energy'
import { subtractFen, type Fen } from '../money'
import type { AssignmentTerms } from '../tariff/assignment'
import type { CompiledTariff } from '../tariff/compile'
import { rateBill } from '../tariff/rate-bill'
import type { Span, UncheckableReason } from '../tariff/rating-types'

export interface CheckableBill {
  period: Span
  energyWh: Wh
  amountFen: Fen
  yearToDateWh: Wh
}

/**
 * Why a bill differs: the whole of it was billed on another category (`price`), its split was not applied (`split`), it was
 * billed without the year's earlier energy (`tier`), or none of these explains it (`amount`).
 */
export type DifferenceKind = 'price' | 'split' | 'tier' | 'amount'

export type BillCheck =
  | { outcome: 'match' }
  | {
      outcome: 'differs'
      kind: DifferenceKind
      expectedFen: Fen
      /** Expected less billed: positive is missing revenue. */
      differenceFen: Fen
      /** Categories on which the bill's own kWh come to exactly what was billed. */
      fits: readonly string[]
    }
  | { outcome: 'uncheckable'; reasons: readonly (UncheckableReason | { code: 'no-assignment' })[] }

/** @param terms the assignment on record for the bill's period; null when there is none */
export function checkBill(bill: CheckableBill, terms: AssignmentTerms | null, tariffs: ReadonlyMap<string, CompiledTariff>): BillCheck {
  if (!terms) return { outcome: 'uncheckable', reasons: [{ code: 'no-assignment' }] }
  const expected = rateBill({ ...bill, terms, tariffs })
  if (expected.outcome === 'uncheckable') return expected
  const { amountFen: expectedFen } = expected
  if (expectedFen === bill.amountFen) return { outcome: 'match' }
  const comesTo = (other: AssignmentTerms, yearToDateWh = bill.yearToDateWh): boolean => {
    const rated = rateBill({ ...bill, terms: other, tariffs, yearToDateWh })
    return rated.outcome === 'rated' && rated.amountFen === bill.amountFen
  }
  const fits = [...tariffs.keys()].filter((category) => comesTo({ remainder: category, splits: [] }))
  const kind: DifferenceKind =
    terms.splits.length > 0 && fits.includes(terms.remainder) ? 'split' : fits.length > 0 ? 'price' : comesTo(terms, wh(0n)) ? 'tier' : 'amount'
  return { outcome: 'differs', kind, expectedFen, differenceFen: subtractFen(expectedFen, bill.amountFen), fits }
}
