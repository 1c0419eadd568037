import type { BackBillingMonth } from '@/domain/back-billing/compute'
import { sumFen, type Fen } from '@/domain/money'
import type { Column } from '@/ui/column-table'
import { formatSignedYuan, formatYuan } from '@/ui/format'

interface AmountHeads {
  billed: string
  right: string
  difference: string
  penalty: string
}

type AmountColumn = Column<BackBillingMonth> & { foot: string }

/** What was billed, what is right, the difference and, where there is any, the penalty: each month's and their sums. */
export function amountColumns(months: readonly BackBillingMonth[], heads: AmountHeads): AmountColumn[] {
  const column = (head: string, of: (month: BackBillingMonth) => Fen, format: (amount: Fen) => string): AmountColumn => ({
    head, numeric: true, cell: (month) => format(of(month)), foot: format(sumFen(months.map(of))),
  })
  return [
    column(heads.billed, ({ billedFen }) => billedFen, formatYuan),
    column(heads.right, ({ rightFen }) => rightFen, formatYuan),
    column(heads.difference, ({ differenceFen }) => differenceFen, formatSignedYuan),
    ...(months.some(({ penaltyFen }) => penaltyFen !== 0n) ? [column(heads.penalty, ({ penaltyFen }) => penaltyFen, formatSignedYuan)] : []),
  ]
}
