import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import type { BackBillingMonth } from '@/domain/back-billing/compute'
import { sumWh } from '@/domain/energy'
import { fen, sumFen } from '@/domain/money'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import { formatDate, formatKwh, formatMonth, formatYuan } from '@/ui/format'

/** What applying the order will do, in one sentence: months, kWh, yuan. */
export async function orderEffect(effectiveFrom: PlainDate, months: readonly BackBillingMonth[], openMonth: BillingMonth): Promise<string> {
  const [t, locale] = await Promise.all([getTranslations('workOrders.detail'), getLocale()])
  const difference = sumFen(months.map((month) => month.differenceFen))
  const date = formatDate(effectiveFrom, locale)
  if (months.length === 0) return t('effectAhead', { date })
  return t('effect', {
    date,
    months: months.length,
    energy: formatKwh(sumWh(months.map((month) => month.energyWh))),
    direction: t(difference < 0n ? 'effectRefund' : 'effectCharge'),
    amount: formatYuan(fen(difference < 0n ? -difference : difference)),
    month: formatMonth(openMonth, locale),
  })
}
