import { useLocale, useTranslations } from 'next-intl'
import type { BackBillingMonth } from '@/domain/back-billing/compute'
import { sumWh, wh, type Wh } from '@/domain/energy'
import { sumFen } from '@/domain/money'
import { formatKwh, formatMonth, formatSignedKwh, formatSignedYuan, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'

/** What an order that moves energy between two accounts brings to this one. */
const movedWh = ({ billed, right }: BackBillingMonth): Wh =>
  wh(right.reduce((sum, { energyWh }) => sum + energyWh, 0n) - billed.reduce((sum, { energyWh }) => sum + energyWh, 0n))

/** The difference month by month, with its sum; energy that moves and penalties have columns where there are any. */
export function BackBillingTable({ months, caption }: { months: readonly BackBillingMonth[]; caption?: string }) {
  const [t, life] = [useTranslations('workOrders.preview'), useTranslations('orderLife.table')]
  const locale = useLocale()
  const difference = sumFen(months.map((month) => month.differenceFen))
  const moves = months.some((month) => movedWh(month) !== 0n)
  const penalty = months.some(({ penaltyFen }) => penaltyFen !== 0n)
  const wide = moves || penalty
  return (
    <Table caption={caption ?? t('table')} {...(wide ? { className: '[&_td]:px-2 [&_th]:px-2 [&_th]:whitespace-normal' } : {})}>
      <thead>
        <tr>
          <Th>{t('month')}</Th>
          <Th numeric>{t('energy')}</Th>
          {moves && <Th numeric>{life('moved')}</Th>}
          <Th numeric>{t('billed')}</Th>
          <Th numeric>{t('right')}</Th>
          <Th numeric>{t('difference')}</Th>
          {penalty && <Th numeric>{life('penalty')}</Th>}
        </tr>
      </thead>
      <tbody>
        {months.map((month) => (
          <tr key={month.month}>
            <Td className="whitespace-nowrap">{formatMonth(month.month, locale)}</Td>
            <Td numeric>{formatKwh(month.energyWh)}</Td>
            {moves && <Td numeric>{formatSignedKwh(movedWh(month))}</Td>}
            <Td numeric>{formatYuan(month.billedFen)}</Td>
            <Td numeric>{formatYuan(month.rightFen)}</Td>
            <Td numeric>{formatSignedYuan(month.differenceFen)}</Td>
            {penalty && <Td numeric>{formatSignedYuan(month.penaltyFen)}</Td>}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="font-semibold">
          <Td>{t('total')}</Td>
          <Td numeric>{formatKwh(sumWh(months.map((month) => month.energyWh)))}</Td>
          {moves && <Td numeric>{formatSignedKwh(sumWh(months.map(movedWh)))}</Td>}
          <Td numeric>{formatYuan(sumFen(months.map((month) => month.billedFen)))}</Td>
          <Td numeric>{formatYuan(sumFen(months.map((month) => month.rightFen)))}</Td>
          <Td numeric>
            {!wide && (difference === 0n ? t('nothing') : t(difference > 0n ? 'charge' : 'refund'))} {formatSignedYuan(difference)}
          </Td>
          {penalty && <Td numeric>{formatSignedYuan(sumFen(months.map((month) => month.penaltyFen)))}</Td>}
        </tr>
      </tfoot>
    </Table>
  )
}
