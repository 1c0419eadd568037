import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { maskName } from '@/domain/identity/masking'
import type { Fen } from '@/domain/money'
import { ColumnTable, type Column } from '@/ui/column-table'
import { formatMonth, formatSignedYuan } from '@/ui/format'
import type { RecoveredPage } from '../recovered-page-queries'
import { OrderNumber } from './order-number'

type NewBasisBill = RecoveredPage['newBasis']['bills'][number]

interface NewBasisTableProps {
  caption: string
  bills: readonly Pick<NewBasisBill, 'month' | 'accountNo' | 'accountName' | 'orderNumber' | 'differenceFen'>[]
  /** Whether the viewer may open work orders. */
  mayOpen: boolean
  /** What stands below: a word for the sum, and the sum. */
  sum?: { label: string; amountFen: Fen }
}

const LINK = 'text-accent underline underline-offset-2'

/** Bills that orders have put on the new basis, each with what that makes of it. */
export function NewBasisTable({ caption, bills, mayOpen, sum }: NewBasisTableProps) {
  const t = useTranslations('analysis')
  const locale = useLocale()
  const columns: Column<NewBasisTableProps['bills'][number]>[] = [
    { head: t('month'), cell: ({ month }) => formatMonth(month, locale), ...(sum && { foot: sum.label }) },
    {
      head: t('brought.account'),
      cell: ({ accountNo, accountName, month }) => (
        <>
          <Link href={`/accounts/${accountNo}?bill=${month}`} prefetch={false} className={LINK}>
            {accountNo}
          </Link>{' '}
          {maskName(accountName)}
        </>
      ),
    },
    {
      head: t('brought.orders'),
      cell: ({ orderNumber }) => <OrderNumber number={orderNumber} mayOpen={mayOpen} />,
    },
    { head: t('why.amount'), numeric: true, cell: ({ differenceFen }) => formatSignedYuan(differenceFen), ...(sum && { foot: formatSignedYuan(sum.amountFen) }) },
  ]
  return <ColumnTable stacks caption={caption} columns={columns} rows={bills} keyOf={({ month, orderNumber, accountNo }) => `${month} ${orderNumber} ${accountNo}`} />
}
