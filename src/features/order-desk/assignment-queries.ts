import 'server-only'
import { db } from '@/server/db'
import type { Viewer } from '@/server/viewer'
import { inScope } from '@/server/viewer'

/** Since when an order is in its state and who has it in hand. */
export async function handlingOf(viewer: Viewer, order: { stationId: number; id: bigint }): Promise<{ stateSince: Date; assigneeId: string | null } | null> {
  return db(viewer).workOrder.findFirst({ where: { AND: [inScope(viewer), { stationId: order.stationId, id: order.id }] }, select: { stateSince: true, assigneeId: true } })
}
