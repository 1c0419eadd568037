import { getLocale, getTranslations } from 'next-intl/server'
import { isBillingMonth } from '@/domain/plain-date'
import { companyAccounts, listStations } from '@/features/accounts/queries'
import { monthsOfPlace, stationFigures } from '@/features/bills/place-totals-queries'
import { billedMonths } from '@/features/bills/totals-queries'
import { MonthChoice } from '@/features/register/components/month-choice'
import { CompanyMonths } from '@/features/register/components/company-months'
import { PlaceTable } from '@/features/register/components/place-table'
import { placeSort, sortPlaces } from '@/features/register/place-sort'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { DenseList } from '@/ui/dense-list'
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
  const params = await searchParams
  const asked = single(params['month'])
  const sort = placeSort(single(params['sort']))
  const [t, common, locale, stations, months] = await Promise.all([getTranslations('register'), getTranslations('common'), getLocale(), listStations(viewer), billedMonths(viewer)])
  const month = asked !== undefined && isBillingMonth(asked) ? asked : months[0]
  if (month === undefined) return <EmptyState title={t('noBills')} />
  const [figures, year, company] = await Promise.all([stationFigures(viewer, month), monthsOfPlace(viewer), companyAccounts()])
  const rows = figures.flatMap(({ stationId, districts, ...rest }) => {
    const station = stations.find(({ id }) => id === stationId)
    return station ? [{ ...rest, key: station.code, label: station.name, note: t('districtCount', { count: formatCount(districts) }), href: withParams(`/stations/${station.code}`, { month }) }] : []
  })
  return (
    <>
      <ListKeys />
      <PageHeader title={t('stations')} description={company ? `${company.name} · ${t('stationsDescription')}` : t('stationsDescription')} actions={<MonthChoice action="/stations" months={months} month={month} />} />
      <div className="grid gap-4">
        <CompanyMonths months={year} shown={month} />
        <Card flush title={t('monthOf', { month: formatMonth(month, locale) })}>
          {rows.length === 0 ? (
            <EmptyState title={t('noBills')} />
          ) : (
            <DenseList>
              <PlaceTable
                caption={t('stations')}
                head={common('station')}
                rows={sortPlaces(rows, sort)}
                total={common('total')}
                sort={{ now: sort, href: (next) => withParams('/stations', { month, sort: next === 'place' ? null : next }) }}
              />
            </DenseList>
          )}
        </Card>
      </div>
    </>
  )
}
