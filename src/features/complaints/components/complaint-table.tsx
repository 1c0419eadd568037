import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { PlainDate } from '@/domain/plain-date'
import { Badge } from '@/ui/badge'
import { AccountName, ColumnTable, RowLink, type Column } from '@/ui/column-table'
import { formatDate, formatInstant } from '@/ui/format'
import type { ComplaintRow } from '../queries'
import { ComplaintStateBadge } from './complaint-state-badge'

/** @param props.today for what is overdue */
export function ComplaintTable({ rows, today }: { rows: readonly ComplaintRow[]; today: PlainDate }) {
  const t = useTranslations('complaints')
  const locale = useLocale()
  const columns: Column<ComplaintRow>[] = [
    { head: t('number'), cell: ({ number }) => <RowLink href={`/complaints/${number}`}>{number}</RowLink> },
    { head: t('state'), cell: ({ state }) => <ComplaintStateBadge state={state} /> },
    {
      head: t('order'),
      cell: ({ orderNumber }) => (
        <Link href={`/work-orders/${orderNumber}`} className="hover:text-accent tabular hover:underline">
          {orderNumber}
        </Link>
      ),
    },
    { head: t('account'), cell: ({ accountName, accountNo }) => <AccountName name={accountName} number={accountNo} /> },
    { head: t('owner'), cell: ({ ownerName }) => ownerName },
    {
      head: t('due'),
      cell: ({ dueOn }) => (
        <>
          {dueOn === null ? '—' : formatDate(dueOn, locale)} {dueOn !== null && dueOn < today && <Badge tone="bad">{t('overdue')}</Badge>}
        </>
      ),
    },
    { head: t('received'), cell: ({ receivedAt }) => formatInstant(receivedAt, locale) },
  ]
  return <ColumnTable stacks caption={t('list')} columns={columns} rows={rows} keyOf={({ number }) => number} />
}
