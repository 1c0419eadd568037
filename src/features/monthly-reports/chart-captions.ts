/** What each chart of a report says it covers: charts along months show a year, others one month or what changed in it. */
import type { BillingMonth } from '@/domain/plain-date'
import { formatMonth, type FormatLocale } from '@/ui/format'
import type { DocumentTexts } from '@/ui/texts'

export interface ReportMonths {
  /** The first month of the charts along months. */
  from: BillingMonth
  /** The month the report is of. */
  month: BillingMonth
  /** What that month is held against. */
  before: BillingMonth
}

/** Charts without an axis of months, by their id: about the month alone, or about its change from the month before. */
const ABOUT: Readonly<Record<string, 'month' | 'change'>> = { bridge: 'change', 'rank-change': 'change', 'rank-price': 'month', 'rank-mix': 'month', errors: 'month' }

/** `2013年7月与2013年6月相比`. */
export const comparedWords = ({ monthlyReports: t }: DocumentTexts, { month, before }: ReportMonths, locale: FormatLocale): string => t('doc.compared', { month: formatMonth(month, locale), before: formatMonth(before, locale) })

/** `2012年8月 – 2013年7月`. */
export const stretchWords = ({ from, month }: ReportMonths, locale: FormatLocale): string => (from === month ? formatMonth(month, locale) : `${formatMonth(from, locale)} – ${formatMonth(month, locale)}`)

/** The months a chart is about, in words. */
export function monthsOfChart(texts: DocumentTexts, chartId: string, months: ReportMonths, locale: FormatLocale): string {
  const about = ABOUT[chartId]
  if (about === 'month') return formatMonth(months.month, locale)
  return about === 'change' ? comparedWords(texts, months, locale) : stretchWords(months, locale)
}
