import { useLocale, useTranslations } from 'next-intl'
import { changeBetween } from '@/domain/change/change'
import { addMonths } from '@/domain/plain-date'
import { Card } from '@/ui/card'
import { categoryName } from '@/ui/category-name'
import { Change } from '@/ui/change'
import { formatCount, formatKwh, formatMonth, formatPercent, formatPrice, formatSignedCount, formatSignedKwh, formatSignedYuan, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { Figures, Overview } from '../queries'

/** Every month of the range by category, with the change against the month before where both were billed. */
export function MonthTable({ months }: { months: Overview['months'] }) {
  const t = useTranslations('dashboard.byMonth')
  const common = useTranslations('common')
  const locale = useLocale()
  return (
    <Card title={t('title')} flush className="mb-4">
      <Table caption={t('title')}>
        <thead>
          <tr>
            <Th>{common('month')}</Th>
            <Th>{common('category')}</Th>
            <Th numeric>{common('accounts')}</Th>
            <Th numeric>{t('accountsChange')}</Th>
            <Th numeric>{common('energyKwh')}</Th>
            <Th numeric>{t('energyChange')}</Th>
            <Th numeric>{common('revenueYuan')}</Th>
            <Th numeric>{t('revenueChange')}</Th>
            <Th numeric className="whitespace-normal">
              {common('averagePriceUnit')}
            </Th>
          </tr>
        </thead>
        <tbody>
          {months.flatMap(({ month, all, categories }) => {
            const before = all.accounts > 0 ? months.find((other) => other.month === addMonths(month, -1) && other.all.accounts > 0) : undefined
            const rows = [
              ...categories.map(({ category, figures }, index) => ({ key: category.code, label: categoryName(category, locale), figures, earlier: before?.categories[index]?.figures })),
              ...(categories.length > 1 ? [{ key: 'all', label: common('total'), figures: all, earlier: before?.all }] : []),
            ]
            return rows.map(({ key, label, figures, earlier }) => (
              <tr key={`${month} ${key}`} data-row={`${month} ${key}`} className={key === 'all' ? 'bg-raised font-semibold' : ''}>
                <Td className="tabular whitespace-nowrap">{formatMonth(month, locale)}</Td>
                <Td className="tabular whitespace-nowrap">{label}</Td>
                <MonthFigures figures={figures} earlier={earlier} />
              </tr>
            ))
          })}
        </tbody>
      </Table>
    </Card>
  )
}

function MonthFigures({ figures, earlier }: { figures: Figures; earlier: Figures | undefined }) {
  const change = earlier && changeBetween(earlier, figures)
  return (
    <>
      <Td numeric>{formatCount(figures.accounts)}</Td>
      <ChangeCell direction={change?.accounts} text={change && formatSignedCount(change.accounts)} percent={change?.accountsPercent} />
      <Td numeric>{formatKwh(figures.energyWh)}</Td>
      <ChangeCell direction={change?.energyWh} text={change && formatSignedKwh(change.energyWh)} percent={change?.energyPercent} />
      <Td numeric>{formatYuan(figures.amountFen)}</Td>
      <ChangeCell direction={change?.amountFen} text={change && formatSignedYuan(change.amountFen)} percent={change?.amountPercent} />
      <Td numeric>{formatPrice(figures.averagePrice)}</Td>
    </>
  )
}

function ChangeCell({ direction, text, percent }: { direction: number | bigint | undefined; text: string | undefined; percent: string | null | undefined }) {
  if (direction === undefined || text === undefined) return <Td numeric>—</Td>
  return (
    <Td numeric>
      <Change direction={Number(direction)}>{`${text} (${formatPercent(percent ?? null)})`}</Change>
    </Td>
  )
}
