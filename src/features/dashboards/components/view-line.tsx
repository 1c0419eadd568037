import { useTranslations } from 'next-intl'
import type { DashboardView } from '../view-queries'

interface ViewLineProps {
  view: Pick<DashboardView, 'station' | 'district' | 'stations'>
  /** In words: the months, the category and the basis that the page's figures are of. */
  months: string
  category: string
  basis: string
}

/** What a page's figures are of: on paper, where there are no filters, this line says it. */
export function ViewLine({ view: { station, district, stations }, months, category, basis }: ViewLineProps) {
  const t = useTranslations('dashboard')
  const one = station ?? (stations.length === 1 ? stations[0] : undefined)
  return <span data-scope>{[one?.name ?? t('stations', { count: stations.length }), district?.name, months, category, basis].filter(Boolean).join(' · ')}</span>
}
