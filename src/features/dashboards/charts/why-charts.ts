import { BRIDGE_STEPS, type Bridge } from '@/domain/change/bridge'
import { fen } from '@/domain/money'
import type { ChartSpec } from '@/ui/charts/chart-spec'
import { formatMonth } from '@/ui/format'
import type { MonthRange } from '../schemas'
import { viewHref, type ViewParams } from '../view'
import { notedBelow, type MonthNote } from './noted'
import { moneyAxis, signedMoneyPoint, type ChartContext } from './chart-points'

export interface WhyChartInput {
  bridge: Bridge
  before: MonthRange
  after: MonthRange
  params: ViewParams
  /** On the months of both periods. */
  notes: readonly MonthNote[]
}

/** The change of a period's revenue, step by step: a bar for each, the last one their sum. */
export function whyCharts(context: ChartContext, { bridge, before, after, params, notes }: WhyChartInput): ChartSpec[] {
  const { t, locale } = context
  const behind = viewHref('/dashboard/accounts', { ...params, ...after, category: null, basis: 'posted' }, { baseFrom: before.from, baseTo: before.to })
  const orders = viewHref('/dashboard/recovered', { ...params, ...after, category: null })
  const hrefOf = (step: (typeof BRIDGE_STEPS)[number]) => (step === 'corrections' || step === 'backBilling' ? orders : behind)
  const points = [...BRIDGE_STEPS.map((step) => signedMoneyPoint(context, bridge[step], hrefOf(step))), signedMoneyPoint(context, fen(bridge.to - bridge.from), behind)]
  return [
    notedBelow({
      id: 'bridge', kind: 'waterfall', title: t('why.chart'), labelHead: t('why.step'),
      labels: [...BRIDGE_STEPS.map((step) => t(`why.steps.${step}`)), t('why.change')],
      series: [{ key: 'amount', label: t('why.change'), points }],
      ...moneyAxis(context), fromZero: true, notes: [], locale,
      footnote: t('why.sum', { from: rangeText(before, locale), to: rangeText(after, locale), change: signedMoneyPoint(context, fen(bridge.to - bridge.from)).exact.split(' ')[0] ?? '' }),
    }, notes.map(({ month }) => month), notes),
  ]
}

export const rangeText = ({ from, to }: MonthRange, locale: ChartContext['locale']): string => (from === to ? formatMonth(from, locale) : `${formatMonth(from, locale)} – ${formatMonth(to, locale)}`)
