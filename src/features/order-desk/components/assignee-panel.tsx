import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { daysBetween } from '@/domain/plain-date'
import { colleaguesAt } from '@/features/comments/queries'
import { dayInChina, now } from '@/server/clock'
import type { Viewer } from '@/server/viewer'
import { Badge } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { formatDate } from '@/ui/format'
import { handlingOf } from '../assignment-queries'
import { dueBook, dueDateOf } from '../due-queries'
import { AssigneeForm } from './assignee-form'

/** How long an order has been where it is, by when it is due, and who has it in hand. */
export async function AssigneePanel({ viewer, order }: { viewer: Viewer; order: { stationId: number; id: bigint; number: string; state: string } }) {
  const [t, locale, handling, people, book] = await Promise.all([getTranslations('orderDesk.hand'), getLocale(), handlingOf(viewer, order), colleaguesAt(viewer, order.stationId, true), dueBook()])
  if (!handling) return null
  const today = dayInChina(now())
  const due = dueDateOf(book, order.state, handling.stateSince)
  const mayAssign = mayDo(viewer.role, 'work-orders.prepare') || mayDo(viewer.role, 'work-orders.decide')
  return (
    <Card title={t('title')} className="no-print">
      <p className="mb-3 flex flex-wrap items-center gap-2">
        <span>{t('age', { days: daysBetween(dayInChina(handling.stateSince), today) })}</span>
        {due !== null && <Badge tone={due < today ? 'bad' : 'neutral'}>{t(due < today ? 'overdue' : 'due', { date: formatDate(due, locale) })}</Badge>}
      </p>
      {mayAssign ? (
        <ClientMessages namespaces={['orderDesk']}>
          <AssigneeForm key={handling.assigneeId ?? ''} number={order.number} assigneeId={handling.assigneeId} viewerId={viewer.userId} people={people} />
        </ClientMessages>
      ) : (
        <p>{people.find(({ id }) => id === handling.assigneeId)?.name ?? t('nobody')}</p>
      )}
    </Card>
  )
}
