import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { maskName } from '@/domain/identity/masking'
import { dayInChina } from '@/server/clock'
import { formatDate, formatSignedYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { OrderRegister } from '../register-queries'
import { StateBadge } from './state-badge'

/** A month's orders by number, with the sum of what stands in the books. */
export function RegisterTable({ rows, applied }: OrderRegister) {
  const [t, orders] = [useTranslations('orderLife.register'), useTranslations('workOrders')]
  const locale = useLocale()
  return (
    <Table caption={t('table')}>
      <thead>
        <tr>
          <Th numeric>{t('no')}</Th>
          <Th>{t('number')}</Th>
          <Th>{t('account')}</Th>
          <Th>{t('finding')}</Th>
          <Th>{t('effective')}</Th>
          <Th numeric>{t('difference')}</Th>
          <Th numeric>{t('penalty')}</Th>
          <Th>{t('state')}</Th>
          <Th>{t('preparer')}</Th>
          <Th>{t('approver')}</Th>
          <Th>{t('applied')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          <tr key={row.number}>
            <Td numeric>{place + 1}</Td>
            <Td className="tabular whitespace-nowrap">
              <Link href={`/work-orders/${row.number}`} data-row-link className="text-accent hover:underline">
                {row.number}
              </Link>
            </Td>
            <Td>
              {maskName(row.accountName)} <span className="text-muted tabular block text-sm">{row.accountNo}</span>
            </Td>
            <Td className="min-w-24">{orders(`findings.${row.finding}`)}</Td>
            <Td className="whitespace-nowrap">{formatDate(row.effectiveFrom, locale)}</Td>
            <Td numeric>{row.differenceFen === null ? '—' : formatSignedYuan(row.differenceFen)}</Td>
            <Td numeric>{row.penaltyFen === null || row.penaltyFen === 0n ? '—' : formatSignedYuan(row.penaltyFen)}</Td>
            <Td>
              <StateBadge state={row.state} />
            </Td>
            <Td className="whitespace-nowrap">{row.preparerName}</Td>
            <Td className="whitespace-nowrap">{row.approverName ?? '—'}</Td>
            <Td className="whitespace-nowrap">{row.appliedAt ? formatDate(dayInChina(row.appliedAt), locale) : '—'}</Td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="font-semibold">
          <Td colSpan={5}>
            {t('total')} · {t('count', { count: applied.orders })}
          </Td>
          <Td numeric>{formatSignedYuan(applied.differenceFen)}</Td>
          <Td numeric>{formatSignedYuan(applied.penaltyFen)}</Td>
          <Td colSpan={4} />
        </tr>
      </tfoot>
    </Table>
  )
}
