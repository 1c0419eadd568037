import { getLocale, getTranslations } from 'next-intl/server'
import { ChartGrid } from '@/features/dashboards/components/chart-grid'
import { DashboardFilters } from '@/features/dashboards/components/dashboard-filters'
import { DashboardTabs } from '@/features/dashboards/components/dashboard-tabs'
import { Notes } from '@/features/dashboards/components/notes'
import { RankedTable } from '@/features/dashboards/components/ranked-table'
import { UnitSwitch } from '@/features/dashboards/components/unit-switch'
import { ViewLine } from '@/features/dashboards/components/view-line'
import { ViewProblems } from '@/features/dashboards/components/view-problems'
import { viewHref } from '@/features/dashboards/view'
import { resolveView, type SearchParams } from '@/features/dashboards/view-queries'
import { wherePage } from '@/features/dashboards/where-page-queries'
import { now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { Notice } from '@/ui/badge'
import { categoryName } from '@/ui/category-name'
import { EmptyState } from '@/ui/empty-state'
import { formatMonth, formatMonths } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'
import { withParams } from '@/ui/url'

export async function generateMetadata() {
  const t = await getTranslations('analysis.where')
  return { title: t('title') }
}

export default async function WherePageRoute({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('dashboard.read')
  const asked = await searchParams
  const view = await resolveView(viewer, asked, now())
  const [t, note, shell, locale] = await Promise.all([getTranslations('analysis'), getTranslations('chartNotes'), getTranslations('dashboard'), getLocale()])
  const page = await wherePage(viewer, view, asked, { t, locale, unit: view.unit }, ({ kind, text }) => note('onChart', { kind: note(`kinds.${kind}`), text }))
  const allHref = page.hidden === 0 ? null : viewHref('/dashboard/where', view.params, { rows: 'all' })
  return (
    <>
      <PageHeader title={t('where.title')} description={<ViewLine view={view} months={formatMonths(view, locale)} category={view.category ? categoryName(view.category, locale) : shell('filters.allCategories')} basis={shell(`basis.${view.basis}`)} />} />
      <DashboardTabs here="where" params={view.params} />
      <ViewProblems problems={view.problems} />
      <DashboardFilters view={view} action="/dashboard/where" />
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted text-sm">{t('where.note')}</p>
        <UnitSwitch path="/dashboard/where" params={view.params} more={{ rows: page.all ? 'all' : null }} />
      </div>
      <Notes viewer={viewer} view={view} notes={page.notes} />
      {page.ranked.length === 0 ? (
        <EmptyState title={shell('empty.title')} />
      ) : (
        <>
          {page.month !== view.to && (
            <div className="mb-4">
              <Notice tone="warn">{t('where.unbilled', { asked: formatMonth(view.to, locale), shown: formatMonth(page.month, locale) })}</Notice>
            </div>
          )}
          {!page.checked && (
            <div className="mb-4">
              <Notice tone="neutral">
                {t('where.unchecked')}{' '}
                <LinkButton variant="ghost" href={withParams('/bill-checks', { month: page.month, station: view.params.station })}>
                  {t('where.toChecks')}
                </LinkButton>
              </Notice>
            </div>
          )}
          <ChartGrid specs={page.charts} page="where" params={view.params} more={{ rows: page.all ? 'all' : null }} />
          {allHref && (
            <p className="no-print mb-4">
              <LinkButton href={allHref}>{t('where.showAll', { all: page.hidden + (page.charts.find(({ id }) => id === 'heat')?.series.length ?? 0) })}</LinkButton>
            </p>
          )}
          <RankedTable page={page} params={view.params} />
        </>
      )}
    </>
  )
}
