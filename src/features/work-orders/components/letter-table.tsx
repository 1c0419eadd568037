import { getTranslations } from 'next-intl/server'
import type { BackBillingMonth } from '@/domain/back-billing/compute'
import { sumWh, wh } from '@/domain/energy'
import { sumFen } from '@/domain/money'
import { formatKwh, formatMonth, formatSignedYuan, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'

/** The letter's months, in the letter's language: the energy as corrected, what was billed, what is right, the difference. */
export async function LetterTable({ months, locale }: { months: readonly BackBillingMonth[]; locale: 'zh-CN' | 'en' }) {
  const t = await getTranslations({ locale, namespace: 'orderLife.letter' })
  const penalty = months.some(({ penaltyFen }) => penaltyFen !== 0n)
  const energyOf = ({ right }: BackBillingMonth) => sumWh(right.map((part) => part.energyWh))
  return (
    <Table caption={t('table')}>
      <thead>
        <tr>
          <Th>{t('month')}</Th>
          <Th numeric>{t('energy')}</Th>
          <Th numeric>{t('billed')}</Th>
          <Th numeric>{t('right')}</Th>
          <Th numeric>{t('difference')}</Th>
          {penalty && <Th numeric>{t('penalty')}</Th>}
        </tr>
      </thead>
      <tbody>
        {months.map((month) => (
          <tr key={month.month}>
            <Td className="whitespace-nowrap">{formatMonth(month.month, locale)}</Td>
            <Td numeric>{formatKwh(energyOf(month))}</Td>
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
          <Td numeric>{formatKwh(wh(months.reduce((sum, month) => sum + energyOf(month), 0n)))}</Td>
          <Td numeric>{formatYuan(sumFen(months.map(({ billedFen }) => billedFen)))}</Td>
          <Td numeric>{formatYuan(sumFen(months.map(({ rightFen }) => rightFen)))}</Td>
          <Td numeric>{formatSignedYuan(sumFen(months.map(({ differenceFen }) => differenceFen)))}</Td>
          {penalty && <Td numeric>{formatSignedYuan(sumFen(months.map(({ penaltyFen }) => penaltyFen)))}</Td>}
        </tr>
      </tfoot>
    </Table>
  )
}
