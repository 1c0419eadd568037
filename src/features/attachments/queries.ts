import 'server-only'
import { db } from '@/server/db'
import { inScope, type Viewer } from '@/server/viewer'

export interface AttachmentRow {
  id: bigint
  name: string
  mediaType: string
  bytes: number
  uploadedById: string
  uploadedByName: string
  at: Date
  fileSha256: string
  thumbnailSha256: string | null
}

const fields = { id: true, name: true, mediaType: true, bytes: true, uploadedById: true, uploadedByName: true, at: true, fileSha256: true, thumbnailSha256: true } as const

/** The photos and documents of an order, oldest first. */
export async function attachmentsOf(viewer: Viewer, order: { stationId: number; id: bigint }): Promise<AttachmentRow[]> {
  return db(viewer).workOrderAttachment.findMany({
    where: { AND: [inScope(viewer), { stationId: order.stationId, workOrderId: order.id, removedAt: null }] },
    select: fields,
    orderBy: { id: 'asc' },
  })
}

/** One of them by its order's number, or null: what lies on an order out of scope cannot be asked for. */
export async function findAttachment(viewer: Viewer, number: string, id: bigint): Promise<AttachmentRow | null> {
  return db(viewer).workOrderAttachment.findFirst({ where: { AND: [inScope(viewer), { id, removedAt: null, workOrder: { number } }] }, select: fields })
}
