import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { AccountTable } from '@/features/accounts/components/account-table'
import { listDistricts, listStations } from '@/features/accounts/queries'
import { askedList } from '@/features/accounts/list-queries'
import { COUNT_CAP, countAccounts, searchAccounts } from '@/features/accounts/search-queries'
import { monthsOfPlace } from '@/features/bills/place-totals-queries'
import { PlaceTable } from '@/features/register/components/place-table'
import { ExportLinks } from '@/features/register-changes/components/export-links'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { DenseList } from '@/ui/dense-list'
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
  const addressed = await searchParams
  const after = single(addressed['after'])
  const { values, filter, sort } = await askedList(viewer, { station: station.code, district: district.code, sort: addressed['sort'] })
  const [t, common, shell, locale, months, page, count] = await Promise.all([
    getTranslations('register'), getTranslations('common'), getTranslations('shell'), getLocale(),
    monthsOfPlace(viewer, { stationId: station.id, districtId: district.id }), searchAccounts(viewer, filter, after, sort), countAccounts(viewer, filter),
  ])
  const here = `/stations/${station.code}/${encodeURIComponent(district.code)}`
  return (
    <>
      <ListKeys />
      <PageHeader
        title={district.name}
        description={t('districtDescription', { code: district.code, count: count > COUNT_CAP ? `${formatCount(COUNT_CAP)}+` : formatCount(count) })}
        crumbs={[{ label: t('stations'), href: '/stations' }, { label: station.name, href: `/stations/${station.code}` }]}
        crumbsLabel={shell('breadcrumbs')}
      />
      <div className="grid gap-4">
        <Card flush title={t('months')}>
          {months.length === 0 ? <EmptyState title={t('noBills')} /> : <PlaceTable caption={t('months')} head={common('month')} rows={months.map((row) => ({ ...row, key: row.month, label: formatMonth(row.month, locale) }))} />}
        </Card>
        <Card
          flush
          title={t('accounts')}
          actions={
            <span className="flex flex-wrap items-center gap-3">
              <ExportLinks values={values} />
              <LinkButton href={withParams('/accounts', { station: station.code, district: district.code })}>{t('openInList')}</LinkButton>
            </span>
          }
        >
          {page.rows.length === 0 ? (
            <EmptyState title={t('noAccounts')} />
          ) : (
            <DenseList>
              <AccountTable rows={page.rows} sort={{ now: sort, href: (next) => withParams(here, { sort: next === 'number' ? null : next }) }} />
            </DenseList>
          )}
          {(after !== undefined || page.next !== null) && (
            <div className="flex gap-2 p-3">
              {after !== undefined && <LinkButton href={withParams(here, { sort: values.sort })}>{common('first')}</LinkButton>}
              {page.next !== null && <LinkButton href={withParams(here, { sort: values.sort, after: page.next })}>{common('next')}</LinkButton>}
            </div>
          )}
        </Card>
      </div>
    </>
  )
}
