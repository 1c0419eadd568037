import { useLocale, useTranslations } from 'next-intl'
import { changeBetween } from '@/domain/change/change'
import { addMonths } from '@/domain/plain-date'
import { Card } from '@/ui/card'
import { categoryName } from '@/ui/category-name'
import { Change } from '@/ui/change'
import { formatCount, formatKwh, formatMonth, formatPercent, formatPrice, formatSignedCount, formatSignedKwh, formatSignedYuan, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { Figures, Overview } from '../queries'
import type { Compare } from '../view'

/** Every month of the range by category, with the change against the month it is compared with where both were billed. */
export function MonthTable({ months, history, compare }: Pick<Overview, 'months' | 'history'> & { compare: Compare }) {
  const t = useTranslations('dashboard.byMonth')
  const common = useTranslations('common')
  const locale = useLocale()
  const words = useTranslations('analysis')
  const title = t('title', { compared: words(`compare.${compare}`) })
  return (
    <Card title={title} flush className="mb-4">
      <Table caption={title}>
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
            const compared = addMonths(month, compare === 'year' ? -12 : -1)
            const found = history.find((other) => other.month === compared)?.shown
            const before = all.accounts > 0 && found && found.all.accounts > 0 ? found : undefined
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
