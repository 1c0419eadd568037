import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { monthOf } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { BASES, loadedMonths } from '@/features/bills/totals-queries'
import { HitRatesCard } from '@/features/campaigns/components/hit-rates-card'
import { hitRates } from '@/features/campaigns/results-queries'
import { ComparisonTable } from '@/features/dashboards/components/comparison-table'
import { DashboardFilters } from '@/features/dashboards/components/dashboard-filters'
import { Headline } from '@/features/dashboards/components/headline'
import { MonthTable } from '@/features/dashboards/components/month-table'
import { OverviewCharts } from '@/features/dashboards/components/overview-charts'
import { RecoveredCard } from '@/features/dashboards/components/recovered-card'
import { ScopeLine } from '@/features/dashboards/components/scope-line'
import { StatementsCard } from '@/features/dashboards/components/statements-card'
import { WorkLinks } from '@/features/dashboards/components/work-links'
import { overview } from '@/features/dashboards/queries'
import { lastTwo, quickRanges, rangeFrom } from '@/features/dashboards/schemas'
import { listCategories } from '@/features/tariffs/queries'
import { dayInChina, now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { Notice } from '@/ui/badge'
import { EmptyState } from '@/ui/empty-state'
import { formatMonth } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

interface DashboardPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('dashboard')
  return { title: t('title') }
}

export default async function DashboardPage({ searchParams }: DashboardPageProps) {
  const viewer = await requireViewer('dashboard.read')
  const params = await searchParams
  const [t, campaigns, locale, stations, categories] = await Promise.all([getTranslations('dashboard'), getTranslations('campaigns.rates'), getLocale(), listStations(viewer), listCategories()])
  const station = stations.find(({ code }) => code === single(params['station'])) ?? null
  const category = categories.find(({ code }) => code === single(params['category'])) ?? null
  const basis = BASES.find((name) => name === single(params['basis'])) ?? 'billed'
  const loaded = await loadedMonths(viewer, station?.id)
  const thisMonth = monthOf(dayInChina(now()))
  const usual = loaded ? lastTwo(loaded) : { from: thisMonth, to: thisMonth }
  const asked = rangeFrom(single(params['from']), single(params['to']))
  const { from, to } = asked ?? usual
  const shown = await overview(viewer, { station, from, to, category, basis })
  const last = shown.months.at(-1)
  const filter = { station: station?.code, category: category?.code, basis: basis === 'billed' ? null : basis }
  const quick = loaded ? quickRanges(loaded).map(({ name, ...range }) => ({ label: t(`quick.${name}`, { year: loaded.last.slice(0, 4) }), href: withParams('/dashboard', { ...filter, ...range }) })) : []
  const unknown = (station === null && isGiven(params['station'])) || (category === null && isGiven(params['category']))
  const importsHref = mayDo(viewer.role, 'imports.read') ? '/imports' : null
  const rates = mayDo(viewer.role, 'campaigns.read') ? await hitRates(viewer) : null
  const recovered = (
    <RecoveredCard
      recovered={shown.recovered}
      comparison={shown.comparison}
      ofAllCategories={category === null}
      ordersHref={mayDo(viewer.role, 'work-orders.read') ? '/work-orders?state=applied' : null}
    />
  )
  return (
    <>
      <PageHeader title={t('title')} description={<ScopeLine shown={shown} stations={stations} />} actions={<WorkLinks viewer={viewer} />} />
      <div className="mb-4 grid gap-3">
        {!asked && (params['from'] !== undefined || params['to'] !== undefined) && <Notice tone="warn">{t('badRange')}</Notice>}
        {unknown && <Notice tone="warn">{t('unknownFilter')}</Notice>}
        <DashboardFilters stations={stations} categories={categories} values={{ station: station?.code ?? '', from, to, category: category?.code ?? '', basis }} />
        <nav aria-label={t('quick.label')} className="no-print flex flex-wrap gap-3 text-sm">
          {quick.map(({ label, href }) => (
            <Link key={label} href={href} className="text-accent py-1 hover:underline">
              {label}
            </Link>
          ))}
        </nav>
      </div>
      {!last ? (
        <>
          <EmptyState title={t('empty.title')}>
            <p>{t('empty.body')}</p>
            {importsHref && <LinkButton href={importsHref}>{t('empty.import')}</LinkButton>}
          </EmptyState>
          {shown.recovered.posted.orders > 0 && recovered}
        </>
      ) : (
        <>
          <section className="mb-4 grid gap-2">
            <h2 className="text-muted text-sm font-medium">
              {shown.comparison ? t('against', { from: formatMonth(shown.comparison.from, locale), to: formatMonth(shown.comparison.to, locale) }) : formatMonth(last.month, locale)}
            </h2>
            <Headline figures={shown.comparison?.all.now ?? last.all} comparison={shown.comparison} />
          </section>
          {shown.comparison && <ComparisonTable comparison={shown.comparison} station={station?.code ?? ''} />}
          <div className="mb-4 grid gap-4 lg:grid-cols-2">
            {recovered}
            <StatementsCard rows={shown.statements} categories={categories} importsHref={importsHref} />
          </div>
          <OverviewCharts months={shown.months} />
          <MonthTable months={shown.months} />
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

const isGiven = (value: string | string[] | undefined): boolean => (single(value) ?? '') !== ''
