import { BRIDGE_STEPS, type Bridge, type BridgeStep } from '@/domain/change/bridge'
import { fen } from '@/domain/money'
import type { ChartSpec } from '@/ui/charts/chart-spec'
import { formatMonths } from '@/ui/format'
import type { BridgeBasis } from '../bridge-queries'
import type { MonthRange } from '../schemas'
import { viewHref, type ViewParams } from '../view'
import { coversInWords } from './covers'
import { notedBelow, type MonthNote } from './noted'
import { moneyAxis, signedMoneyPoint, type ChartContext } from './chart-points'

export interface WhyChartInput {
  bridge: Bridge
  before: MonthRange
  after: MonthRange
  basis: BridgeBasis
  params: ViewParams
  /** On the months of both periods. */
  notes: readonly MonthNote[]
}

/** The change of a period's revenue, step by step: a bar for each, the last one their sum. */
export function whyCharts(context: ChartContext, { bridge, before, after, basis, params, notes }: WhyChartInput): ChartSpec[] {
  const { t, locale } = context
  const hrefOf = (step: BridgeStep | null) => stepHref(step, { params, before, after, basis })
  const points = [...BRIDGE_STEPS.map((step) => signedMoneyPoint(context, bridge[step], hrefOf(step))), signedMoneyPoint(context, fen(bridge.to - bridge.from), hrefOf(null))]
  return [
    notedBelow({
      id: 'bridge', kind: 'waterfall', title: t('why.chart'), labelHead: t('why.step'),
      labels: [...BRIDGE_STEPS.map((step) => t(`why.steps.${step}`)), t('why.change')],
      series: [{ key: 'amount', label: t('why.change'), points }],
      ...moneyAxis(context), fromZero: true, notes: [], locale,
      covers: coversInWords(context, `${formatMonths(before, locale)} → ${formatMonths(after, locale)}`, null, t(`why.bases.${basis}`)),
      footnote: t('why.sum', { from: formatMonths(before, locale), to: formatMonths(after, locale), change: signedMoneyPoint(context, fen(bridge.to - bridge.from)).exact.split(' ')[0] ?? '' }),
    }, notes.map(({ month }) => month), notes),
  ]
}

/** The accounts behind a step, each with its part of it; behind the whole change for null. */
export function stepHref(step: BridgeStep | null, { params, before, after, basis }: Pick<WhyChartInput, 'params' | 'before' | 'after' | 'basis'>): string {
  const whole = step === null ? {} : { step, wholeStation: params.station, wholeDistrict: params.district }
  return viewHref('/dashboard/accounts', { ...params, ...after, category: null, basis }, { baseFrom: before.from, baseTo: before.to, ...whole })
}

