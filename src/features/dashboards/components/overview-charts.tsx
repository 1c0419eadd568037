import { getLocale, getTranslations } from 'next-intl/server'
import { whToKwh } from '@/domain/energy'
import { fenToYuan } from '@/domain/money'
import { categoryName } from '@/ui/category-name'
import type { ChartSeries } from '@/ui/charts/chart-data'
import { MonthlyChart } from '@/ui/charts/monthly-chart'
import { formatKwh, formatMonth, formatYuan } from '@/ui/format'
import type { Figures, Overview } from '../queries'

/** Energy and revenue by month and category; the charts compute nothing. */
export async function OverviewCharts({ months }: { months: Overview['months'] }) {
  const [t, locale] = await Promise.all([getTranslations('dashboard.chart'), getLocale()])
  const labels = months.map(({ month }) => formatMonth(month, locale))
  const series = (point: (figures: Figures) => ChartSeries['points'][number]): ChartSeries[] =>
    (months[0]?.categories ?? []).map(({ category }, index) => ({
      key: category.code,
      label: categoryName(category, locale),
      points: months.flatMap(({ categories }) => {
        const figures = categories[index]?.figures
        return figures ? [point(figures)] : []
      }),
    }))
  return (
    <div className="mb-4 grid gap-4 xl:grid-cols-2">
      <MonthlyChart title={t('energy')} labels={labels} series={series(({ energyWh }) => ({ value: whToKwh(energyWh), text: formatKwh(energyWh) }))} />
      <MonthlyChart title={t('revenue')} labels={labels} series={series(({ amountFen }) => ({ value: fenToYuan(amountFen), text: formatYuan(amountFen) }))} />
    </div>
  )
}
