import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { stepHref } from '@/features/dashboards/charts/why-charts'
import { BridgeTable } from '@/features/dashboards/components/bridge-table'
import { ChartGrid } from '@/features/dashboards/components/chart-grid'
import { DashboardTabs } from '@/features/dashboards/components/dashboard-tabs'
import { Notes } from '@/features/dashboards/components/notes'
import { PeriodForm } from '@/features/dashboards/components/period-form'
import { UnitSwitch } from '@/features/dashboards/components/unit-switch'
import { UnbilledMonths } from '@/features/dashboards/components/unbilled-months'
import { ViewLine } from '@/features/dashboards/components/view-line'
import { ViewProblems } from '@/features/dashboards/components/view-problems'
import { CategorySteps, CorrectedBills } from '@/features/dashboards/components/why-detail'
import { resolveView, type SearchParams } from '@/features/dashboards/view-queries'
import { whyPage } from '@/features/dashboards/why-page-queries'
import { now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { EmptyState } from '@/ui/empty-state'
import { formatMonths } from '@/ui/format'
import { PageHeader } from '@/ui/page-header'

export async function generateMetadata() {
  const t = await getTranslations('analysis.why')
  return { title: t('title') }
}

export default async function WhyPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('dashboard.read')
  const asked = await searchParams
  const view = await resolveView(viewer, asked, now())
  const [t, note, filters, locale] = await Promise.all([getTranslations('analysis'), getTranslations('chartNotes'), getTranslations('dashboard.filters'), getLocale()])
  const { before, after, basis, report, notes, charts } = await whyPage(viewer, view, asked, { t, locale, unit: view.unit }, ({ kind, text }) => note('onChart', { kind: note(`kinds.${kind}`), text }))
  const more = { baseFrom: before.from, baseTo: before.to, bridge: basis === 'posted' ? null : basis }
  const params = { ...view.params, ...after }
  return (
    <>
      <PageHeader title={t('why.title')} description={<ViewLine view={view} months={t('why.periods', { before: formatMonths(before, locale), after: formatMonths(after, locale) })} category={filters('allCategories')} basis={t(`why.bases.${basis}`)} />} />
      <DashboardTabs here="why" params={view.params} />
      <ViewProblems problems={view.problems} />
      <PeriodForm view={view} before={before} after={after} basis={basis} />
      <Notes viewer={viewer} view={view} notes={notes} />
      <UnbilledMonths unbilled={report.unbilled} />
      {!report.complete ? (
        <EmptyState title={t('why.incomplete')} />
      ) : (
        <>
          <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
            <p className="text-muted text-sm">{t('why.allCategories')}</p>
            <UnitSwitch path="/dashboard/why" params={params} more={more} />
          </div>
          <div className="grid items-start gap-4 xl:grid-cols-[3fr_2fr]">
            <div>
              <ChartGrid specs={charts} page="why" params={params} more={more} single />
              <CorrectedBills corrected={report.corrected} unrated={report.unrated} mayOpen={mayDo(viewer.role, 'work-orders.read')} />
            </div>
            <div className="grid gap-4">
              <BridgeTable bridge={report.bridge} hrefOf={(step) => stepHref(step, { params: view.params, before, after, basis })} />
              <CategorySteps bridge={report.bridge} categories={view.categories} />
            </div>
          </div>
        </>
      )}
    </>
  )
}
