import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ComplaintTable } from '@/features/complaints/components/complaint-table'
import { COMPLAINT_VIEWS, complaintCounts, listComplaints } from '@/features/complaints/queries'
import { dayInChina, now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { classNames } from '@/ui/class-names'
import { EmptyState } from '@/ui/empty-state'
import { formatCount } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

interface ComplaintsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('complaints')
  return { title: t('title') }
}

export default async function ComplaintsPage({ searchParams }: ComplaintsPageProps) {
  const viewer = await requireViewer('complaints.read')
  const params = await searchParams
  const view = COMPLAINT_VIEWS.find((name) => name === single(params['view'])) ?? 'open'
  const after = single(params['after'])
  const today = dayInChina(now())
  const [t, common, counts, page] = await Promise.all([getTranslations('complaints'), getTranslations('common'), complaintCounts(viewer, today), listComplaints(viewer, view, today, after)])
  return (
    <>
      <ListKeys />
      <PageHeader title={t('title')} description={t('description')} />
      <nav aria-label={t('tabs.label')} className="mb-3 flex flex-wrap gap-1">
        {COMPLAINT_VIEWS.map((name) => (
          <Link
            key={name}
            href={`/complaints?view=${name}`}
            aria-current={name === view ? 'page' : undefined}
            className={classNames('rounded-md px-3 py-1.5', name === view ? 'bg-accent-soft text-accent font-semibold' : 'hover:bg-raised')}
          >
            {t(`tabs.${name}`)} {formatCount(counts[name])}
          </Link>
        ))}
      </nav>
      <Card flush>
        {page.rows.length === 0 ? (
          <EmptyState title={t('empty.title')}>
            <p>{t('empty.body')}</p>
            <LinkButton href="/work-orders">{t('empty.find')}</LinkButton>
          </EmptyState>
        ) : (
          <ComplaintTable rows={page.rows} today={today} />
        )}
        {(after !== undefined || page.next !== null) && (
          <div className="flex gap-2 p-3">
            {after !== undefined && <LinkButton href={withParams('/complaints', { view })}>{common('first')}</LinkButton>}
            {page.next !== null && <LinkButton href={withParams('/complaints', { view, after: page.next })}>{common('next')}</LinkButton>}
          </div>
        )}
      </Card>
    </>
  )
}
