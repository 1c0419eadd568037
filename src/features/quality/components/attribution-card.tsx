import { useLocale, useTranslations } from 'next-intl'
import { BRIDGE_STEPS } from '@/domain/change/bridge'
import { percentOf } from '@/domain/change/change'
import { fenToYuan, subtractFen, type Fen } from '@/domain/money'
import { DrawingFigure } from '@/ui/drawing/drawing-figure'
import { trendDrawing } from '@/ui/tools/over-time'
import { waterfallDrawing } from '@/ui/tools/waterfall'
import { Badge } from '@/ui/badge'
import { Card } from '@/ui/card'
import { formatMonth, formatShare, formatSignedYuan, formatYuan } from '@/ui/format'
import { formatProbability, formatStatistic } from '@/ui/format-statistic'
import { Table, Td, Th } from '@/ui/table'
import type { Attribution, Comparison } from '../attribution-queries'
import { targetUnit, withUnit } from './metric-text'
import type { Standing } from '../standing-queries'
import { forDrawing } from '@/ui/charts/chart-spec'

const CHANCE = 0.05

const shareText = (percent: string | null): string => (percent === null ? '—' : formatShare(percent))

/** Three ways of asking whether it was the project, each with its answer or why there is none. */
export function AttributionCard({ attribution, standing }: { attribution: Attribution; standing: Standing }) {
  const t = useTranslations('quality')
  const locale = useLocale()
  const { lastYear, comparison, bridge } = attribution
  const unit = targetUnit(standing.bound.target, t)
  return (
    <div className="grid gap-4">
      <Card title={t('attribution.title')}>
        <p className="text-muted">{t('attribution.lead')}</p>
        <h3 className="mt-3 font-semibold">{t('attribution.lastYear')}</h3>
        {lastYear && (lastYear.value === null ? <p data-cannot>{t('attribution.lastYearNone', { from: formatMonth(lastYear.from, locale), to: formatMonth(lastYear.to, locale) })}</p> : <p>{t('attribution.lastYearText', { before: withUnit(lastYear.value, unit), now: withUnit(standing.result, unit) })}</p>)}
      </Card>
      {comparison && (
        <Card title={t('attribution.did')}>
          <ComparisonText comparison={comparison} />
        </Card>
      )}
      <Card title={t('attribution.bridge')}>
        {bridge.bridge === null ? <p data-cannot>{t('attribution.bridgeNone')}</p> : <BridgeText {...bridge} bridge={bridge.bridge} />}
      </Card>
    </div>
  )
}

function ComparisonText({ comparison: { rate, months, first, shown, marked } }: { comparison: Comparison }) {
  const t = useTranslations('quality.attribution')
  const locale = useLocale()
  if (marked === 0) return <p data-cannot>{t('noneMarked')}</p>
  if (!shown.shown) return <p data-cannot>{shown.reason === 'one-group' ? t('oneGroup', { inspected: shown.inspected, districts: shown.districts }) : shown.districts === 0 && rate === 'error-rate' ? t('unchecked') : t('fewDistricts', { districts: shown.districts })}</p>
  const { inspected, others, effect, p, shuffles, districts } = shown
  const drawing = trendDrawing(months.map((month) => formatMonth(month, locale)), [{ name: t('inspected'), values: inspected.trend }, { name: t('others'), values: others.trend }], first, { before: t('before'), unit: t(`rates.${rate}`) })
  const signed = (value: number) => `${value > 0 ? '+' : ''}${formatStatistic(value)}`
  return (
    <div className="grid grid-cols-1 gap-2">
      <p>
        {t('didText', { rate: t(`rates.${rate}`), inspected: inspected.districts, others: others.districts, inspectedChange: signed(inspected.after - inspected.before), othersChange: signed(others.after - others.before), effect: signed(effect), p: formatProbability(p), shuffles, districts })}{' '}
        <Badge tone={p < CHANCE ? 'good' : 'warn'}>{t(p < CHANCE ? 'didShown' : 'didNot')}</Badge>
      </p>
      {drawing && <DrawingFigure drawing={drawing} title={t('did')} />}
      <p className="text-muted text-sm">{t('preTrend')}</p>
    </div>
  )
}

function BridgeText({ from, to, bridge }: { from: Attribution['bridge']['from']; to: Attribution['bridge']['to']; bridge: NonNullable<Attribution['bridge']['bridge']> }) {
  const t = useTranslations('quality.attribution')
  const locale = useLocale()
  const all = subtractFen(bridge.to, bridge.from)
  const steps = BRIDGE_STEPS.filter((step) => bridge[step] !== 0n)
  // For the length of a bar only; what people read is written from the fen.
  const drawn = (name: string, amount: Fen) => ({ name, value: forDrawing(fenToYuan(amount)), text: formatYuan(amount) })
  return (
    <div className="grid grid-cols-1 gap-3">
      <p className="text-muted">{t('bridgeText', { from: formatMonth(from, locale), to: formatMonth(to, locale) })}</p>
      <DrawingFigure title={t('bridge')} drawing={waterfallDrawing(drawn(t('bridgeFrom'), bridge.from), steps.map((step) => drawn(t(`steps.${step}`), bridge[step])), drawn(t('bridgeTo'), bridge.to), '¥')} />
      <Table caption={t('bridge')}>
        <thead>
          <tr>
            <Th>{t('bridge')}</Th>
            <Th numeric>{t('amount')}</Th>
            <Th numeric>{t('share')}</Th>
          </tr>
        </thead>
        <tbody>
          {BRIDGE_STEPS.map((step) => (
            <tr key={step}>
              <Td>{t(`steps.${step}`)}</Td>
              <Td numeric>{formatSignedYuan(bridge[step])}</Td>
              <Td numeric>{shareText(percentOf(bridge[step], all))}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
