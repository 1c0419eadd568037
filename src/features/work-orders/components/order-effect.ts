import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import { sumWh } from '@/domain/energy'
import { fen, sumFen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import { formatDate, formatKwh, formatMonth, formatYuan } from '@/ui/format'
import type { OrderDetail } from '../queries'

/** What applying the order will do, in one sentence: months, kWh, yuan. */
export async function orderEffect(order: OrderDetail, openMonth: BillingMonth): Promise<string> {
  const [t, locale] = await Promise.all([getTranslations('workOrders.detail'), getLocale()])
  const difference = sumFen(order.backBilling.map((month) => month.differenceFen))
  return t('effect', {
    date: formatDate(order.effectiveFrom, locale),
    months: order.backBilling.length,
    energy: formatKwh(sumWh(order.backBilling.map((month) => month.energyWh))),
    direction: t(difference < 0n ? 'effectRefund' : 'effectCharge'),
    amount: formatYuan(fen(difference < 0n ? -difference : difference)),
    month: formatMonth(openMonth, locale),
  })
}
