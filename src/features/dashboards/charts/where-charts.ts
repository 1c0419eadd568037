import type { PeerPart } from '@/domain/change/measure'
import { signOf } from '@/domain/decimal'
import type { Fen } from '@/domain/money'
import { addMonths, monthRange, type BillingMonth } from '@/domain/plain-date'
import { laneyPChart, type Sample } from '@/domain/statistics/p-chart'
import type { Category } from '@/features/tariffs/queries'
import type { ChartPoint, ChartSpec } from '@/ui/charts/chart-spec'
import { formatMonth, formatMonths, formatYuan } from '@/ui/format'
import { withParams } from '@/ui/url'
import type { MonthRange } from '../schemas'
import { viewHref, type ViewParams } from '../view'
import type { HeatRow, RankedPlace } from '../where'
import { changePoint, moneyAxis, signedMoneyPoint, type ChartContext } from './chart-points'
import { coversInWords } from './covers'
import { notedBelow, notesAt, type MonthNote } from './noted'

export interface WhereChartInput {
  ranked: readonly RankedPlace[]
  heat: readonly HeatRow[]
  heatOf: number
  months: readonly (Sample & { month: BillingMonth })[]
  range: MonthRange
  before: BillingMonth
  /** What a place of the list is. */
  place: 'station' | 'district'
  category: Category | null
  params: ViewParams
  notes: readonly MonthNote[]
}

const TOP = 10

/** Where to look: the largest changes, prices and mixes against peers in money, months by place, error rates with limits. */
export function whereCharts(context: ChartContext, input: WhereChartInput): ChartSpec[] {
  const { t } = context
  const { ranked, place, params, range, before, notes } = input
  const [last, compared] = [formatMonth(range.to, context.locale), formatMonth(before, context.locale)]
  const inPlace = (code: string, more: Partial<ViewParams>): ViewParams => ({ ...params, [place]: code, ...more })
  const behindPart = (step: PeerPart) => (code: string) => viewHref('/dashboard/accounts', inPlace(code, { from: range.to, to: range.to }), { step, peers: place })
  const behindChange = (code: string) => viewHref('/dashboard/accounts', inPlace(code, { from: range.to, to: range.to }), { baseFrom: before, baseTo: before })
  const ranking = (id: 'change' | 'price' | 'mix', amountOf: (one: RankedPlace) => Fen | null, href: (code: string) => string): ChartSpec => {
    const top = ranked.flatMap((one) => {
      const amount = amountOf(one)
      return amount === null || amount === 0n ? [] : [{ ...one, amount }]
    }).sort((a, b) => compareSize(b.amount, a.amount)).slice(0, TOP)
    const title = t(`where.rank.${id}`, { month: last, before: compared })
    return notedBelow({
      id: `rank-${id}`, kind: 'ranked', title, labelHead: t(`placeHead.${place}`), labels: top.map(({ name }) => name),
      series: [{ key: id, label: title, points: top.map(({ code, amount }) => signedMoneyPoint(context, amount, href(code))) }],
      ...moneyAxis(context), fromZero: true, notes: [], locale: context.locale, covers: coversInWords(context, id === 'change' ? `${compared} → ${last}` : last, input.category, t(`basis.${params.basis}`)),
    }, id === 'change' ? [before, range.to] : [range.to], notes)
  }
  return [
    ranking('change', ({ changeFen }) => changeFen, behindChange),
    ranking('price', ({ worthFen }) => worthFen, behindPart('worth')),
    ranking('mix', ({ mixFen }) => mixFen, behindPart('mixWorth')),
    placeErrors(context, input),
    monthErrors(context, input),
    heatMap(context, input),
  ].filter((spec): spec is ChartSpec => spec !== null)
}

const size = (amount: bigint): bigint => amount * BigInt(signOf(amount) || 1)
const compareSize = (a: bigint, b: bigint): number => (size(a) < size(b) ? -1 : size(a) > size(b) ? 1 : 0)

function heatMap(context: ChartContext, input: WhereChartInput): ChartSpec {
  const { heat, heatOf, range, params, place, notes } = input
  const { t, locale } = context
  const months = monthRange(range.from, range.to)
  return {
    id: 'heat', kind: 'heat', labelHead: t('month'), labels: months.map((month) => formatMonth(month, locale)),
    title: t('where.heat', { compared: t(`compare.${params.compare}`), place: t(`place.${place}`) }),
    series: heat.map(({ code, name, cells }) => ({
      key: code, label: name,
      points: cells.map((cell, index): ChartPoint | null => cell && shaded(changePoint(cell.percent, `${formatYuan(cell.beforeFen)} → ${formatYuan(cell.nowFen)} ${t('unit.yuan')}`, hrefOf(months[index], code)), cell.shrunkPermille)),
    })),
    unit: '%', unitPower: 0, fromZero: true, notes: notesAt(months, notes), locale, footnote: t('where.heatNote', { shown: heat.length, all: heatOf }), covers: coversInWords(context, formatMonths(range, locale), input.category, t(`basis.${params.basis}`)),
  }
  function hrefOf(month: BillingMonth | undefined, code: string): string {
    const [now, was] = [month ?? range.to, addMonths(month ?? range.to, params.compare === 'year' ? -12 : -1)]
    return viewHref('/dashboard/accounts', { ...params, [place]: code, from: now, to: now }, { baseFrom: was, baseTo: was })
  }
}

const shaded = (point: ChartPoint | null, permille: number): ChartPoint | null => point && { ...point, shade: permille / 10 }

function placeErrors(context: ChartContext, { ranked, range, place, category, params, notes }: WhereChartInput): ChartSpec | null {
  const { t, locale } = context
  const checked = ranked.flatMap(({ errors, ...one }) => (errors && errors.inspected > 0 ? [{ ...one, ...errors }] : [])).sort((a, b) => a.inspected - b.inspected || a.code.localeCompare(b.code))
  const samples = checked.map(({ code, name, failed, inspected }) => ({ label: name, failed, inspected, href: differing(range.to, { ...params, [place]: code }) }))
  const spec = controlSpec(context, samples, { id: 'errors', title: t('where.error', { month: formatMonth(range.to, locale), place: t(`place.${place}`) }), labelHead: t(`placeHead.${place}`), footnote: 'where.errorNote', covers: coversInWords(context, formatMonth(range.to, locale), category) })
  return spec && notedBelow(spec, [range.to], notes)
}

function monthErrors(context: ChartContext, { months, range, category, params, notes }: WhereChartInput): ChartSpec | null {
  const { t, locale } = context
  const samples = months.map(({ month, failed, inspected }) => ({ label: formatMonth(month, locale), failed, inspected, href: differing(month, params) }))
  const spec = months.length < 2 ? null : controlSpec(context, samples, { id: 'error-months', title: t('where.errorMonths'), labelHead: t('month'), footnote: 'where.errorMonthsNote', covers: coversInWords(context, formatMonths(range, locale), category) })
  return spec && { ...spec, notes: notesAt(months.map(({ month }) => month), notes) }
}

/** The differing bills behind an error rate. */
const differing = (month: BillingMonth, { station, district, category }: ViewParams): string => withParams('/bill-checks', { month, station, district, category, outcome: 'differs' })

interface ControlWords {
  id: string
  covers: string
  title: string
  labelHead: string
  footnote: 'where.errorNote' | 'where.errorMonthsNote'
}

/** Shares in per cent with three decimals: counts divided, not money. */
const perCent = (share: number): string => String(Math.round(share * 100_000) / 1000)

function controlSpec(context: ChartContext, samples: readonly (Sample & { label: string; href: string })[], { footnote, ...words }: ControlWords): ChartSpec | null {
  const { t, locale } = context
  const chart = laneyPChart(samples)
  if (!chart) return null
  const points = samples.map(({ failed, inspected, href }, index): ChartPoint | null => {
    const point = chart.points[index]
    if (!point) return null
    const rate = perCent(point.proportion)
    const out = point.outside ? ` · ${t('where.outside')}` : ''
    return { value: rate, text: rate, exact: `${t('where.point', { rate, count: t('where.checked', { failed, inspected }) })}${out}`, href }
  })
  return {
    ...words, kind: 'control', labels: samples.map(({ label }) => label), series: [{ key: 'rate', label: t('where.rate'), points }], unit: '%', unitPower: 0, fromZero: true, notes: [], locale,
    control: { mean: perCent(chart.mean), meanText: t('where.mean', { mean: perCent(chart.mean) }), lowerHead: t('where.lower'), upperHead: t('where.upper'), limits: chart.points.map((point) => point && { lower: perCent(point.lower), upper: perCent(point.upper) }) },
    footnote: t(footnote, { sigma: String(Math.round(chart.sigmaZ * 100) / 100) }),
  }
}
