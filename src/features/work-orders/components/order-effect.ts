import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import { sumWh, wh } from '@/domain/energy'
import { fen, sumFen, type Fen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import { formatDate, formatKwh, formatMonth, formatYuan } from '@/ui/format'
import type { OrderDetail } from '../queries'
import type { AccountMonths } from './order-accounts-tables'

interface Effect {
  order: Pick<OrderDetail, 'effectiveFrom' | 'reverses' | 'partner' | 'accountNo'>
  accounts: readonly AccountMonths[]
  openMonth: BillingMonth
  /** False when the record is right and only bills are corrected. */
  changesTerms: boolean
}

const size = (amount: Fen): string => formatYuan(fen(amount < 0n ? -amount : amount))

/** What applying the order will do, in a sentence or two: accounts, months, kWh, yuan. */
export async function orderEffect(effect: Effect): Promise<string> {
  const [t, penaltyFen] = [await getTranslations('orderLife.effect'), sumFen(effect.accounts.flatMap(({ months }) => months.map((month) => month.penaltyFen)))]
  const what = await whatItDoes(effect)
  if (penaltyFen === 0n) return what
  return `${what} ${t(penaltyFen > 0n ? 'penalty' : 'penaltyBack', { amount: size(penaltyFen) })}`
}

async function whatItDoes({ order, accounts, openMonth, changesTerms }: Effect): Promise<string> {
  const [t, life, locale] = await Promise.all([getTranslations('workOrders.detail'), getTranslations('orderLife.effect'), getLocale()])
  const all = accounts.flatMap(({ months }) => months)
  const difference = sumFen(all.map((month) => month.differenceFen))
  const date = formatDate(order.effectiveFrom, locale)
  const figures = {
    months: all.length,
    direction: t(difference < 0n ? 'effectRefund' : 'effectCharge'),
    amount: size(difference),
    month: formatMonth(openMonth, locale),
  }
  if (order.reverses) return life('reversal', { ...figures, number: order.reverses.number })
  if (order.partner) return life('moves', { ...figures, account: order.accountNo, partner: order.partner.accountNo, energy: formatKwh(movedEnergy(accounts)) })
  if (all.length === 0) return t('effectAhead', { date })
  return t(changesTerms ? 'effect' : 'effectBillsOnly', { ...figures, date, energy: formatKwh(sumWh(all.map((month) => month.energyWh))) })
}

/** All that moves, whichever way. */
function movedEnergy([own]: readonly AccountMonths[]) {
  const energy = (parts: readonly { energyWh: bigint }[]) => parts.reduce((sum, part) => sum + part.energyWh, 0n)
  return wh((own?.months ?? []).reduce((sum, { billed, right }) => {
    const moved = energy(right) - energy(billed)
    return sum + (moved < 0n ? -moved : moved)
  }, 0n))
}
