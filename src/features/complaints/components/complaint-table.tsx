import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { PlainDate } from '@/domain/plain-date'
import { Badge } from '@/ui/badge'
import { formatDate, formatInstant } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { ComplaintRow } from '../queries'
import { ComplaintStateBadge } from './complaint-state-badge'

/** @param props.today for what is overdue */
export function ComplaintTable({ rows, today }: { rows: readonly ComplaintRow[]; today: PlainDate }) {
  const t = useTranslations('complaints')
  const locale = useLocale()
  return (
    <Table caption={t('list')}>
      <thead>
        <tr>
          <Th>{t('number')}</Th>
          <Th>{t('state')}</Th>
          <Th>{t('order')}</Th>
          <Th>{t('account')}</Th>
          <Th>{t('owner')}</Th>
          <Th>{t('due')}</Th>
          <Th>{t('received')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.number} className="hover:bg-raised">
            <Td className="tabular whitespace-nowrap">
              <Link href={`/complaints/${row.number}`} data-row-link className="text-accent block hover:underline">
                {row.number}
              </Link>
            </Td>
            <Td>
              <ComplaintStateBadge state={row.state} />
            </Td>
            <Td className="tabular whitespace-nowrap">
              <Link href={`/work-orders/${row.orderNumber}`} className="hover:text-accent hover:underline">
                {row.orderNumber}
              </Link>
            </Td>
            <Td className="whitespace-nowrap">
              {row.accountName} <span className="text-muted tabular">{row.accountNo}</span>
            </Td>
            <Td className="whitespace-nowrap">{row.ownerName}</Td>
            <Td className="whitespace-nowrap">
              {row.dueOn === null ? '—' : formatDate(row.dueOn, locale)} {row.dueOn !== null && row.dueOn < today && <Badge tone="bad">{t('overdue')}</Badge>}
            </Td>
            <Td className="whitespace-nowrap">{formatInstant(row.receivedAt, locale)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
