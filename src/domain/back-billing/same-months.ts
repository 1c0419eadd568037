import { sameParts } from './adjustments'
import type { BackBillingMonth } from './compute'

type MonthParts = Pick<BackBillingMonth, 'month' | 'billed' | 'right'>

/** Whether two back-billings are the same month by month and part by part: what was submitted is what would be posted. */
export const sameMonths = (a: readonly MonthParts[], b: readonly MonthParts[]): boolean =>
  a.length === b.length &&
  a.every((month, index) => {
    const other = b[index]
    return other !== undefined && other.month === month.month && sameParts(other.billed, month.billed) && sameParts(other.right, month.right)
  })
