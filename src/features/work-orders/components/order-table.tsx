import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { daysBetween } from '@/domain/plain-date'
import { dayInChina } from '@/server/clock'
import { formatInstant, formatSignedYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { OrderRow } from '../queries'
import { StateBadge } from './state-badge'

/** @param props.at now, for how long an order has waited */
export function OrderTable({ rows, at }: { rows: readonly OrderRow[]; at: Date }) {
  const t = useTranslations('workOrders')
  const locale = useLocale()
  return (
    <Table caption={t('list')}>
      <thead>
        <tr>
          <Th>{t('number')}</Th>
          <Th>{t('state')}</Th>
          <Th>{t('account')}</Th>
          <Th>{t('form.finding')}</Th>
          <Th numeric>{t('difference')}</Th>
          <Th>{t('created')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.number} className="hover:bg-raised">
            <Td className="tabular whitespace-nowrap">
              <Link href={`/work-orders/${row.number}`} data-row-link className="text-accent block hover:underline">
                {row.number}
              </Link>
            </Td>
            <Td>
              <StateBadge state={row.state} />
            </Td>
            <Td className="whitespace-nowrap">
              {row.accountName} <span className="text-muted tabular">{row.accountNo}</span>
            </Td>
            <Td className="whitespace-nowrap">{t(`findings.${row.finding}`)}</Td>
            <Td numeric>{row.differenceFen === null ? '—' : formatSignedYuan(row.differenceFen)}</Td>
            <Td className="whitespace-nowrap">
              {formatInstant(row.createdAt, locale)}
              {row.state === 'submitted' && row.submittedAt && <span className="text-muted block text-sm">{t('waiting', { days: daysBetween(dayInChina(row.submittedAt), dayInChina(at)) })}</span>}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
