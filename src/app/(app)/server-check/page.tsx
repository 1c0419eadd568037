import { getLocale, getTranslations } from 'next-intl/server'
import { recentRuns } from '@/features/backups/queries'
import { JobPanel } from '@/features/jobs/components/job-panel'
import { progressOf } from '@/features/jobs/queries'
import { BackupRuns } from '@/features/server-checks/components/backup-runs'
import { CheckFindings, STATE_TONES } from '@/features/server-checks/components/check-findings'
import { CheckHistory } from '@/features/server-checks/components/check-history'
import { RequestCheck } from '@/features/server-checks/components/request-check'
import { alarmsFor, findCheck, recentChecks } from '@/features/server-checks/queries'
import { SERVER_CHECK } from '@/features/server-checks/schemas'
import { now } from '@/server/clock'
import { listJobs } from '@/server/jobs/job-store'
import { requireViewer } from '@/server/session'
import { Badge, Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { EmptyState } from '@/ui/empty-state'
import { formatInstant } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { single } from '@/ui/url'

const CHECKS_SHOWN = 31
const RUNS_SHOWN = 16

interface ServerCheckPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('serverCheck')
  return { title: t('title') }
}

/** Whether the data are kept and the server is well: what needs someone now, the last check, and the record. */
export default async function ServerCheckPage({ searchParams }: ServerCheckPageProps) {
  const viewer = await requireViewer('server-checks.read')
  const asked = single((await searchParams)['id'])
  const [t, locale, alarms, checks, chosen, runs, [job]] = await Promise.all([
    getTranslations('serverCheck'), getLocale(), alarmsFor(viewer, now()), recentChecks(viewer, CHECKS_SHOWN),
    asked !== undefined && /^\d{1,18}$/.test(asked) ? findCheck(viewer, BigInt(asked)) : null, recentRuns(viewer, RUNS_SHOWN), listJobs(viewer, SERVER_CHECK, 1),
  ])
  const check = chosen ?? checks[0]
  const underWay = job && (job.state === 'queued' || job.state === 'running' || job.state === 'failed') ? job : undefined
  return (
    <ClientMessages namespaces={['serverCheck']}>
      <ListKeys />
      <PageHeader title={t('title')} description={t('description')} actions={<RequestCheck />} />
      <div className="grid gap-4">
        {alarms.length > 0 && (
          <Notice tone="bad" role="alert" title={t('alarms')}>
            <ul className="list-disc pl-5">
              {alarms.map(({ kind, since }) => (
                <li key={kind} data-alarm={kind}>
                  {t(`alarmKinds.${kind}`, { since: formatInstant(since, locale) })}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {underWay && <JobPanel key={underWay.id} initial={progressOf(underWay, now())} title={t('checking')} />}
        {check ? (
          <Card
            flush
            title={<Badge tone={STATE_TONES[check.state]}>{t(`overall.${check.state}`)}</Badge>}
            actions={chosen && <LinkButton href="/server-check">{t('newest')}</LinkButton>}
          >
            <CheckFindings check={check} />
          </Card>
        ) : (
          <Card>
            <EmptyState title={t('none')}>
              <p>{t('noneBody')}</p>
            </EmptyState>
          </Card>
        )}
        <Card flush title={t('runs')}>{runs.length === 0 ? <EmptyState title={t('runsNone')} /> : <BackupRuns runs={runs} />}</Card>
        {checks.length > 0 && (
          <Card flush title={t('history')}>
            <CheckHistory checks={checks} />
          </Card>
        )}
      </div>
    </ClientMessages>
  )
}
