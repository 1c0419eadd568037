import 'server-only'
import { DomainError } from '@/domain/errors'
import type { Prisma } from '@/generated/prisma/client'
import type { Transaction } from '@/server/transaction'
import type { OrderDetail } from '../queries'

/**
 * Writes an order only if it still is what the person saw: the old state and version are part of the condition, so of two
 * people deciding at once exactly one has an effect.
 * @throws DomainError `order-changed` with what the order is now
 */
export async function compareAndSet(tx: Transaction, order: OrderDetail, seenVersion: number, data: Prisma.WorkOrderUpdateManyMutationInput & { remainderCategoryId?: number }): Promise<void> {
  const { stationId, id, state, number } = order
  const { count } = await tx.workOrder.updateMany({
    where: { stationId, id, state, version: seenVersion },
    data: { ...data, version: { increment: 1 } },
  })
  if (count === 1) return
  const now = await tx.workOrder.findUnique({ where: { stationId_id: { stationId, id } }, select: { state: true } })
  throw new DomainError('order-changed', { number, state: now?.state ?? 'cancelled' })
}
