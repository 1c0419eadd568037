import 'server-only'
import { DomainError } from '@/domain/errors'
import { getOrder } from '@/features/work-orders/queries'
import { answerOnce } from '@/server/answer-once'
import { keepFile } from '@/server/files/file-store'
import { mediaTypeOf } from '@/server/files/media-type'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { ATTACHMENT_LIMITS } from '../schemas'
import { thumbnailOf } from '../thumbnail'

interface NewAttachment {
  requestKey: string
  number: string
  name: string
  content: Uint8Array
}

/**
 * Puts a photo or document on an order. What it is, is judged by its content; the same file on the same order is there once.
 * @throws DomainError `forbidden`, `order-not-found`, `file-empty`, `file-too-big`, `attachment-wrong-kind`, `picture-broken`, `attachments-too-many`
 */
export async function attachFile(viewer: Viewer, { requestKey, number, name, content }: NewAttachment, at: Date): Promise<{ id: string }> {
  assertMay(viewer, 'work-orders.read')
  const request = { key: requestKey, action: 'work-order.attach' }
  return answerOnce(viewer, request, async () => {
    const order = await getOrder(viewer, number)
    if (content.byteLength > ATTACHMENT_LIMITS.bytes) throw new DomainError('file-too-big', { size: Math.ceil((content.byteLength * ATTACHMENT_LIMITS.megabytes) / ATTACHMENT_LIMITS.bytes), limit: ATTACHMENT_LIMITS.megabytes })
    const mediaType = mediaTypeOf(content)
    const thumbnail = mediaType.startsWith('image/') ? await keepFile(await thumbnailOf(content)) : null
    const kept = await keepFile(content)
    return transact(
      viewer,
      async (tx, record) => {
        const key = { stationId: order.stationId, workOrderId: order.id }
        const present = await tx.workOrderAttachment.findMany({ where: { ...key, removedAt: null }, select: { id: true, fileSha256: true } })
        const same = present.find(({ fileSha256 }) => fileSha256 === kept.sha256)
        if (same) return { id: String(same.id) }
        if (present.length >= ATTACHMENT_LIMITS.perOrder) throw new DomainError('attachments-too-many', { limit: ATTACHMENT_LIMITS.perOrder })
        const row = await tx.workOrderAttachment.create({
          data: { ...key, fileSha256: kept.sha256, thumbnailSha256: thumbnail?.sha256 ?? null, name, mediaType, bytes: kept.bytes, uploadedById: viewer.userId, uploadedByName: viewer.name, at },
        })
        await record({ stationId: order.stationId, action: 'work-order.attached', subject: 'work-order', subjectKey: number, after: { name, mediaType, bytes: kept.bytes, sha256: kept.sha256 } })
        return { id: String(row.id) }
      },
      request,
    )
  })
}
