import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { RULES } from '@/domain/suspects/rules'
import { routeThrough } from '@/domain/suspects/route'
import { listStations } from '@/features/accounts/queries'
import { SelectionBar } from '@/features/campaigns/components/selection-bar'
import { openCampaigns } from '@/features/campaigns/queries'
import { JobPanel } from '@/features/jobs/components/job-panel'
import { progressOf } from '@/features/jobs/queries'
import { RunScoring } from '@/features/suspects/components/run-scoring'
import { SuspectFilters } from '@/features/suspects/components/suspect-filters'
import { SuspectHeadline } from '@/features/suspects/components/suspect-headline'
import { SELECTION_FORM, SuspectTable } from '@/features/suspects/components/suspect-table'
import { findSuspects, scoringRuns, suspectSum } from '@/features/suspects/queries'
import { SUSPECT_VIEWS } from '@/features/suspects/choices'
import { SUSPECT_SCORING } from '@/features/suspects/suspect-scoring-job'
import { dayInChina, now } from '@/server/clock'
import { listJobs } from '@/server/jobs/job-store'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { EmptyState } from '@/ui/empty-state'
import { formatCount, formatYuan } from '@/ui/format'
import { fen } from '@/domain/money'
import { LinkButton } from '@/ui/link-button'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

interface SuspectsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('suspects')
  return { title: t('title') }
}

const PAGE_SIZE = 50
/** As many as a few days of walking. */
const ROUTE_SIZE = 200

export default async function SuspectsPage({ searchParams }: SuspectsPageProps) {
  const viewer = await requireViewer('suspects.read')
  const params = await searchParams
  const [t, common, locale, stations, runs, jobs] = await Promise.all([
    getTranslations('suspects'), getTranslations('common'), getLocale(), listStations(viewer), scoringRuns(viewer), listJobs(viewer, SUSPECT_SCORING, 1),
  ])
  const station = stations.find(({ code }) => code === single(params['station'])) ?? (stations.length === 1 ? stations[0] : undefined)
  const view = SUSPECT_VIEWS.find((name) => name === single(params['view'])) ?? 'open'
  const rule = RULES.find((name) => name === single(params['rule']))
  const byRoute = single(params['order']) === 'route'
  const district = single(params['district'])?.trim() || undefined
  const after = single(params['after'])
  const today = dayInChina(now())
  const [sum, found, campaigns] = await Promise.all([
    suspectSum(viewer, { today, stationId: station?.id }),
    findSuspects(viewer, { stationId: station?.id, districtCode: district, rule, view, today, ...(byRoute ? {} : { after }) }, byRoute ? ROUTE_SIZE : PAGE_SIZE + 1),
    openCampaigns(viewer),
  ])
  const [latest] = jobs
  const underWay = latest && (latest.state === 'queued' || latest.state === 'running' || latest.state === 'failed') ? latest : undefined
  const rows = byRoute ? found : found.slice(0, PAGE_SIZE)
  const may = { decide: mayDo(viewer.role, 'suspects.decide'), prepare: mayDo(viewer.role, 'work-orders.prepare'), plan: mayDo(viewer.role, 'campaigns.plan') }
  const filter = { station: single(params['station']), district, rule, view: view === 'open' ? undefined : view, order: byRoute ? 'route' : undefined }
  return (
    <ClientMessages namespaces={['suspects', 'campaigns']}>
      <ListKeys />
      <PageHeader title={t('title')} description={t('description')} actions={may.decide && <RunScoring stationCode={single(params['station'])} again={runs.length > 0} />} />
      {underWay && (
        <div className="mb-4">
          <JobPanel key={underWay.id} initial={progressOf(underWay, now())} title={t('job')} />
        </div>
      )}
      {runs.length === 0 ? (
        <EmptyState title={t('unscored')}>
          <p>{t('unscoredBody')}</p>
        </EmptyState>
      ) : (
        <>
          <SuspectHeadline sum={sum} runs={runs.filter(({ stationId }) => station === undefined || stationId === station.id)} locale={locale} />
          <div className="mb-4">
            <SuspectFilters stations={stations} values={{ station: single(params['station']) ?? '', district: district ?? '', rule: rule ?? '', view, order: byRoute ? 'route' : '' }} />
          </div>
          {may.plan && rows.length > 0 && <SelectionBar formId={SELECTION_FORM} campaigns={campaigns.map(({ number, name }) => ({ number, name }))} />}
          {rows.length === 0 && <EmptyState title={t('none')}><p>{t('noneBody')}</p></EmptyState>}
          {!byRoute && rows.length > 0 && (
            <Card flush title={t('list')}>
              <SuspectTable title={t('list')} rows={rows} may={may} />
              {(after !== undefined || found.length > PAGE_SIZE) && (
                <div className="flex gap-2 p-3">
                  {after !== undefined && <LinkButton href={withParams('/suspects', filter)}>{common('first')}</LinkButton>}
                  {found.length > PAGE_SIZE && <LinkButton href={withParams('/suspects', { ...filter, after: rows.at(-1)?.cursor })}>{common('next')}</LinkButton>}
                </div>
              )}
            </Card>
          )}
          {byRoute &&
            routeThrough(rows).map((leg, place) => {
              const title = t('leg', { place: place + 1, name: leg.district.name, count: formatCount(leg.stops.length), yuan: formatYuan(fen(leg.expectedFen)) })
              return (
                <Card key={leg.district.code} flush title={title} className="mb-4">
                  <SuspectTable title={title} rows={leg.stops} may={may} />
                </Card>
              )
            })}
        </>
      )}
    </ClientMessages>
  )
}
