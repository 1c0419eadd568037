import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { complaintActions } from '@/domain/complaint/transitions'
import { maskContact, maskName } from '@/domain/identity/masking'
import { mayDo } from '@/domain/identity/permissions'
import { STANDING } from '@/domain/work-order/transitions'
import { History } from '@/features/audit-log/components/history'
import { historyOf } from '@/features/audit-log/queries'
import { ComplaintStateBadge } from '@/features/complaints/components/complaint-state-badge'
import { ComplaintSteps } from '@/features/complaints/components/complaint-steps'
import { findComplaint, possibleOwners } from '@/features/complaints/queries'
import { StateBadge } from '@/features/work-orders/components/state-badge'
import { dayInChina, now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { Badge, Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { DescriptionList } from '@/ui/description-list'
import { formatDate, formatInstant } from '@/ui/format'
import { PageHeader } from '@/ui/page-header'

interface ComplaintPageProps {
  params: Promise<{ number: string }>
}

export async function generateMetadata({ params }: ComplaintPageProps) {
  return { title: (await params).number }
}

export default async function ComplaintPage({ params }: ComplaintPageProps) {
  const viewer = await requireViewer('complaints.read')
  const complaint = await findComplaint(viewer, (await params).number)
  if (!complaint) notFound()
  const [t, shell, locale, owners, history] = await Promise.all([
    getTranslations('complaints'),
    getTranslations('shell'),
    getLocale(),
    possibleOwners(complaint.stationId),
    historyOf(viewer, complaint.stationId, 'complaint', complaint.number),
  ])
  const { number, version, orderNumber, ownerId, state, dueOn, reversal } = complaint
  // Whoever handles the case has to reach the customer.
  const handles = mayDo(viewer.role, 'complaints.handle')
  const overdue = dueOn !== null && dueOn < dayInChina(now())
  const orderLink = (order: { number: string; state: Parameters<typeof StateBadge>[0]['state'] }) => (
    <span className="flex flex-wrap items-center gap-2">
      <Link className="text-accent tabular hover:underline" href={`/work-orders/${order.number}`}>
        {order.number}
      </Link>
      <StateBadge state={order.state} />
    </span>
  )
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            <span className="tabular">{number}</span> <ComplaintStateBadge state={state} /> {complaint.outcome && <Badge>{t(`outcomes.${complaint.outcome}`)}</Badge>}
          </span>
        }
        crumbs={[{ label: t('title'), href: '/complaints' }]}
        crumbsLabel={shell('breadcrumbs')}
        actions={
          <ClientMessages namespaces={['complaints']}>
            <ComplaintSteps
              number={number}
              version={version}
              orderNumber={orderNumber}
              ownerId={ownerId}
              owners={owners.map(({ id, name }) => ({ id, name }))}
              actions={complaintActions(complaint, viewer)}
              reversible={STANDING.some((standing) => standing === complaint.orderState)}
            />
          </ClientMessages>
        }
      />
      {state === 'investigating' && viewer.role === 'supervisor' && complaint.involvedIds.includes(viewer.userId) && (
        <div className="mb-4">
          <Notice tone="warn">{t('detail.ownOrder')}</Notice>
        </div>
      )}
      {complaint.outcome === 'upheld' && !reversal && (
        <div className="mb-4">
          <Notice tone="warn">{t('detail.notApplied')}</Notice>
        </div>
      )}
      <div className="grid gap-4 lg:grid-cols-2">
        <div className="grid content-start gap-4">
          <Card title={t('detail.content')}>
            <p className="whitespace-pre-wrap">{complaint.content}</p>
          </Card>
          {complaint.decisionReason !== null && (
            <Card title={t('detail.decisionReason')}>
              <p className="whitespace-pre-wrap">{complaint.decisionReason}</p>
            </Card>
          )}
          {complaint.answer !== null && (
            <Card title={t('detail.answer')}>
              <p className="whitespace-pre-wrap">{complaint.answer}</p>
            </Card>
          )}
        </div>
        <div className="grid content-start gap-4">
          <Card title={t('detail.facts')}>
            <DescriptionList
              items={[
                { term: t('order'), detail: orderLink({ number: orderNumber, state: complaint.orderState }) },
                { term: t('account'), detail: <Link className="text-accent hover:underline" href={`/accounts/${complaint.accountNo}`}>{`${maskName(complaint.accountName)} ${complaint.accountNo}`}</Link> },
                { term: t('detail.complainant'), detail: handles ? complaint.complainant : maskName(complaint.complainant) },
                { term: t('detail.contact'), detail: handles ? complaint.contact : maskContact(complaint.contact) },
                { term: t('detail.receivedBy'), detail: `${complaint.receivedByName} · ${formatInstant(complaint.receivedAt, locale)}` },
                { term: t('owner'), detail: complaint.ownerName },
                ...(dueOn === null ? [] : [{ term: t('due'), detail: <span>{formatDate(dueOn, locale)} {overdue && <Badge tone="bad">{t('overdue')}</Badge>}</span> }]),
                ...(reversal ? [{ term: t('detail.reversal'), detail: orderLink(reversal) }] : []),
                ...(complaint.closedAt ? [{ term: t('detail.closedAt'), detail: formatInstant(complaint.closedAt, locale) }] : []),
              ]}
            />
          </Card>
          <Card title={t('detail.history')}>
            <History entries={history} />
          </Card>
        </div>
      </div>
    </>
  )
}
