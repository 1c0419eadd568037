import type { Fen } from '../money'
import { sameParts } from './adjustments'
import type { BackBillingMonth } from './compute'

type MonthParts = Pick<BackBillingMonth, 'month' | 'billed' | 'right'> & { penaltyFen?: Fen }

/** Whether two back-billings are the same month by month and part by part, penalties included: what was submitted is what would be posted. */
export const sameMonths = (a: readonly MonthParts[], b: readonly MonthParts[]): boolean =>
  a.length === b.length &&
  a.every((month, index) => {
    const other = b[index]
    return other !== undefined && other.month === month.month && (other.penaltyFen ?? 0n) === (month.penaltyFen ?? 0n) && sameParts(other.billed, month.billed) && sameParts(other.right, month.right)
  })
