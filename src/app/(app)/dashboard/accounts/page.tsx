import { getLocale, getTranslations } from 'next-intl/server'
import { behindPage } from '@/features/dashboards/behind-page-queries'
import { AccountsBehind, MarkAndSum, PlacesBehind } from '@/features/dashboards/components/behind-tables'
import { ViewProblems } from '@/features/dashboards/components/view-problems'
import { viewHref } from '@/features/dashboards/view'
import { resolveView, type SearchParams } from '@/features/dashboards/view-queries'
import { now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { categoryName } from '@/ui/category-name'
import { formatMonths } from '@/ui/format'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { single } from '@/ui/url'

export async function generateMetadata() {
  const t = await getTranslations('analysis.behind')
  return { title: t('title') }
}

export default async function AccountsBehindPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('dashboard.read')
  const asked = await searchParams
  const view = await resolveView(viewer, asked, now())
  const [t, dashboard, locale, page] = await Promise.all([getTranslations('analysis'), getTranslations('dashboard'), getLocale(), behindPage(viewer, view, asked)])
  const more = {
    baseFrom: page.base?.from ?? null, baseTo: page.base?.to ?? null,
    ...(page.part ? Object.fromEntries(['step', 'peers', 'wholeStation', 'wholeDistrict'].map((name) => [name, single(asked[name]) ?? null])) : {}),
  }
  const what = [
    view.station?.name ?? dashboard('stations', { count: view.stations.length }),
    view.district?.name,
    view.category ? categoryName(view.category, locale) : dashboard('filters.allCategories'),
    formatMonths(view, locale),
    page.part && t(`behind.parts.${page.part}`),
    page.base && t('behind.against', { from: formatMonths(page.base, locale) }),
    dashboard(`basis.${view.basis}`),
  ]
  const up = view.district ? { ...view.params, district: null } : view.station ? { ...view.params, station: null } : null
  return (
    <>
      <ListKeys />
      <PageHeader
        title={t('behind.title')}
        description={<span data-scope>{what.filter(Boolean).join(' · ')}</span>}
        crumbs={[
          { label: t('tabs.overview'), href: viewHref('/dashboard', view.params) },
          ...(up ? [{ label: view.district ? (view.station?.name ?? '') : dashboard('filters.allStations'), href: viewHref('/dashboard/accounts', up, more) }] : []),
        ]}
        crumbsLabel={t('tabs.label')}
      />
      <ViewProblems problems={view.problems} />
      <div className="grid gap-4">
        <MarkAndSum page={page} />
        <PlacesBehind page={page} params={view.params} more={more} />
        <AccountsBehind page={page} params={view.params} more={more} />
      </div>
    </>
  )
}
