import { useLocale, useTranslations } from 'next-intl'
import { daysBetween } from '@/domain/plain-date'
import { dayInChina } from '@/server/clock'
import { AccountName, ColumnTable, RowLink, type Column } from '@/ui/column-table'
import { formatInstant, formatSignedYuan } from '@/ui/format'
import type { OrderRow } from '../queries'
import { StateBadge } from './state-badge'

/** @param props.at now, for how long an order has waited */
export function OrderTable({ rows, at }: { rows: readonly OrderRow[]; at: Date }) {
  const t = useTranslations('workOrders')
  const locale = useLocale()
  const columns: Column<OrderRow>[] = [
    { head: t('number'), cell: ({ number }) => <RowLink href={`/work-orders/${number}`}>{number}</RowLink> },
    { head: t('state'), cell: ({ state }) => <StateBadge state={state} /> },
    { head: t('account'), cell: ({ accountName, accountNo }) => <AccountName name={accountName} number={accountNo} /> },
    { head: t('form.finding'), cell: ({ finding }) => t(`findings.${finding}`) },
    { head: t('difference'), numeric: true, cell: ({ differenceFen }) => (differenceFen === null ? '—' : formatSignedYuan(differenceFen)) },
    {
      head: t('created'),
      cell: ({ createdAt, state, submittedAt }) => (
        <>
          {formatInstant(createdAt, locale)}
          {state === 'submitted' && submittedAt && <span className="text-muted block text-sm">{t('waiting', { days: daysBetween(dayInChina(submittedAt), dayInChina(at)) })}</span>}
        </>
      ),
    },
  ]
  return <ColumnTable stacks caption={t('list')} columns={columns} rows={rows} keyOf={({ number }) => number} />
}
