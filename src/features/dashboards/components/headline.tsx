import { priceChange } from '@/domain/change/change'
import { signOf } from '@/domain/decimal'
import { useTranslations } from 'next-intl'
import { formatCount, formatKwh, formatPercent, formatPrice, formatSignedCount, formatSignedKwh, formatSignedPrice, formatSignedYuan, formatYuan } from '@/ui/format'
import { Change } from '@/ui/change'
import type { Figures, Overview } from '../queries'
import { Sparkline } from './sparkline'

const SPARK_MONTHS = 13

/** The last month's four figures, each with its change in number and per cent and its course up to now. */
export function Headline({ figures, comparison, history }: { figures: Figures } & Pick<Overview, 'comparison' | 'history'>) {
  const t = useTranslations('common')
  const words = useTranslations('analysis.headline')
  const change = comparison?.all.change
  const price = comparison && priceChange(comparison.all.before.averagePrice, comparison.all.now.averagePrice)
  const months = history.slice(-SPARK_MONTHS).map(({ shown }) => shown?.all ?? null)
  const course = (value: (of: Figures) => bigint | null) => months.map((of) => (of ? value(of) : null))
  const items = [
    { name: 'energy', label: t('energy'), value: formatKwh(figures.energyWh), unit: t('unit.kwh'), course: course(({ energyWh }) => energyWh), direction: signOf(change?.energyWh ?? 0n), change: change && `${formatSignedKwh(change.energyWh)} (${formatPercent(change.energyPercent)})` },
    { name: 'revenue', label: t('revenue'), value: formatYuan(figures.amountFen), unit: t('unit.yuan'), course: course(({ amountFen }) => amountFen), direction: signOf(change?.amountFen ?? 0n), change: change && `${formatSignedYuan(change.amountFen)} (${formatPercent(change.amountPercent)})` },
    { name: 'accounts', label: t('accounts'), value: formatCount(figures.accounts), unit: t('unit.accounts'), course: course(({ accounts }) => BigInt(accounts)), direction: change?.accounts ?? 0, change: change && `${formatSignedCount(change.accounts)} (${formatPercent(change.accountsPercent)})` },
    { name: 'price', label: t('averagePrice'), value: formatPrice(figures.averagePrice), unit: t('unit.yuanPerKwh'), course: course(({ averagePrice }) => (averagePrice === null ? null : BigInt(averagePrice.replace('.', '')))), direction: price?.direction ?? 0, change: price && `${formatSignedPrice(price.difference)} (${formatPercent(price.percent)})` },
  ]
  return (
    <dl className="grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-4">
      {items.map((item) => (
        <div key={item.name} data-figure={item.name} className="bg-surface border-line rounded-lg border px-4 py-3">
          <dt className="text-muted text-sm">{item.label}</dt>
          <dd>
            <span className="flex items-end justify-between gap-2">
              <span className="whitespace-nowrap">
                <span className="tabular text-2xl font-semibold">{item.value}</span> <span className="text-muted text-sm">{item.unit}</span>
              </span>
              <Sparkline values={item.course} label={words('spark', { figure: item.label, count: months.length })} />
            </span>
            <span className="mt-0.5 block text-sm">
              {!item.change ? <span className="text-muted">— {words('no')}</span> : <Change direction={item.direction}>{item.change}</Change>}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
