import 'server-only'
import type { Record, Transaction } from '@/server/transaction'
import { entry } from './order-columns'

/** Writes down who found on site what an order corrects, and in which campaign; within the caller's transaction. */
export async function nameOrigin(tx: Transaction, record: Record, order: { stationId: number; number: string }, origin: { inspectorName: string; campaign: string }): Promise<void> {
  await tx.workOrder.updateMany({ where: order, data: origin })
  await record({ ...entry(order, 'work-order.origin-named'), after: origin })
}
