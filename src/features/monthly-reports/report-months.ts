/** The months that a report's sections are of, in words; its charts say their own. */
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

/** `2013年7月与2013年6月相比`. */
export const comparedWords = ({ monthlyReports: t }: DocumentTexts, { month, before }: ReportMonths, locale: FormatLocale): string => t('doc.compared', { month: formatMonth(month, locale), before: formatMonth(before, locale) })
