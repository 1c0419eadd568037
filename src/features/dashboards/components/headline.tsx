import { signOf } from '@/domain/decimal'
import { useTranslations } from 'next-intl'
import { formatCount, formatKwh, formatPercent, formatPrice, formatSignedCount, formatSignedKwh, formatSignedYuan, formatYuan } from '@/ui/format'
import { Change } from '@/ui/change'
import type { Figures, Overview } from '../queries'

/** The last month's four figures, each with its change in number and per cent. */
export function Headline({ figures, comparison }: { figures: Figures; comparison: Overview['comparison'] }) {
  const t = useTranslations('common')
  const change = comparison?.all.change
  const items = [
    { name: 'energy', label: t('energy'), value: formatKwh(figures.energyWh), unit: t('unit.kwh'), direction: signOf(change?.energyWh ?? 0n), change: change && `${formatSignedKwh(change.energyWh)} (${formatPercent(change.energyPercent)})` },
    { name: 'revenue', label: t('revenue'), value: formatYuan(figures.amountFen), unit: t('unit.yuan'), direction: signOf(change?.amountFen ?? 0n), change: change && `${formatSignedYuan(change.amountFen)} (${formatPercent(change.amountPercent)})` },
    { name: 'accounts', label: t('accounts'), value: formatCount(figures.accounts), unit: t('unit.accounts'), direction: change?.accounts ?? 0, change: change && `${formatSignedCount(change.accounts)} (${formatPercent(change.accountsPercent)})` },
    { name: 'price', label: t('averagePrice'), value: formatPrice(figures.averagePrice), unit: t('unit.yuanPerKwh'), direction: 0, change: comparison && `${formatPrice(comparison.all.before.averagePrice)} → ${formatPrice(comparison.all.now.averagePrice)}` },
  ]
  return (
    <dl className="grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-4">
      {items.map((item) => (
        <div key={item.name} data-figure={item.name} className="bg-surface border-line rounded-lg border px-4 py-3">
          <dt className="text-muted text-sm">{item.label}</dt>
          <dd>
            <span className="tabular text-2xl font-semibold">{item.value}</span> <span className="text-muted text-sm">{item.unit}</span>
            {item.change && (
              <span className="mt-0.5 block text-sm">{item.name === 'price' ? <span className="text-muted tabular">{item.change}</span> : <Change direction={item.direction}>{item.change}</Change>}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
