import 'server-only'
import { DomainError } from '@/domain/errors'
import { getOrder } from '@/features/work-orders/queries'
import { answerOnce } from '@/server/answer-once'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import type { RemoveAttachment } from '../schemas'

/** Takes off what one attached oneself, by mistake. The log keeps that it was there. @throws DomainError `attachment-not-found` */
export async function removeAttachment(viewer: Viewer, { requestKey, number, id, reason }: RemoveAttachment, at: Date): Promise<{ id: string }> {
  const request = { key: requestKey, action: 'work-order.detach' }
  return answerOnce(viewer, request, async () => {
    const { stationId } = await getOrder(viewer, number)
    return transact(
      viewer,
      async (tx, record) => {
        const row = await tx.workOrderAttachment.findFirst({ where: { stationId, id: BigInt(id), removedAt: null, uploadedById: viewer.userId, workOrder: { number } } })
        if (!row) throw new DomainError('attachment-not-found')
        await tx.workOrderAttachment.update({ where: { stationId_id: { stationId, id: row.id } }, data: { removedAt: at } })
        await record({ stationId, action: 'work-order.detached', subject: 'work-order', subjectKey: number, before: { name: row.name, sha256: row.fileSha256 }, reason })
        return { id }
      },
      request,
    )
  })
}
