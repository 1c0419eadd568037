import 'server-only'
import { DomainError } from '@/domain/errors'
import { mayDo } from '@/domain/identity/permissions'
import { colleaguesAt } from '@/features/comments/queries'
import { getOrder } from '@/features/work-orders/queries'
import { answerOnce } from '@/server/answer-once'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import type { AssignOrder } from '../schemas'

/**
 * Gives an order to someone, hands it over or takes it back. Neither its state nor its version moves: who has it in hand
 * does not change what was seen of it.
 * @throws DomainError `forbidden`, `order-not-found`, `assignee-cannot`, `assignee-changed` when another handed it over meanwhile
 */
export async function assignOrder(viewer: Viewer, { requestKey, number, assigneeId, seenAssigneeId }: AssignOrder): Promise<{ number: string }> {
  if (!mayDo(viewer.role, 'work-orders.prepare') && !mayDo(viewer.role, 'work-orders.decide')) throw new DomainError('forbidden')
  const request = { key: requestKey, action: 'work-order.assign' }
  return answerOnce(viewer, request, async () => {
    const { stationId, id } = await getOrder(viewer, number)
    const people = await colleaguesAt(viewer, stationId, true)
    const nameOf = (userId: string | null) => people.find((person) => person.id === userId)?.name ?? null
    if (assigneeId !== null && nameOf(assigneeId) === null) throw new DomainError('assignee-cannot')
    return transact(
      viewer,
      async (tx, record) => {
        const changed = await tx.$executeRaw`
          UPDATE work_order SET assignee_id = ${assigneeId} WHERE station_id = ${stationId} AND id = ${id} AND assignee_id IS NOT DISTINCT FROM ${seenAssigneeId}`
        if (changed !== 1) throw new DomainError('assignee-changed', { number })
        await record({
          stationId, action: 'work-order.assigned', subject: 'work-order', subjectKey: number,
          before: { assigneeId: seenAssigneeId, assignee: nameOf(seenAssigneeId) }, after: { assigneeId, assignee: nameOf(assigneeId) },
        })
        return { number }
      },
      request,
    )
  })
}
