import { getLocale, getTranslations } from 'next-intl/server'
import { JobPanel } from '@/features/jobs/components/job-panel'
import { progressOf } from '@/features/jobs/queries'
import { getProject } from '@/features/quality/queries'
import { WriteReport } from '@/features/quality-report/components/write-report'
import { projectReports } from '@/features/quality-report/queries'
import { now } from '@/server/clock'
import { orNotFound } from '@/server/or-not-found'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { formatInstant } from '@/ui/format'

interface ReportPageProps {
  params: Promise<{ number: string }>
}

export default async function ReportPage({ params }: ReportPageProps) {
  const viewer = await requireViewer('quality.read')
  const { number } = await params
  await orNotFound(getProject(viewer, number))
  const [t, locale, reports] = await Promise.all([getTranslations('qualityReport'), getLocale(), projectReports(viewer, number)])
  const underWay = reports.find(({ job }) => job.state === 'queued' || job.state === 'running')
  const kept = reports.filter(({ written }) => written !== null)
  return (
    <div className="grid gap-4">
      <Card title={t('write')}>
        <WriteReport project={number} />
      </Card>
      {underWay && <JobPanel key={underWay.job.id} initial={progressOf(underWay.job, now())} title={t('job')} />}
      <Card title={t('kept')}>
        {kept.length === 0 ? (
          <p className="text-muted">{t('none')}</p>
        ) : (
          <ul className="grid gap-2">
            {kept.map(({ job, request }) => (
              <li key={job.id} className="flex flex-wrap items-center gap-3">
                <span>
                  {t(`languages.${request.locale}`)} <span className="text-muted">{t('by', { by: job.createdByName, at: formatInstant(job.finishedAt ?? job.createdAt, locale) })}</span>
                </span>
                {(['docx', 'pdf'] as const).map((kind) => (
                  <a key={kind} href={`/quality/projects/${number}/report/${job.id}/${kind}`} className="text-accent underline" download>
                    {t(kind === 'docx' ? 'word' : 'pdf')}
                  </a>
                ))}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  )
}
