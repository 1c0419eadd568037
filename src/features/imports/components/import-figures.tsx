import { useLocale, useTranslations } from 'next-intl'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import { billingMonth } from '@/domain/plain-date'
import { Card } from '@/ui/card'
import { formatCount, formatKwh, formatList, formatMonth, formatYuan } from '@/ui/format'
import type { ImportDetail } from '../queries'

/** What the check came to, in figures. */
export function ImportFigures({ batch }: { batch: ImportDetail }) {
  const t = useTranslations('imports.figures')
  const locale = useLocale()
  const { summary, counts } = batch
  if (!summary) return null
  const months = summary.months.map((month) => formatMonth(billingMonth(month), locale))
  const figures: [string, string][] = [
    [t('rows'), formatCount(summary.rows)],
    [t('added'), formatCount(summary.added)],
    ...(summary.changed > 0 ? [[t('changed'), formatCount(summary.changed)] as [string, string]] : []),
    [t('unchanged'), formatCount(summary.unchanged)],
    ...((summary.partRows ?? 0) > 0 ? [[t('partRows'), formatCount(summary.partRows ?? 0)] as [string, string]] : []),
    ...(['blocker', 'held', 'confirmed', 'warning'] as const).flatMap((severity): [string, string][] => (counts[severity] > 0 ? [[t(severity), formatCount(counts[severity])]] : [])),
    ...(summary.energyWh === null ? [] : [[t('energy'), formatKwh(wh(BigInt(summary.energyWh)))] as [string, string]]),
    ...(summary.amountFen === null ? [] : [[t('amount'), formatYuan(fen(BigInt(summary.amountFen)))] as [string, string]]),
    ...(months.length > 0 ? [[t('months'), months.length > 3 ? `${months[0] ?? ''} – ${months.at(-1) ?? ''}` : formatList(months, locale)] as [string, string]] : []),
    [t('stations'), formatCount(summary.stations)],
    ...(summary.newStations > 0 ? [[t('newStations'), formatCount(summary.newStations)] as [string, string]] : []),
    ...(summary.newDistricts > 0 ? [[t('newDistricts'), formatCount(summary.newDistricts)] as [string, string]] : []),
  ]
  return (
    <Card className="mb-4 pt-3">
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4 xl:grid-cols-6">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt className="text-muted text-sm">{name}</dt>
            <dd className="tabular text-lg font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
