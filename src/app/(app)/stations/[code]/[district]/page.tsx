import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { AccountTable } from '@/features/accounts/components/account-table'
import { listDistricts, listStations } from '@/features/accounts/queries'
import { countAccounts, searchAccounts } from '@/features/accounts/search-queries'
import { monthsOfPlace } from '@/features/bills/place-totals-queries'
import { PlaceTable } from '@/features/register/components/place-table'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatCount, formatMonth } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

interface DistrictPageProps {
  params: Promise<{ code: string; district: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: DistrictPageProps) {
  return { title: (await params).district }
}

export default async function DistrictPage({ params, searchParams }: DistrictPageProps) {
  const viewer = await requireViewer('accounts.read')
  const asked = await params
  const station = (await listStations(viewer)).find(({ code }) => code === asked.code)
  const district = station && (await listDistricts(viewer, station.id)).find(({ code }) => code === asked.district)
  if (!station || !district) notFound()
  const after = single((await searchParams)['after'])
  const filter = { text: '', stationId: station.id, districtId: district.id }
  const [t, common, shell, locale, months, page, count] = await Promise.all([
    getTranslations('register'), getTranslations('common'), getTranslations('shell'), getLocale(),
    monthsOfPlace(viewer, { stationId: station.id, districtId: district.id }), searchAccounts(viewer, filter, after), countAccounts(viewer, filter),
  ])
  const here = `/stations/${station.code}/${district.code}`
  return (
    <>
      <ListKeys />
      <PageHeader
        title={district.name}
        description={t('districtDescription', { code: district.code, count: formatCount(count) })}
        crumbs={[{ label: t('stations'), href: '/stations' }, { label: station.name, href: `/stations/${station.code}` }]}
        crumbsLabel={shell('breadcrumbs')}
      />
      <div className="grid gap-4">
        <Card flush title={t('months')}>
          {months.length === 0 ? <EmptyState title={t('noBills')} /> : <PlaceTable caption={t('months')} head={common('month')} rows={months.map((row) => ({ ...row, key: row.month, label: formatMonth(row.month, locale) }))} />}
        </Card>
        <Card flush title={t('accounts')}>
          {page.rows.length === 0 ? <EmptyState title={t('noAccounts')} /> : <AccountTable rows={page.rows} />}
          {(after !== undefined || page.next !== null) && (
            <div className="flex gap-2 p-3">
              {after !== undefined && <LinkButton href={here}>{common('first')}</LinkButton>}
              {page.next !== null && <LinkButton href={withParams(here, { after: page.next })}>{common('next')}</LinkButton>}
            </div>
          )}
        </Card>
      </div>
    </>
  )
}
