/** What the three ways of asking whose effect it is come to, in words and drawings: the same on the page and in the report. */
import { BRIDGE_STEPS, type Bridge } from '@/domain/change/bridge'
import { percentOf } from '@/domain/change/change'
import { fenToYuan, subtractFen, type Fen } from '@/domain/money'
import { forDrawing } from '@/ui/charts/chart-spec'
import type { Drawing } from '@/ui/drawing/shapes'
import { formatMonth, formatShare, formatSignedYuan, formatYuan, type FormatLocale } from '@/ui/format'
import { formatProbability, formatStatistic } from '@/ui/format-statistic'
import { trendDrawing } from '@/ui/tools/over-time'
import { waterfallDrawing } from '@/ui/tools/waterfall'
import type { Attribution, Comparison } from '../attribution-queries'
import { monthsText } from './metric-text'

export type AttributionWords = (key: 'did', values?: Record<string, string | number>) => string

/** A key of the messages that is put together here. */
const key = (text: string) => text as 'did'

const signed = (value: number): string => `${value > 0 ? '+' : ''}${formatStatistic(value)}`

export interface ComparisonText {
  /** Why nothing can be shown; null when something can. */
  cannot: string | null
  /** What was compared and what came out, and how many accounts were corrected. */
  found: string[]
  verdict: { tone: 'good' | 'warn'; text: string }
  /** Why it cannot be put down to the inspection, or what it falls short of. */
  because: string[]
}

export function comparisonText({ rate, shown, marked, verdict, corrected }: Comparison, t: AttributionWords): ComparisonText {
  const cannot = (text: string): ComparisonText => ({ cannot: text, found: [], verdict: { tone: 'warn', text: '' }, because: [] })
  if (marked === 0) return cannot(t(key('noneMarked')))
  if (!shown.shown) {
    if (shown.districts === 0 && rate === 'error-rate') return cannot(t(key('unchecked')))
    return cannot(shown.reason === 'one-group' ? t(key('oneGroup'), { inspected: shown.inspected, districts: shown.districts }) : t(key('fewDistricts'), { districts: shown.districts }))
  }
  const { inspected, others, effect, p, shuffles, districts, before } = shown
  const found = [
    t(key('didText'), { rate: t(key(`rates.${rate}`)), inspected: inspected.districts, others: others.districts, inspectedChange: signed(inspected.after - inspected.before), othersChange: signed(others.after - others.before), effect: signed(effect), p: formatProbability(p), shuffles, districts }),
    t(key('corrected'), { inspected: corrected.inspected, others: corrected.others }),
  ]
  if (!verdict?.moreThanChance) return { cannot: null, found, verdict: { tone: 'warn', text: t(key('didNot')) }, because: [] }
  const { reservations } = verdict
  if (reservations.length === 0) return { cannot: null, found, verdict: { tone: 'good', text: t(key('didShown')) }, because: [t(key('noLot'))] }
  return { cannot: null, found, verdict: { tone: 'warn', text: t(key('didReserved')) }, because: reservations.map((one) => t(key(`reservations.${one}`), { effect: signed(before?.effect ?? 0), p: formatProbability(before?.p ?? 1) })) }
}

/** Both groups over time, the months before the inspection shaded; null where nothing can be shown. */
export function comparisonDrawing({ shown, rate, months, first }: Comparison, t: AttributionWords, locale: FormatLocale): Drawing | null {
  if (!shown.shown) return null
  return trendDrawing(months.map((month) => formatMonth(month, locale)), [{ name: t(key('inspected')), values: shown.inspected.trend }, { name: t(key('others')), values: shown.others.trend }], first, { before: t(key('before')), unit: t(key(`rates.${rate}`)) })
}

export function bridgeDrawing(bridge: Bridge, t: AttributionWords): Drawing {
  // For the length of a bar only; what people read is written from the fen.
  const drawn = (name: string, amount: Fen) => ({ name, value: forDrawing(fenToYuan(amount)), text: formatYuan(amount) })
  const steps = BRIDGE_STEPS.filter((step) => bridge[step] !== 0n)
  return waterfallDrawing(drawn(t(key('bridgeFrom')), bridge.from), steps.map((step) => drawn(t(key(`steps.${step}`)), bridge[step])), drawn(t(key('bridgeTo')), bridge.to), '¥')
}

/** The bridge's steps: name, signed amount, share of the whole change. */
export function bridgeRows(bridge: Bridge, t: AttributionWords): [name: string, amount: string, share: string][] {
  const all = subtractFen(bridge.to, bridge.from)
  const shareOf = (amount: Fen) => {
    const percent = percentOf(amount, all)
    return percent === null ? '—' : formatShare(percent)
  }
  return BRIDGE_STEPS.map((step) => [t(key(`steps.${step}`)), formatSignedYuan(bridge[step]), shareOf(bridge[step])])
}

/** What of a confirmed benefit the books themselves hold, and that the rest rests on its basis alone. */
export function postedText({ from, to, amountFen }: Attribution['posted'], confirmed: Fen, t: AttributionWords, locale: FormatLocale): string {
  return t(key(amountFen === confirmed ? 'posted' : 'postedDiffers'), { months: monthsText({ from, to }, locale), amount: formatYuan(amountFen) })
}
