import 'server-only'
import { getOrder } from '@/features/work-orders/queries'
import { answerOnce } from '@/server/answer-once'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { colleaguesAt } from '../queries'
import { mentionedIn, type NewComment } from '../schemas'

/** Says something about an order; whoever is named in it is notified. @throws DomainError `forbidden`, `order-not-found` */
export async function addComment(viewer: Viewer, { requestKey, number, body }: NewComment, at: Date): Promise<{ id: string }> {
  assertMay(viewer, 'work-orders.read')
  const request = { key: requestKey, action: 'work-order.comment' }
  return answerOnce(viewer, request, async () => {
    const order = await getOrder(viewer, number)
    const mentions = mentionedIn(body, await colleaguesAt(viewer, order.stationId)).filter(({ id }) => id !== viewer.userId)
    return transact(
      viewer,
      async (tx, record) => {
        const comment = await tx.workOrderComment.create({
          data: { stationId: order.stationId, workOrderId: order.id, authorId: viewer.userId, authorName: viewer.name, body, mentions: mentions.map(({ id }) => id), at },
        })
        await record({ stationId: order.stationId, action: 'work-order.commented', subject: 'work-order', subjectKey: number, after: { comment: String(comment.id), mentions: mentions.map(({ name }) => name) } })
        return { id: String(comment.id) }
      },
      request,
    )
  })
}
