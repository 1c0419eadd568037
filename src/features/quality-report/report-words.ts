import 'server-only'
import { formatDate, formatInstant, formatMonth, type FormatLocale } from '@/ui/format'
import { translatorFor } from '@/ui/translator'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import type { DrawingWords } from '@/ui/tools/tool-drawing'

/** Everything a report needs to speak its language. */
export async function reportWords(locale: FormatLocale) {
  const [q, tools, r, orders] = await Promise.all([translatorFor(locale, 'quality'), translatorFor(locale, 'qualityTools'), translatorFor(locale, 'qualityReport'), translatorFor(locale, 'workOrders')])
  const drawing: DrawingWords = {
    before: tools('before'), after: tools('after'), mean: tools('mean'), count: tools('count'),
    agreed: q('planPage.agreed'), planned: q('planPage.planned'), actual: q('planPage.actual'),
    month: (month) => formatMonth(month as BillingMonth, locale),
  }
  return {
    locale, q, tools, r, orders, drawing,
    day: (date: PlainDate) => formatDate(date, locale),
    month: (month: BillingMonth) => formatMonth(month, locale),
    moment: (instant: Date) => formatInstant(instant, locale),
  }
}

export type ReportWords = Awaited<ReturnType<typeof reportWords>>
