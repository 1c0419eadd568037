import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { billedMonths } from '@/features/bills/totals-queries'
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
import { PageHeader } from '@/ui/page-header'

export async function generateMetadata() {
  const t = await getTranslations('monthlyReports')
  return { title: t('title') }
}

export default async function ReportsPage() {
  const viewer = await requireViewer('dashboard.read')
  const [t, locale, view, months, reports, [latest]] = await Promise.all([getTranslations('monthlyReports'), getLocale(), resolveView(viewer, {}, now()), billedMonths(viewer), listReports(viewer), listJobs(viewer, MONTHLY_REPORT, 1)])
  const underWay = latest && (latest.state === 'queued' || latest.state === 'running' || latest.state === 'failed') ? latest : undefined
  const places = [...(viewer.stations === 'all' ? [{ code: '', name: t('company') }] : []), ...view.stations]
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <DashboardTabs here="reports" params={view.params} />
      <ClientMessages namespaces={['monthlyReports']}>
        {mayDo(viewer.role, 'monthly-reports.request') && months.length > 0 && <RequestForm months={months.map((month) => ({ value: month, label: formatMonth(month, locale) }))} places={places.map(({ code, name }) => ({ code, name }))} locales={REPORT_LOCALES.map((value) => ({ value, label: t(`locales.${value}`) }))} />}
        {underWay && (
          <div className="mb-4">
            <JobPanel key={underWay.id} initial={progressOf(underWay, now())} title={t('job')} />
          </div>
        )}
      </ClientMessages>
      <ReportTable reports={reports} stations={view.stations} />
    </>
  )
}
