/**
 * Checking a posted bill against what it should have been. Three outcomes that are never merged: it matches to the fen, it
 * differs (with the reason worked out by re-pricing its own kWh), or it cannot be checked (with what is missing).
 */
import { subtractFen, type Fen } from '../money'
import type { AsIfAmounts } from './as-if-amounts'
import { expectedBill, type AssignedDays, type CheckableBill, type Expectation, type MissingReason } from './expected-bill'
import { explainDifference, type Explanation } from './explain-difference'

export type BillCheck =
  | { outcome: 'match' }
  | {
      outcome: 'differs'
      why: Explanation
      expectedFen: Fen
      /** Expected less billed: positive is missing revenue. */
      differenceFen: Fen
    }
  | { outcome: 'uncheckable'; reasons: readonly MissingReason[] }

/**
 * @param days the assignments on record for the bill's days
 * @param amounts the tariffs, with what bills alike have in common; one for many bills
 * @param expected when it is known already; otherwise the days are rated
 */
export function checkBill(
  bill: CheckableBill,
  days: readonly AssignedDays[],
  amounts: AsIfAmounts,
  expected: Expectation = expectedBill(bill, days, amounts.tariffs),
): BillCheck {
  if (expected.outcome === 'uncheckable') return expected
  const { amountFen: expectedFen } = expected
  if (expectedFen === bill.amountFen) return { outcome: 'match' }
  return { outcome: 'differs', why: explainDifference(bill, days, amounts), expectedFen, differenceFen: subtractFen(expectedFen, bill.amountFen) }
}
