import { useLocale, useTranslations } from 'next-intl'
import { percentChange } from '@/domain/change/change'
import { Card } from '@/ui/card'
import { categoryName } from '@/ui/category-name'
import { formatCount, formatKwh, formatMonth, formatPercent, formatPrice, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { Figures, Overview } from '../queries'

/** Every month of the range by category, with the change against the month before. */
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
            <Th numeric>{common('energyKwh')}</Th>
            <Th numeric>{t('energyChange')}</Th>
            <Th numeric>{common('revenueYuan')}</Th>
            <Th numeric>{t('revenueChange')}</Th>
            <Th numeric>{common('averagePriceUnit')}</Th>
          </tr>
        </thead>
        <tbody>
          {months.flatMap(({ month, all, categories }, place) => {
            const before = months[place - 1]
            const rows = [
              ...categories.map(({ category, figures }, index) => ({ key: category.code, label: categoryName(category, locale), figures, earlier: before?.categories[index]?.figures })),
              { key: 'all', label: common('total'), figures: all, earlier: before?.all },
            ]
            return rows.map(({ key, label, figures, earlier }) => (
              <tr key={`${month} ${key}`} data-row={`${month} ${key}`} className={key === 'all' ? 'bg-raised font-semibold' : ''}>
                <Td className="whitespace-nowrap">{formatMonth(month, locale)}</Td>
                <Td className="whitespace-nowrap">{label}</Td>
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
  return (
    <>
      <Td numeric>{formatCount(figures.accounts)}</Td>
      <Td numeric>{formatKwh(figures.energyWh)}</Td>
      <Td numeric>{formatPercent(earlier ? percentChange(earlier.energyWh, figures.energyWh) : null)}</Td>
      <Td numeric>{formatYuan(figures.amountFen)}</Td>
      <Td numeric>{formatPercent(earlier ? percentChange(earlier.amountFen, figures.amountFen) : null)}</Td>
      <Td numeric>{formatPrice(figures.averagePrice)}</Td>
    </>
  )
}
