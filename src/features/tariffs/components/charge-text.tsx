import { useTranslations } from 'next-intl'
import type { Charge } from '@/domain/tariff/document'
import { chargeLines } from './charge-lines'

/** One charge in words, all of it. */
export function ChargeText({ charge, currency }: { charge: Charge; currency: string }) {
  const t = useTranslations('tariffs.charge')
  return <>{chargeLines(charge, currency, t).join(t('join'))}</>
}
