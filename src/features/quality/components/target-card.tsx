import { useLocale, useTranslations } from 'next-intl'
import { metricValue, type MetricMonth, type Target } from '@/domain/quality/metric'
import type { BillingMonth } from '@/domain/plain-date'
import { fen } from '@/domain/money'
import { wh } from '@/domain/energy'
import { Badge } from '@/ui/badge'
import { Card } from '@/ui/card'
import { formatCount, formatDate, formatInstant, formatKwh, formatMonth, formatYuan, grouped } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { Frozen } from '../evidence-queries'
import { monthsText, targetName, targetUnit, withUnit } from './metric-text'
import { setAfterwards, type Standing } from '../standing-queries'

/** Baseline, target and result of the binding that counts, and the months they are made of. */
export function TargetCard({ standing }: { standing: Standing }) {
  const t = useTranslations('quality')
  const locale = useLocale()
  const { bound, earlier, result, reached } = standing
  const { target } = bound
  const unit = targetUnit(target, t)
  const figures = [
    { key: 'baseline', term: t('target.frozen', { at: formatInstant(bound.recordedAt, locale) }), value: withUnit(bound.baseline.value, unit), note: monthsText(target.baseline, locale) },
    { key: 'target', term: t('target.goal'), value: `${target.direction === 'up' ? '≥' : '≤'} ${withUnit(target.value, unit)}`, note: t('target.byDate', { date: formatDate(target.dueOn, locale) }) },
    { key: 'result', term: t('target.result'), value: result === null ? t('target.noValue') : withUnit(result, unit), note: monthsText(target.effect, locale) },
  ]
  return (
    <Card title={targetName(target, t)} actions={reached === null ? undefined : <Badge tone={reached ? 'good' : 'warn'}>{t(reached ? 'board.reached' : 'board.notReached')}</Badge>}>
      <div className="grid gap-4">
        <dl className="grid gap-3 sm:grid-cols-3">
          {figures.map(({ key, term, value, note }) => (
            <div key={key} data-figure={key}>
              <dt className="text-muted text-sm">{term}</dt>
              <dd className="tabular text-lg font-semibold">{value}</dd>
              <dd className="text-muted text-sm">{note}</dd>
            </div>
          ))}
        </dl>
        {target.kind === 'typed' ? <p className="text-warn">{t('target.typedHint')}</p> : <MetricMonths target={target} baseline={bound.baseline} months={standing.months} />}
        {setAfterwards(bound) && <p className="text-warn text-sm">{t('target.setAfterwards', { at: formatInstant(bound.recordedAt, locale) })}</p>}
        {earlier.length > 0 && (
          <p className="text-muted text-sm">
            {t('target.earlier')}: {earlier.map((one) => `${targetName(one.target, t)} ${withUnit(one.target.value, targetUnit(one.target, t))} (${formatInstant(one.recordedAt, locale)}, ${one.byName})`).join('; ')}
          </p>
        )}
      </div>
    </Card>
  )
}

const thawed = ({ months }: Frozen): MetricMonth[] =>
  months.map(({ month, numerator, denominator, lacking }) => ({ month: month as BillingMonth, numerator: BigInt(numerator), denominator: BigInt(denominator), lacking: lacking as MetricMonth['lacking'] }))

function MetricMonths({ target, baseline, months }: { target: Extract<Target, { kind: 'system' }>; baseline: Frozen; months: readonly MetricMonth[] }) {
  const t = useTranslations('quality.target')
  const locale = useLocale()
  const counts = (value: bigint) => (target.metric === 'average-price' || target.metric === 'recovered' ? `${formatYuan(fen(value))} ¥` : formatCount(value))
  const bases = (value: bigint) => (target.metric === 'average-price' ? `${formatKwh(wh(value))} kWh` : formatCount(value))
  return (
    <Table caption={t('months')}>
      <thead>
        <tr>
          <Th>{t('month')}</Th>
          <Th numeric>{t('numerator')}</Th>
          <Th numeric>{t('denominator')}</Th>
          <Th numeric>{t('monthValue')}</Th>
        </tr>
      </thead>
      <tbody>
        {[...thawed(baseline), ...months].map((one) => (
          <tr key={one.month}>
            <Td className="whitespace-nowrap">{formatMonth(one.month, locale)}</Td>
            <Td numeric>{one.lacking === null ? counts(one.numerator) : '—'}</Td>
            <Td numeric>{one.lacking === null && target.metric !== 'recovered' ? bases(one.denominator) : '—'}</Td>
            <Td numeric>{one.lacking === null ? grouped(metricValue(target.metric, [one]) ?? '—') : <span className="text-muted">{t(`lacking.${one.lacking}`)}</span>}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
