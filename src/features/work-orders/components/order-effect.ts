import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import type { BackBillingMonth } from '@/domain/back-billing/compute'
import { sumWh } from '@/domain/energy'
import { fen, sumFen } from '@/domain/money'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import { formatDate, formatKwh, formatMonth, formatYuan } from '@/ui/format'

interface Effect {
  effectiveFrom: PlainDate
  months: readonly BackBillingMonth[]
  openMonth: BillingMonth
  /** False when the record is right and only bills are corrected. */
  changesTerms: boolean
}

/** What applying the order will do, in one sentence: months, kWh, yuan. */
export async function orderEffect({ effectiveFrom, months, openMonth, changesTerms }: Effect): Promise<string> {
  const [t, locale] = await Promise.all([getTranslations('workOrders.detail'), getLocale()])
  const difference = sumFen(months.map((month) => month.differenceFen))
  const date = formatDate(effectiveFrom, locale)
  if (months.length === 0) return t('effectAhead', { date })
  return t(changesTerms ? 'effect' : 'effectBillsOnly', {
    date,
    months: months.length,
    energy: formatKwh(sumWh(months.map((month) => month.energyWh))),
    direction: t(difference < 0n ? 'effectRefund' : 'effectCharge'),
    amount: formatYuan(fen(difference < 0n ? -difference : difference)),
    month: formatMonth(openMonth, locale),
  })
}
