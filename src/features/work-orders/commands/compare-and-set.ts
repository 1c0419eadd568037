import 'server-only'
import { DomainError } from '@/domain/errors'
import type { Prisma } from '@/generated/prisma/client'
import type { Db } from '@/server/db'
import type { Transaction } from '@/server/transaction'
import type { OrderDetail } from '../queries'

type Reader = Pick<Db, 'workOrder' | 'auditLog'>

/**
 * Writes an order only if it still is what the person saw: the old state and version are part of the condition, so of two
 * people deciding at once exactly one has an effect.
 * @throws DomainError `order-changed` with what the order is now
 */
export async function compareAndSet(tx: Transaction, order: Pick<OrderDetail, 'stationId' | 'id' | 'number' | 'state'>, seenVersion: number, data: Prisma.WorkOrderUncheckedUpdateManyInput): Promise<void> {
  const { stationId, id, state } = order
  const { count } = await tx.workOrder.updateMany({
    where: { stationId, id, state, version: seenVersion },
    data: { ...data, version: { increment: 1 } },
  })
  if (count !== 1) throw await orderChanged(tx, order)
}

/** What to tell someone whose view of an order is out of date: who moved it on, and where it stands. */
export async function orderChanged(reader: Reader, { stationId, id, number }: Pick<OrderDetail, 'stationId' | 'id' | 'number'>): Promise<DomainError> {
  const [now, last] = await Promise.all([
    reader.workOrder.findFirstOrThrow({ where: { stationId, id }, select: { state: true } }),
    reader.auditLog.findFirst({ where: { stationId, subject: 'work-order', subjectKey: number }, orderBy: { id: 'desc' }, select: { actorName: true } }),
  ])
  return new DomainError('order-changed', { number, state: now.state, by: last?.actorName ?? '—' })
}
