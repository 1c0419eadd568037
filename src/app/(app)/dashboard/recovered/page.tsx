import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { isBillingMonth } from '@/domain/plain-date'
import { BroughtHeadline } from '@/features/dashboards/components/brought-headline'
import { NewBasisBills } from '@/features/dashboards/components/new-basis-bills'
import { BroughtOrders } from '@/features/dashboards/components/brought-orders'
import { ChartGrid } from '@/features/dashboards/components/chart-grid'
import { DashboardFilters } from '@/features/dashboards/components/dashboard-filters'
import { DashboardTabs } from '@/features/dashboards/components/dashboard-tabs'
import { Notes } from '@/features/dashboards/components/notes'
import { OpenPotentialCard } from '@/features/dashboards/components/open-potential-card'
import { SamePageLink } from '@/features/dashboards/components/same-page-link'
import { Targets } from '@/features/dashboards/components/targets'
import { UnitSwitch } from '@/features/dashboards/components/unit-switch'
import { ViewLine } from '@/features/dashboards/components/view-line'
import { ViewProblems } from '@/features/dashboards/components/view-problems'
import { keptOnRecovered, recoveredPage, type RecoveredPage } from '@/features/dashboards/recovered-page-queries'
import { viewHref } from '@/features/dashboards/view'
import { resolveView, type SearchParams } from '@/features/dashboards/view-queries'
import { now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { classNames } from '@/ui/class-names'
import { formatMonth, formatMonths } from '@/ui/format'
import { PageHeader } from '@/ui/page-header'
import { single } from '@/ui/url'

export async function generateMetadata() {
  const t = await getTranslations('analysis.brought')
  return { title: t('title') }
}

export default async function RecoveredPageRoute({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('dashboard.read')
  const asked = await searchParams
  const view = await resolveView(viewer, asked, now())
  const [t, note, filters, locale] = await Promise.all([getTranslations('analysis'), getTranslations('chartNotes'), getTranslations('dashboard.filters'), getLocale()])
  const page = await recoveredPage(viewer, view, asked, { t, locale, unit: view.unit }, ({ kind, text }) => note('onChart', { kind: note(`kinds.${kind}`), text }))
  const more = { by: page.by === 'posted' ? null : page.by }
  const kept = keptOnRecovered(asked)
  const here = (change: Readonly<Record<string, string | null>>) => viewHref('/dashboard/recovered', view.params, { ...kept, ...change })
  const words = ({ name, value }: NonNullable<RecoveredPage['narrowed']>): string => {
    if (name === 'in' || name === 'upTo') return isBillingMonth(value) ? `${formatMonth(name === 'in' ? value : view.from, locale)}${name === 'in' ? '' : ` – ${formatMonth(value, locale)}`}` : value
    if (name === 'kind') return t.has(`brought.findings.${value}` as 'brought.findings.wrong_record') ? t(`brought.findings.${value}` as 'brought.findings.wrong_record') : value
    return name === 'station' ? (view.stations.find(({ code }) => code === value)?.name ?? value) : value || t('brought.unknown')
  }
  return (
    <>
      <PageHeader title={t('brought.title')} description={<ViewLine view={view} months={formatMonths(view, locale)} category={filters('allCategories')} basis={`${t('brought.by')} ${t(`brought.bys.${page.by}`)}`} />} />
      <DashboardTabs here="recovered" params={view.params} />
      <ViewProblems problems={view.problems} />
      <DashboardFilters view={view} action="/dashboard/recovered" asks={{ category: false, compare: false, basis: false }} more={more} />
      <p className="text-muted mb-3 text-sm">{t('brought.note')}</p>
      <div className="no-print mb-4 flex flex-wrap items-center justify-between gap-3">
        <nav aria-label={t('brought.by')} className="flex flex-wrap items-center gap-3 text-sm">
          <span className="text-muted">{t('brought.by')}</span>
          {(['posted', 'belonging'] as const).map((by) => (
            <SamePageLink key={by} href={viewHref('/dashboard/recovered', view.params, { by: by === 'posted' ? null : by })} here={by === page.by} className={classNames('py-1', by === page.by ? 'text-accent font-semibold' : 'underline underline-offset-2')}>
              {t(`brought.bys.${by}`)}
            </SamePageLink>
          ))}
        </nav>
        <UnitSwitch path="/dashboard/recovered" params={view.params} more={kept} />
      </div>
      <Notes viewer={viewer} view={view} notes={page.notes} />
      <BroughtHeadline page={page} />
      <ChartGrid specs={page.charts} page="recovered" params={view.params} more={more} />
      <div className="mb-4 grid items-start gap-4 lg:grid-cols-2">
        <OpenPotentialCard page={page} station={view.params.station} district={view.params.district} may={{ campaigns: mayDo(viewer.role, 'campaigns.read'), orders: mayDo(viewer.role, 'work-orders.read') }} />
        <Targets viewer={viewer} view={view} targets={page.targets} />
      </div>
      <BroughtOrders
        listed={page.listed}
        narrowed={page.narrowed && { label: words(page.narrowed), clearHref: `${viewHref('/dashboard/recovered', view.params, { ...more, newBasis: kept['newBasis'] })}#orders` }}
        mayOpen={mayDo(viewer.role, 'work-orders.read')}
        allHref={single(asked['rows']) === 'all' ? null : `${here({ rows: 'all' })}#orders`}
      />
      <div className="mt-4">
        <NewBasisBills
          newBasis={page.newBasis}
          clearHref={`${here({ newBasis: null, bills: null })}#new-basis`}
          allHref={single(asked['bills']) === 'all' ? null : `${here({ bills: 'all' })}#new-basis`}
          mayOpen={mayDo(viewer.role, 'work-orders.read')}
        />
      </div>
    </>
  )
}
