import { useTranslations } from 'next-intl'
import type { PlainDate } from '@/domain/plain-date'
import { Badge } from './badge'

interface StandingProps {
  from: PlainDate
  /** The days from which other rules of the same thing hold. */
  others: readonly PlainDate[]
  today: PlainDate
}

/** Of a dated rule: in force, still to come, or taken over by a later one. */
export function Standing({ from, others, today }: StandingProps) {
  const t = useTranslations('common.standing')
  if (from > today) return <Badge tone="accent">{t('coming')}</Badge>
  return others.some((day) => day > from && day <= today) ? <Badge>{t('past')}</Badge> : <Badge tone="good">{t('inForce')}</Badge>
}
