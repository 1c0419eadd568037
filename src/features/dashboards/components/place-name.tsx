import { useTranslations } from 'next-intl'
import type { DashboardView } from '../view-queries'

/** Which place the page is of, in words. */
export function PlaceName({ view: { station, district, stations } }: { view: Pick<DashboardView, 'station' | 'district' | 'stations'> }) {
  const t = useTranslations('dashboard')
  const one = station ?? (stations.length === 1 ? stations[0] : undefined)
  return <span data-scope>{[one?.name ?? t('stations', { count: stations.length }), district?.name].filter(Boolean).join(' · ')}</span>
}
