import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { mayDo } from '@/domain/identity/permissions'
import type { OrderDetail } from '@/features/work-orders/queries'
import type { Viewer } from '@/server/viewer'
import { Card } from '@/ui/card'
import { LinkButton } from '@/ui/link-button'
import { complaintsAbout } from '../queries'
import { ComplaintStateBadge } from './complaint-state-badge'

/** On an order's page: who objected to it, and where to take down an objection. Nothing while there is nothing to object to. */
export async function OrderComplaints({ viewer, order }: { viewer: Viewer; order: Pick<OrderDetail, 'stationId' | 'id' | 'number' | 'state'> }) {
  const [t, life, complaints] = await Promise.all([getTranslations('complaints'), getTranslations('orderLife.detail'), complaintsAbout(viewer, order)])
  const objectable = !(['draft', 'rejected', 'cancelled'] as const).some((state) => state === order.state)
  const mayOpen = objectable && mayDo(viewer.role, 'complaints.handle') && complaints.every(({ state }) => state === 'closed')
  if (complaints.length === 0 && !mayOpen) return null
  return (
    <Card title={t('title')}>
      <div className="grid gap-2">
        {complaints.map(({ number, state, ownerName }) => (
          <p key={number} className="flex flex-wrap items-center gap-2">
            <Link href={`/complaints/${number}`} className="text-accent tabular hover:underline">
              {number}
            </Link>
            <ComplaintStateBadge state={state} /> <span className="text-muted">{ownerName}</span>
          </p>
        ))}
        {mayOpen && (
          <p>
            <LinkButton href={`/complaints/new?order=${order.number}`}>{life('complain')}</LinkButton>
          </p>
        )}
      </div>
    </Card>
  )
}
