import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { isBillingMonth } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { districtFigures, monthsOfPlace } from '@/features/bills/place-totals-queries'
import { billedMonths } from '@/features/bills/totals-queries'
import { DistrictList } from '@/features/register/components/district-list'
import { MonthChoice } from '@/features/register/components/month-choice'
import { PlaceTable } from '@/features/register/components/place-table'
import { placeSort } from '@/features/register/place-sort'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatMonth } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

interface StationPageProps {
  params: Promise<{ code: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: StationPageProps) {
  return { title: (await params).code }
}

export default async function StationPage({ params, searchParams }: StationPageProps) {
  const viewer = await requireViewer('accounts.read')
  const { code } = await params
  const station = (await listStations(viewer)).find((one) => one.code === code)
  if (!station) notFound()
  const asked = await searchParams
  const askedMonth = single(asked['month'])
  const [t, common, shell, locale, billed, months] = await Promise.all([
    getTranslations('register'), getTranslations('common'), getTranslations('shell'), getLocale(), billedMonths(viewer), monthsOfPlace(viewer, { stationId: station.id }),
  ])
  const month = askedMonth !== undefined && isBillingMonth(askedMonth) ? askedMonth : (months[0]?.month ?? billed[0])
  const districts = month === undefined ? [] : await districtFigures(viewer, station.id, month)
  return (
    <>
      <ListKeys />
      <PageHeader
        title={station.name}
        description={t('stationDescription', { code: station.code, month: formatMonth(station.openMonth, locale) })}
        crumbs={[{ label: t('stations'), href: withParams('/stations', { month }) }]}
        crumbsLabel={shell('breadcrumbs')}
        actions={
          <>
            <LinkButton href={`/accounts?station=${station.code}`}>{t('accounts')}</LinkButton>
            <LinkButton href={withParams('/dashboard', { station: station.code })}>{t('dashboard')}</LinkButton>
          </>
        }
      />
      {month === undefined ? (
        <EmptyState title={t('noBills')} />
      ) : (
        <div className="grid gap-4">
          <Card flush title={t('months')}>
            <PlaceTable caption={t('months')} head={common('month')} rows={months.map((row) => ({ ...row, key: row.month, label: formatMonth(row.month, locale), href: withParams(`/stations/${station.code}`, { month: row.month }) }))} />
          </Card>
          <Card flush title={t('districtsOf', { month: formatMonth(month, locale) })} actions={<MonthChoice action={`/stations/${station.code}`} months={billed} month={month} />}>
            <DistrictList
              here={`/stations/${station.code}`}
              month={month}
              districts={districts}
              sort={placeSort(single(asked['sort']))}
              asked={{ sort: single(asked['sort']), find: (single(asked['find']) ?? '').slice(0, 40), page: single(asked['page']) }}
            />
          </Card>
        </div>
      )}
    </>
  )
}
