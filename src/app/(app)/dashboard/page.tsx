import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { HitRatesCard } from '@/features/campaigns/components/hit-rates-card'
import { hitRates } from '@/features/campaigns/results-queries'
import { ChartGrid } from '@/features/dashboards/components/chart-grid'
import { ComparisonTable } from '@/features/dashboards/components/comparison-table'
import { DashboardFilters } from '@/features/dashboards/components/dashboard-filters'
import { DashboardTabs } from '@/features/dashboards/components/dashboard-tabs'
import { Headline } from '@/features/dashboards/components/headline'
import { MonthTable } from '@/features/dashboards/components/month-table'
import { Notes } from '@/features/dashboards/components/notes'
import { RecoveredCard } from '@/features/dashboards/components/recovered-card'
import { SamePageLink } from '@/features/dashboards/components/same-page-link'
import { ScopeLine } from '@/features/dashboards/components/scope-line'
import { StatementsCard } from '@/features/dashboards/components/statements-card'
import { UnitSwitch } from '@/features/dashboards/components/unit-switch'
import { ViewProblems } from '@/features/dashboards/components/view-problems'
import { WorkLinks } from '@/features/dashboards/components/work-links'
import { overviewPage } from '@/features/dashboards/overview-page-queries'
import { quickRanges } from '@/features/dashboards/schemas'
import { viewHref } from '@/features/dashboards/view'
import { resolveView, scopeOf, type SearchParams } from '@/features/dashboards/view-queries'
import { now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { Notice } from '@/ui/badge'
import { EmptyState } from '@/ui/empty-state'
import { formatMonth } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'

export async function generateMetadata() {
  const t = await getTranslations('dashboard')
  return { title: t('title') }
}

export default async function DashboardPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('dashboard.read')
  const asked = await searchParams
  const [view, t, words, note, campaigns, locale] = await Promise.all([
    resolveView(viewer, asked, now()), getTranslations('dashboard'), getTranslations('analysis'), getTranslations('chartNotes'), getTranslations('campaigns.rates'), getLocale(),
  ])
  const [{ overview: shown, notes, charts }, rates] = await Promise.all([
    overviewPage(viewer, view, { t: words, locale, unit: view.unit }, ({ kind, text }) => note('onChart', { kind: note(`kinds.${kind}`), text })),
    mayDo(viewer.role, 'campaigns.read') ? hitRates(viewer, scopeOf(view)) : null,
  ])
  const { params, loaded } = view
  const last = shown.months.at(-1)
  const importsHref = mayDo(viewer.role, 'imports.read') ? '/imports' : null
  const recovered = (
    <RecoveredCard recovered={shown.recovered} comparison={shown.comparison} ofAllCategories={view.category === null} ordersHref={mayDo(viewer.role, 'work-orders.read') ? '/work-orders?state=applied' : null} />
  )
  return (
    <>
      <PageHeader title={t('title')} description={<ScopeLine shown={shown} stations={view.stations} />} actions={<WorkLinks viewer={viewer} />} />
      <DashboardTabs here="overview" params={params} />
      <ViewProblems problems={view.problems} />
      <DashboardFilters view={view} action="/dashboard" />
      <div className="no-print mb-4 flex flex-wrap items-center justify-between gap-3">
        <nav aria-label={t('quick.label')} className="flex flex-wrap gap-3 text-sm">
          {(loaded ? quickRanges(loaded) : []).map(({ name, ...range }) => (
            <SamePageLink key={name} href={viewHref('/dashboard', { ...params, ...range })} className="text-accent py-1 hover:underline">
              {t(`quick.${name}`, { year: range.to.slice(0, 4) })}
            </SamePageLink>
          ))}
        </nav>
        <UnitSwitch path="/dashboard" params={params} />
      </div>
      <Notes viewer={viewer} view={view} notes={notes} />
      {!last ? (
        <>
          <EmptyState title={t('empty.title')}>
            <p>{t('empty.body')}</p>
            {importsHref && <LinkButton href={importsHref}>{t('empty.import')}</LinkButton>}
          </EmptyState>
          {shown.recovered.posted.total.orders > 0 && recovered}
        </>
      ) : (
        <>
          <section className="mb-4 grid gap-2">
            <h2 className="text-muted text-sm font-medium">
              {shown.comparison ? t('against', { from: formatMonth(shown.comparison.from, locale), to: formatMonth(shown.comparison.to, locale) }) : formatMonth(last.month, locale)}
            </h2>
            <Headline figures={shown.comparison?.all.now ?? last.all} comparison={shown.comparison} history={shown.history} />
            {shown.missing && (
              <Notice tone="neutral">
                {words(view.compare === 'year' ? 'headline.missingYear' : 'headline.missing', { month: formatMonth(shown.missing, locale) })}{' '}
                {view.compare === 'year' && (
                  <Link href={viewHref('/dashboard', { ...params, compare: 'previous' })} className="text-accent underline underline-offset-2">
                    {words('headline.toPrevious')}
                  </Link>
                )}
              </Notice>
            )}
          </section>
          <ChartGrid specs={charts} page="overview" params={params} />
          {shown.comparison && <ComparisonTable comparison={shown.comparison} params={params} />}
          <div className="mb-4 grid gap-4 lg:grid-cols-2">
            {recovered}
            {!view.district && <StatementsCard rows={shown.statements} categories={view.categories} importsHref={importsHref} />}
          </div>
          <MonthTable months={shown.months} history={shown.history} compare={view.compare} />
          {rates && rates.byInspector.length > 0 && (
            <div className="mt-4">
              <HitRatesCard rates={rates} title={campaigns('title')} />
            </div>
          )}
        </>
      )}
    </>
  )
}
