import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { isBillingMonth } from '@/domain/plain-date'
import { listDistricts, listStations } from '@/features/accounts/queries'
import { BILL_CHECK } from '@/features/bill-checks/bill-check-job'
import { CheckFilters } from '@/features/bill-checks/components/check-filters'
import { CheckHeadline } from '@/features/bill-checks/components/check-headline'
import { CheckSums } from '@/features/bill-checks/components/check-sums'
import { FoundTable } from '@/features/bill-checks/components/found-table'
import { RunCheck } from '@/features/bill-checks/components/run-check'
import { checkSums, findFound, stationChecks } from '@/features/bill-checks/queries'
import { FOUND_KINDS } from '@/features/bill-checks/schemas'
import { billedMonths } from '@/features/bills/totals-queries'
import { JobPanel } from '@/features/jobs/components/job-panel'
import { progressOf } from '@/features/jobs/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { now } from '@/server/clock'
import { listJobs } from '@/server/jobs/job-store'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { EmptyState } from '@/ui/empty-state'
import { formatMonth } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

interface BillChecksPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('billChecks')
  return { title: t('title') }
}

const PAGE_SIZE = 50

export default async function BillChecksPage({ searchParams }: BillChecksPageProps) {
  const viewer = await requireViewer('bill-checks.read')
  const params = await searchParams
  const [t, common, locale, months, stations, { byCode }] = await Promise.all([
    getTranslations('billChecks'),
    getTranslations('common'),
    getLocale(),
    billedMonths(viewer),
    listStations(viewer),
    categoryIndex(),
  ])
  const asked = single(params['month'])
  const month = asked !== undefined && isBillingMonth(asked) ? asked : months[0]
  if (month === undefined) return <EmptyState title={t('noBills')}>{t('noBillsBody')}</EmptyState>
  const station = stations.find(({ code }) => code === single(params['station']))
  const category = byCode.get(single(params['category']) ?? '')
  const kind = FOUND_KINDS.find((name) => name === single(params['kind']))
  const after = single(params['after'])
  const district = station && (await listDistricts(viewer, station.id)).find(({ code }) => code === single(params['district']))
  const outcome = (['differs', 'uncheckable'] as const).find((name) => name === single(params['outcome']))
  const scope = { month, stationId: station?.id }
  const [sums, checks, found, jobs] = await Promise.all([
    checkSums(viewer, scope),
    stationChecks(viewer, month, station ? [station] : stations),
    findFound(viewer, { ...scope, kind, outcome, districtId: district?.id, categoryId: category?.id, after }, PAGE_SIZE + 1),
    listJobs(viewer, BILL_CHECK, 1),
  ])
  const [latest] = jobs
  const underWay = latest && (latest.state === 'queued' || latest.state === 'running' || latest.state === 'failed') ? latest : undefined
  const filter = { month, station: station?.code, category: category?.code, kind, district: district?.code, outcome }
  const rows = found.slice(0, PAGE_SIZE)
  return (
    <>
      <ListKeys />
      <PageHeader title={t('title')} description={t('description')} />
      <ClientMessages namespaces={['billChecks']}>
        <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
          <CheckFilters months={months} stations={stations} values={{ month, station: station?.code ?? '', category: category?.code ?? '', kind: kind ?? '' }} />
          {mayDo(viewer.role, 'bill-checks.run') && <RunCheck month={month} stationCode={station?.code} again={sums.length > 0} />}
        </div>
        {underWay && (
          <div className="mb-4">
            <JobPanel key={underWay.id} initial={progressOf(underWay, now())} title={t('job')} />
          </div>
        )}
      </ClientMessages>
      {sums.length === 0 ? (
        <EmptyState title={t('unchecked', { month: formatMonth(month, locale) })}>
          <p>{t('uncheckedBody')}</p>
        </EmptyState>
      ) : (
        <>
          <CheckHeadline sums={sums} checks={checks} />
          <CheckSums sums={sums} stations={stations} params={{ month, station: station?.code }} />
          <Card flush title={district ? `${t('found')} · ${district.name}` : t('found')}>
            {rows.length === 0 ? <EmptyState title={t(kind || category ? 'nothingInFilter' : 'allMatch')} /> : <FoundTable rows={rows} month={month} mayPrepare={mayDo(viewer.role, 'work-orders.prepare')} />}
            {(after !== undefined || found.length > PAGE_SIZE) && (
              <div className="flex gap-2 p-3">
                {after !== undefined && <LinkButton href={withParams('/bill-checks', filter)}>{common('first')}</LinkButton>}
                {found.length > PAGE_SIZE && <LinkButton href={withParams('/bill-checks', { ...filter, after: rows.at(-1)?.cursor })}>{common('next')}</LinkButton>}
              </div>
            )}
          </Card>
        </>
      )}
    </>
  )
}
