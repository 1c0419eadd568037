import 'server-only'
import { DomainError } from '@/domain/errors'
import { mayDecide, needsReason } from '@/features/work-orders/schemas-set-wise'
import { answerOnce } from '@/server/answer-once'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { matchingOrders, ordersByNumber, type OrderKey } from '../queue-queries'
import { BATCH_LIMIT, type PrepareBatch } from '../schemas'

/**
 * Puts many orders together for one decision and changes none of them. What is decided later is what was put together
 * here, each order in the version that was seen: a whole filter is read now, not when it is carried out.
 * @returns the batch's number, for its page
 * @throws DomainError `forbidden`, `reason-missing`, `batch-empty`, `batch-too-big`
 */
export async function prepareBatch(viewer: Viewer, input: PrepareBatch, at: Date): Promise<{ id: string }> {
  if (!mayDecide(viewer.role, input.decision)) throw new DomainError('forbidden')
  if (needsReason(input.decision) && (input.reason ?? '') === '') throw new DomainError('reason-missing')
  const request = { key: input.requestKey, action: 'order-batch.prepare' }
  return answerOnce(viewer, request, async () => {
    const orders = await chosenOrders(viewer, input, at)
    if (orders.length === 0) throw new DomainError('batch-empty')
    if (orders.length > BATCH_LIMIT) throw new DomainError('batch-too-big', { limit: BATCH_LIMIT })
    return transact(
      viewer,
      async (tx, record) => {
        const batch = await tx.orderBatch.create({ data: { kind: 'decisions', createdById: viewer.userId, createdByName: viewer.name, createdAt: at } })
        // Set-wise: a thousand rows with their parameters each cost more than all that is done with them.
        const items = orders.map(({ stationId, id, number, version, accountNo }, index) => ({ station_id: stationId, place: index + 1, work_order_id: String(id), number, account_no: accountNo, version }))
        await tx.$executeRaw`
          INSERT INTO order_batch_item (station_id, batch_id, place, work_order_id, number, account_no, version, decision, reason)
          SELECT station_id, ${batch.id}::bigint, place, work_order_id, number, account_no, version, ${input.decision}::text, ${input.reason ?? null}::text
          FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS item(station_id int, place int, work_order_id bigint, number text, account_no text, version int)`
        await record({ stationId: 0, action: 'order-batch.prepared', subject: 'order-batch', subjectKey: String(batch.id), after: { decision: input.decision, orders: orders.length } })
        return { id: String(batch.id) }
      },
      request,
    )
  })
}

async function chosenOrders(viewer: Viewer, { chosen }: PrepareBatch, at: Date): Promise<OrderKey[]> {
  if ('filter' in chosen) return matchingOrders(viewer, chosen.filter, at)
  const seen = new Map(chosen.orders.map(({ number, version }) => [number, version]))
  const orders = await ordersByNumber(viewer, [...seen.keys()])
  return orders.map((order) => ({ ...order, version: seen.get(order.number) ?? order.version }))
}
