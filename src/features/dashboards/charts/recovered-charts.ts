import { broughtBy, type Brought } from '@/domain/change/brought'
import { fen, sumFen, type Fen } from '@/domain/money'
import { monthRange, type BillingMonth } from '@/domain/plain-date'
import type { BroughtEntry } from '@/features/work-orders/brought-queries'
import type { NewBasisBill } from '@/features/work-orders/new-basis-queries'
import type { ChartSeries, ChartSpec } from '@/ui/charts/chart-spec'
import { formatMonth, formatMonths } from '@/ui/format'
import type { MonthRange } from '../schemas'
import { viewHref, type ViewParams } from '../view'
import { moneyAxis, moneyPoint, signedMoneyPoint, type ChartContext } from './chart-points'
import { coversInWords } from './covers'
import { notedBelow, notesAt, type MonthNote } from './noted'

export interface RecoveredChartInput {
  entries: readonly BroughtEntry[]
  newBasis: readonly NewBasisBill[]
  /** Added up, by month of the range; null before there is a target. */
  target: readonly (Fen | null)[]
  range: MonthRange
  by: 'posted' | 'belonging'
  groups: readonly { id: 'kind' | 'station' | 'inspector' | 'campaign'; rows: readonly (Brought & { key: string; label: string })[] }[]
  params: ViewParams
  notes: readonly MonthNote[]
}

const PARTS = ['backBilledFen', 'refundedFen', 'penaltiesFen'] as const
const WORDS = { backBilledFen: 'brought.backBilled', refundedFen: 'brought.refunded', penaltiesFen: 'brought.penalties' } as const

/** What audits brought by month, on the new basis, added up against the target, and in groups. */
export function recoveredCharts(context: ChartContext, { entries, newBasis, target, range, by, groups, params, notes }: RecoveredChartInput): ChartSpec[] {
  const { t, locale } = context
  const months = monthRange(range.from, range.to)
  const ofMonth = (month: BillingMonth) => entries.filter(({ billMonth, postedMonth }) => (by === 'posted' ? postedMonth : billMonth) === month)
  const href = (more: Readonly<Record<string, string>>) => `${viewHref('/dashboard/recovered', params, { by: by === 'posted' ? null : by, ...more })}#orders`
  const newBasisHref = (month: BillingMonth) => `${viewHref('/dashboard/recovered', params, { by: by === 'posted' ? null : by, newBasis: month })}#new-basis`
  const byMonth = months.map((month) => broughtBy(ofMonth(month)))
  const covers = coversInWords(context, formatMonths(range, locale), null, `${t('brought.by')} ${t(`brought.bys.${by}`)}`)
  const base = { covers, labelHead: t('month'), labels: months.map((month) => formatMonth(month, locale)), notes: notesAt(months, notes), locale, fromZero: true, ...moneyAxis(context) }
  let sum = 0n
  const cumulative: ChartSeries = { key: 'cumulative', label: t('brought.cumulative'), points: byMonth.map(({ totalFen }, index) => signedMoneyPoint(context, fen((sum += totalFen)), href({ upTo: months[index] ?? '' }))) }
  const targetSeries: ChartSeries = { key: 'target', label: t('brought.target'), dashed: true, points: target.map((amount) => (amount === null ? null : moneyPoint(context, amount))) }
  return [
    { ...base, id: 'months', kind: 'bars', title: t('brought.chart.months'), series: PARTS.map((part) => ({ key: part, label: t(WORDS[part]), points: byMonth.map((one, index) => signedMoneyPoint(context, one[part], href({ in: months[index] ?? '' }))) })) },
    { ...base, id: 'cumulative', kind: 'lines', title: t('brought.chart.cumulative'), series: [cumulative, ...(target.some((amount) => amount !== null) ? [targetSeries] : [])] },
    { ...base, id: 'new-basis', kind: 'bars', title: t('brought.chart.newBasis'), series: [{ key: 'new-basis', label: t('brought.newBasis'), points: months.map((month) => signedMoneyPoint(context, sumFen(newBasis.filter((bill) => bill.month === month).map(({ differenceFen }) => differenceFen)), newBasisHref(month))) }], footnote: t('brought.newBasisNote') },
    ...groups.map(({ id, rows }): ChartSpec => notedBelow({
      ...base, id, kind: 'ranked', title: t(`brought.chart.${id}`), labelHead: t(`brought.chart.${id}`), labels: rows.map(({ label }) => label), notes: [],
      series: [{ key: 'total', label: t('brought.total'), points: rows.map(({ key, totalFen }) => signedMoneyPoint(context, totalFen, href({ [id === 'station' ? 'ofStation' : id]: key }))) }],
    }, months, notes)),
  ]
}
