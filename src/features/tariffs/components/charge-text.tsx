import { useTranslations } from 'next-intl'
import type { Charge } from '@/domain/tariff/document'

/** One charge in words. */
export function ChargeText({ charge, currency }: { charge: Charge; currency: string }) {
  const t = useTranslations('tariffs.charge')
  switch (charge.kind) {
    case 'energy': {
      const limits = [charge.season, charge.period].filter(Boolean).join(' · ')
      const price = charge.tiers
        ? t('tiers', {
            steps: charge.tiers.map(({ upTo, rate }) => (upTo === undefined ? t('rest', { rate }) : t('upTo', { limit: upTo, rate }))).join(', '),
          })
        : t('flat', { rate: charge.rate ?? '', currency })
      return <>{limits === '' ? price : `${limits}: ${price}`}</>
    }
    case 'fixed':
      return <>{t('fixed', { amount: charge.amount, currency, per: charge.per })}</>
    case 'demand':
      return <>{t('demand', { rate: charge.rate, currency, unit: charge.unit })}</>
    case 'power-factor':
      return <>{t('powerFactor', { standard: charge.standard })}</>
    case 'percent':
      return <>{t('percent', { of: charge.of.join(', '), rate: charge.rate })}</>
    case 'minimum':
      return <>{t('minimum', { amount: charge.amount, currency })}</>
  }
}
