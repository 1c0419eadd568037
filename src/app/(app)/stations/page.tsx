import { getLocale, getTranslations } from 'next-intl/server'
import { isBillingMonth } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { stationFigures } from '@/features/bills/place-totals-queries'
import { billedMonths } from '@/features/bills/totals-queries'
import { MonthChoice } from '@/features/register/components/month-choice'
import { PlaceTable } from '@/features/register/components/place-table'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatCount, formatMonth } from '@/ui/format'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

interface StationsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('register')
  return { title: t('stations') }
}

export default async function StationsPage({ searchParams }: StationsPageProps) {
  const viewer = await requireViewer('accounts.read')
  const asked = single((await searchParams)['month'])
  const [t, common, locale, stations, months] = await Promise.all([getTranslations('register'), getTranslations('common'), getLocale(), listStations(viewer), billedMonths(viewer)])
  const month = asked !== undefined && isBillingMonth(asked) ? asked : months[0]
  if (month === undefined) return <EmptyState title={t('noBills')} />
  const figures = await stationFigures(viewer, month)
  const rows = figures.flatMap(({ stationId, districts, ...rest }) => {
    const station = stations.find(({ id }) => id === stationId)
    return station ? [{ ...rest, key: station.code, label: station.name, note: t('districtCount', { count: formatCount(districts) }), href: withParams(`/stations/${station.code}`, { month }) }] : []
  })
  return (
    <>
      <ListKeys />
      <PageHeader title={t('stations')} description={t('stationsDescription')} actions={<MonthChoice action="/stations" months={months} month={month} />} />
      <Card flush title={t('monthOf', { month: formatMonth(month, locale) })}>
        {rows.length === 0 ? <EmptyState title={t('noBills')} /> : <PlaceTable caption={t('stations')} head={common('station')} rows={rows.sort((a, b) => (a.key < b.key ? -1 : 1))} total={common('total')} />}
      </Card>
    </>
  )
}
