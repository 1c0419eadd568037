import { priceChange } from '@/domain/change/change'
import { signOf } from '@/domain/decimal'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { categoryName } from '@/ui/category-name'
import { Card } from '@/ui/card'
import { Change } from '@/ui/change'
import { formatCount, formatKwh, formatList, formatMonth, formatPercent, formatPrice, formatSignedCount, formatSignedKwh, formatSignedPrice, formatSignedYuan, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import { pricesMoved } from '../price-note'
import type { CategoryChange, Overview } from '../queries'
import { viewHref, type ViewParams } from '../view'

interface ComparisonTableProps {
  comparison: NonNullable<Overview['comparison']>
  params: ViewParams
}

/** Two months side by side by category: accounts, energy, revenue and average price, with each change. */
export function ComparisonTable({ comparison, params }: ComparisonTableProps) {
  const t = useTranslations('dashboard.compare')
  const common = useTranslations('common')
  const locale = useLocale()
  const [before, now] = [formatMonth(comparison.from, locale), formatMonth(comparison.to, locale)]
  const moved = pricesMoved(comparison.categories)
  const ofCategories = comparison.categories.map((row) => ({ key: row.category.code, label: categoryName(row.category, locale), ...row }))
  const rows = ofCategories.length > 1 ? [...ofCategories, { key: 'all', label: common('total'), ...comparison.all }] : ofCategories
  return (
    <Card title={t('title', { from: before, to: now })} flush className="mb-4">
      <Table caption={t('title', { from: before, to: now })}>
        <thead>
          <tr>
            <Th>{common('category')}</Th>
            <Th>{common('month')}</Th>
            <Th numeric>{common('accounts')}</Th>
            <Th numeric>{common('energyKwh')}</Th>
            <Th numeric>{common('revenueYuan')}</Th>
            <Th numeric>{common('averagePriceUnit')}</Th>
          </tr>
        </thead>
        {rows.map((row) => (
          <tbody key={row.key} data-category={row.key} className={row.key === 'all' ? 'font-semibold' : ''}>
            <tr>
              <th scope="rowgroup" rowSpan={3} className="border-line border-b px-3 py-2 text-left align-top font-medium whitespace-nowrap">
                {row.key === 'all' ? (
                  row.label
                ) : (
                  <Link prefetch={false} className="text-accent hover:underline" href={viewHref('/dashboard/accounts', { ...params, from: comparison.to, to: comparison.to, category: row.key }, { baseFrom: comparison.from, baseTo: comparison.from })}>
                    {row.label}
                  </Link>
                )}
              </th>
              <MonthCells label={before} figures={row.before} />
            </tr>
            <tr>
              <MonthCells label={now} figures={row.now} />
            </tr>
            <tr className="bg-raised">
              <ChangeCells label={common('change')} row={row} />
            </tr>
          </tbody>
        ))}
      </Table>
      <p className="text-muted px-4 py-3">
        {moved.length === 0 ? t('priceNote') : t('priceMoved', { categories: formatList(moved.map((category) => categoryName(category, locale)), locale) })}
      </p>
    </Card>
  )
}

function MonthCells({ label, figures }: { label: string; figures: CategoryChange['before'] }) {
  return (
    <>
      <Td className="whitespace-nowrap">{label}</Td>
      <Td numeric>{formatCount(figures.accounts)}</Td>
      <Td numeric>{formatKwh(figures.energyWh)}</Td>
      <Td numeric>{formatYuan(figures.amountFen)}</Td>
      <Td numeric>{formatPrice(figures.averagePrice)}</Td>
    </>
  )
}

function ChangeCells({ label, row: { before, now, change } }: { label: string; row: Omit<CategoryChange, 'category'> }) {
  const price = priceChange(before.averagePrice, now.averagePrice)
  return (
    <>
      <Td>{label}</Td>
      <Td numeric>
        <Change direction={change.accounts}>{`${formatSignedCount(change.accounts)} (${formatPercent(change.accountsPercent)})`}</Change>
      </Td>
      <Td numeric>
        <Change direction={signOf(change.energyWh)}>{`${formatSignedKwh(change.energyWh)} (${formatPercent(change.energyPercent)})`}</Change>
      </Td>
      <Td numeric>
        <Change direction={signOf(change.amountFen)}>{`${formatSignedYuan(change.amountFen)} (${formatPercent(change.amountPercent)})`}</Change>
      </Td>
      <Td numeric>{price ? <Change direction={price.direction}>{`${formatSignedPrice(price.difference)} (${formatPercent(price.percent)})`}</Change> : '—'}</Td>
    </>
  )
}
