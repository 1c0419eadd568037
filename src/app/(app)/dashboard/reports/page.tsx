import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { billedMonthsByStation } from '@/features/bills/totals-queries'
import { DashboardTabs } from '@/features/dashboards/components/dashboard-tabs'
import { resolveView } from '@/features/dashboards/view-queries'
import { JobPanel } from '@/features/jobs/components/job-panel'
import { progressOf } from '@/features/jobs/queries'
import { ReportTable } from '@/features/monthly-reports/components/report-table'
import { RequestForm } from '@/features/monthly-reports/components/request-form'
import { listReports } from '@/features/monthly-reports/queries'
import { MONTHLY_REPORT, REPORT_LOCALES } from '@/features/monthly-reports/schemas'
import { now } from '@/server/clock'
import { listJobs } from '@/server/jobs/job-store'
import { requireViewer } from '@/server/session'
import { ClientMessages } from '@/ui/client-messages'
import { formatMonth } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

export async function generateMetadata() {
  const t = await getTranslations('monthlyReports')
  return { title: t('title') }
}

interface ReportsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ReportsPage({ searchParams }: ReportsPageProps) {
  const viewer = await requireViewer('dashboard.read')
  const after = single((await searchParams)['after'])
  const [t, common, locale, view, billed, { reports, next }, [latest]] = await Promise.all([getTranslations('monthlyReports'), getTranslations('common'), getLocale(), resolveView(viewer, {}, now()), billedMonthsByStation(viewer), listReports(viewer, after), listJobs(viewer, MONTHLY_REPORT, 1)])
  const underWay = latest && (latest.state === 'queued' || latest.state === 'running' || latest.state === 'failed') ? latest : undefined
  const months = [...new Set([...billed.values()].flat())].sort().reverse()
  const company = viewer.stations === 'all' ? [{ code: '', name: t('company'), unbilled: [] }] : []
  const places = [...company, ...view.stations.map(({ id, code, name }) => ({ code, name, unbilled: months.filter((month) => !billed.get(id)?.includes(month)) }))]
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <DashboardTabs here="reports" params={view.params} />
      <ClientMessages namespaces={['monthlyReports']}>
        {mayDo(viewer.role, 'monthly-reports.request') && months.length > 0 && <RequestForm months={months.map((month) => ({ value: month, label: formatMonth(month, locale) }))} places={places} locales={REPORT_LOCALES.map((value) => ({ value, label: t(`locales.${value}`) }))} />}
        {underWay && (
          <div className="mb-4">
            <JobPanel key={underWay.id} initial={progressOf(underWay, now())} title={t('job')} />
          </div>
        )}
      </ClientMessages>
      <ReportTable
        reports={reports}
        stations={view.stations}
        pages={
          (after !== undefined || next !== null) && (
            <div className="flex gap-2 p-3">
              {after !== undefined && <LinkButton href="/dashboard/reports">{common('first')}</LinkButton>}
              {next !== null && <LinkButton href={withParams('/dashboard/reports', { after: next })}>{common('next')}</LinkButton>}
            </div>
          )
        }
      />
    </>
  )
}
