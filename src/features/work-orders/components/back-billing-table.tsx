import { useLocale, useTranslations } from 'next-intl'
import type { BackBillingMonth } from '@/domain/back-billing/compute'
import { sumWh } from '@/domain/energy'
import { sumFen } from '@/domain/money'
import { formatKwh, formatMonth, formatSignedYuan, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'

/** The difference month by month on the same kWh, with its sum. */
export function BackBillingTable({ months }: { months: readonly BackBillingMonth[] }) {
  const t = useTranslations('workOrders.preview')
  const locale = useLocale()
  const difference = sumFen(months.map((month) => month.differenceFen))
  return (
    <Table caption={t('table')}>
      <thead>
        <tr>
          <Th>{t('month')}</Th>
          <Th numeric>{t('energy')}</Th>
          <Th numeric>{t('billed')}</Th>
          <Th numeric>{t('right')}</Th>
          <Th numeric>{t('difference')}</Th>
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, energyWh, billedFen, rightFen, differenceFen }) => (
          <tr key={month}>
            <Td className="whitespace-nowrap">{formatMonth(month, locale)}</Td>
            <Td numeric>{formatKwh(energyWh)}</Td>
            <Td numeric>{formatYuan(billedFen)}</Td>
            <Td numeric>{formatYuan(rightFen)}</Td>
            <Td numeric>{formatSignedYuan(differenceFen)}</Td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="font-semibold">
          <Td>{t('total')}</Td>
          <Td numeric>{formatKwh(sumWh(months.map((month) => month.energyWh)))}</Td>
          <Td numeric>{formatYuan(sumFen(months.map((month) => month.billedFen)))}</Td>
          <Td numeric>{formatYuan(sumFen(months.map((month) => month.rightFen)))}</Td>
          <Td numeric>
            {difference === 0n ? t('nothing') : t(difference > 0n ? 'charge' : 'refund')} {formatSignedYuan(difference)}
          </Td>
        </tr>
      </tfoot>
    </Table>
  )
}
