import type { useTranslations } from 'next-intl'
import type { Charge, EnergyCharge } from '@/domain/tariff/document'

export type ChargeWords = ReturnType<typeof useTranslations<'tariffs.charge'>>

/** The money of the books by its name, other money by its code. */
const moneyWord = (t: ChargeWords, currency: string): string => (currency === 'CNY' ? t('yuan') : currency)

/** Everything a charge says, in words, a line for each thing: also what it leaves to the format's defaults. */
export function chargeLines(charge: Charge, currency: string, t: ChargeWords): string[] {
  const money = moneyWord(t, currency)
  switch (charge.kind) {
    case 'energy':
      return energyLines(charge, money, t)
    case 'fixed':
      return [t('fixed', { amount: charge.amount, money, per: t(`per.${charge.per}`) }), ...daysPerMonth(charge.daysPerMonth, t)]
    case 'demand':
      return [t('demand', { rate: charge.rate, money, unit: charge.unit }), t(`basis.${charge.basis}`), ...daysPerMonth(charge.daysPerMonth, t)]
    case 'power-factor':
      return [t('powerFactor', { standard: charge.standard })]
    case 'percent':
      return [t('percent', { of: charge.of.join(' + '), rate: charge.rate })]
    case 'minimum':
      return [t('minimum', { amount: charge.amount, money })]
  }
}

const daysPerMonth = (days: string | undefined, t: ChargeWords): string[] => (days === undefined ? [] : [t('daysPerMonth', { days })])

const DEFAULT_TIER_DAYS = 30

function energyLines(charge: EnergyCharge, money: string, t: ChargeWords): string[] {
  const { season, period, government = false, tiers, rate, tierBasis = 'month', tierDays = DEFAULT_TIER_DAYS, tierCounts = 'total', tierMode = 'block' } = charge
  const limits = [
    ...(season === undefined ? [] : [t('season', { season })]),
    ...(period === undefined ? [] : [t('period', { period })]),
    ...(government ? [t('government')] : []),
  ]
  if (!tiers) return [...limits, t('flat', { rate: rate ?? '', money })]
  const steps = tiers.map(({ upTo, rate: step }, index) =>
    upTo === undefined ? t('rest', { tier: index + 1, rate: step, money }) : t('upTo', { tier: index + 1, limit: upTo, rate: step, money, every: t(`every.${tierBasis}`, { days: tierDays }) }),
  )
  return [...limits, ...steps, t(`counts.${tierCounts}`), t(`mode.${tierMode}`)]
}
