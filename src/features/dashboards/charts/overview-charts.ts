import { percentOf, priceOf } from '@/domain/change/change'
import { addMonths, type BillingMonth } from '@/domain/plain-date'
import { categoryName } from '@/ui/category-name'
import type { ChartPoint, ChartSeries, ChartSpec } from '@/ui/charts/chart-spec'
import { formatKwh, formatMonth, formatMonths, formatYuan } from '@/ui/format'
import type { Figures, Overview } from '../queries'
import { viewHref, type ViewParams } from '../view'
import { countPoint, energyPoint, moneyAxis, moneyPoint, pricePoint, sharePoint, type ChartContext } from './chart-points'
import { coversInWords } from './covers'
import { notesAt, type MonthNote } from './noted'

export interface OverviewChartInput {
  overview: Pick<Overview, 'history' | 'scope' | 'wholeMonths'>
  params: ViewParams
  notes: readonly MonthNote[]
}

type PointOf = (figures: Figures, month: BillingMonth, href: string) => ChartPoint | null

/** The overview's charts: revenue and energy by month and category, the trend against what it is compared with, price, shares. */
export function overviewCharts(context: ChartContext, { overview, params, notes }: OverviewChartInput): ChartSpec[] {
  const { t, locale } = context
  const range = overview.history.filter(({ month }) => month >= overview.scope.from)
  const labels = range.map(({ month }) => formatMonth(month, locale))
  const categories = overview.history.find(({ shown }) => shown)?.shown?.categories.map(({ category }) => category) ?? []
  // Written once for each mark of seven charts.
  const hrefs = new Map<string, string>()
  const accountsOf = (month: BillingMonth, category: string | null): string => {
    const key = `${month} ${category}`
    const href = hrefs.get(key) ?? viewHref('/dashboard/accounts', { ...params, from: month, to: month, category })
    hrefs.set(key, href)
    return href
  }
  const byCategory = (point: PointOf): ChartSeries[] =>
    categories.map((category, index) => ({
      key: category.code,
      label: categoryName(category, locale),
      points: range.map(({ month, shown }) => {
        const figures = shown?.categories[index]?.figures
        return figures ? point(figures, month, accountsOf(month, category.code)) : null
      }),
    }))
  const whole = (label: string, point: PointOf, shift = 0): ChartSeries => ({
    key: shift === 0 ? 'all' : 'compared',
    label,
    dashed: shift !== 0,
    points: range.map(({ month }) => {
      const at = addMonths(month, shift)
      const shown = overview.history.find((one) => one.month === at)?.shown
      return shown ? point(shown.all, at, accountsOf(at, params.category)) : null
    }),
  })
  const shift = params.compare === 'year' ? -12 : -1
  const compared = t(params.compare === 'year' ? 'compare.year' : 'compare.previous')
  const covers = coversInWords(context, formatMonths(overview.scope, locale), overview.scope.category, t(`basis.${params.basis}`))
  const base = { covers, labelHead: t('month'), labels, notes: notesAt(range.map(({ month }) => month), notes), locale }
  const yuan: PointOf = ({ amountFen }, _, href) => moneyPoint(context, amountFen, href)
  const price: PointOf = (figures, _, href) => pricePoint(context, priceOf(figures), href)
  const energyAxis = { unit: t('unit.kwh'), unitPower: 0 }
  return [
    { ...base, id: 'revenue', kind: 'bars', title: t('chart.revenue'), series: byCategory(yuan), ...moneyAxis(context), fromZero: true },
    { ...base, id: 'energy', kind: 'bars', title: t('chart.energy'), series: byCategory(({ energyWh }, _, href) => energyPoint(context, energyWh, href)), ...energyAxis, fromZero: true },
    { ...base, id: 'accounts', kind: 'bars', title: t('chart.accounts'), series: byCategory(({ accounts }, _, href) => countPoint(accounts, t('unit.accounts'), href)), unit: t('unit.accounts'), unitPower: 0, fromZero: true },
    { ...base, id: 'trend', kind: 'lines', title: t('chart.trend', { compared }), series: [...(categories.length > 1 ? byCategory(yuan) : []), whole(t('all'), yuan), ...dashedIfAny(whole(compared, yuan, shift))], ...moneyAxis(context), fromZero: true },
    { ...base, id: 'price', kind: 'lines', title: t('chart.price'), series: [...(categories.length > 1 ? byCategory(price) : []), whole(t('all'), price), ...dashedIfAny(whole(compared, price, shift))], unit: t('unit.yuanPerKwh'), unitPower: 0, fromZero: false },
    { ...base, id: 'share', kind: 'bars', title: t('chart.share'), series: byCategory(({ amountFen }, month, href) => sharePoint(percentOf(amountFen, overview.wholeMonths.get(month)?.amountFen ?? 0n, 2), `${formatYuan(amountFen)} ${t('unit.yuan')}`, href)), unit: '%', unitPower: 0, fromZero: true },
    { ...base, id: 'energy-share', kind: 'bars', title: t('chart.energyShare'), series: byCategory(({ energyWh }, month, href) => sharePoint(percentOf(energyWh, overview.wholeMonths.get(month)?.energyWh ?? 0n, 2), `${formatKwh(energyWh)} ${t('unit.kwh')}`, href)), unit: '%', unitPower: 0, fromZero: true },
  ]
}

/** A comparison without a single month is left out. */
const dashedIfAny = (series: ChartSeries): ChartSeries[] => (series.points.some(Boolean) ? [series] : [])
