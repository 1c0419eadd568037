import { useLocale, useTranslations } from 'next-intl'
import type { Station } from '@/features/accounts/queries'
import { categoryName } from '@/ui/category-name'
import { formatCount, formatMonth, formatShare } from '@/ui/format'
import type { Overview } from '../queries'

/** Which stations, months, category and basis the figures are of, how many accounts, and what share of the company that is. */
export function ScopeLine({ shown: { scope, company, accounts }, stations }: { shown: Overview; stations: readonly Station[] }) {
  const t = useTranslations('dashboard')
  const locale = useLocale()
  const one = scope.station ?? (stations.length === 1 ? stations[0] : undefined)
  const parts = [
    one?.name ?? t('stations', { count: stations.length }),
    scope.district?.name,
    scope.category && categoryName(scope.category, locale),
    t('scope', { from: formatMonth(scope.from, locale), to: formatMonth(scope.to, locale), accounts: formatCount(accounts) }),
    company?.sharePercent ? t('share', { company: company.name, share: formatShare(company.sharePercent) }) : null,
    scope.category === null && t('filters.allCategories'),
    t(`basis.${scope.basis}`),
  ]
  return <span data-scope>{parts.filter(Boolean).join(' · ')}</span>
}
