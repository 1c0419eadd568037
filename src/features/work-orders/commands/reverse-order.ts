import 'server-only'
import { DomainError } from '@/domain/errors'
import { transition } from '@/domain/work-order/transitions'
import { answerOnce } from '@/server/answer-once'
import { db } from '@/server/db'
import { transact, type Record, type Repeatable, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import type { Planned } from '../planned'
import { getOrder, type OrderDetail } from '../queries'
import { planReversal } from '../reversal-plan'
import type { ReverseOrder } from '../schemas'
import { orderChanged } from './compare-and-set'
import { openOrder, submitNew } from './create-order'
import { entry } from './order-columns'

/**
 * Prepares the linked order that takes an applied one back, as a draft, and submits it when asked. Once applied it restores
 * assignments and totals as they were.
 * @returns the new order's number
 * @throws DomainError `already-reversed` with the other's number, `reversal-final`, `reverse-later-first`, `wrong-state`,
 *   `order-changed`, `order-under-way`
 */
export async function reverseOrder(viewer: Viewer, input: ReverseOrder, at: Date): Promise<{ number: string }> {
  assertMay(viewer, 'work-orders.prepare')
  const request = { key: input.requestKey, action: 'work-order.reverse' }
  return answerOnce(viewer, request, () => planAndPrepare(viewer, input, at, request))
}

async function planAndPrepare(viewer: Viewer, input: ReverseOrder, at: Date, request: Repeatable): Promise<{ number: string }> {
  const order = await getOrder(viewer, input.number)
  if (order.version !== input.version) throw await orderChanged(db(viewer), order)
  transition(order, 'prepare-reversal', viewer, input.reason)
  const planned = await planReversalOnce(viewer, order)
  return transact(
    viewer,
    async (tx, record) => {
      const reversal = await prepareReversal(tx, record, order, planned, { preparerId: viewer.userId, reason: input.reason, at })
      if (input.submit) await submitNew(tx, record, reversal, planned, viewer, at)
      return { number: reversal.number }
    },
    request,
  )
}

/** The plan of an order's reversal, unless there is one already. @throws DomainError `already-reversed` */
export async function planReversalOnce(viewer: Viewer, order: OrderDetail): Promise<Planned> {
  if (order.reversedBy) throw new DomainError('already-reversed', { number: order.reversedBy.number })
  return planReversal(viewer, order)
}

interface Preparation {
  preparerId: string
  reason: string
  at: Date
}

/**
 * Writes the linked order as a draft, within the caller's transaction. Two at once are put in a row by the number's lock, and
 * the database knows one reversal of an order at most.
 */
export async function prepareReversal(tx: Transaction, record: Record, order: OrderDetail, planned: Planned, { preparerId, reason, at }: Preparation) {
  const { finding, evidence, inspectorName, campaign } = order
  const form = {
    accountNo: order.accountNo, terms: planned.terms, effectiveFrom: planned.effectiveFrom, finding, reason, evidence,
    ...(inspectorName === null ? {} : { inspectorName }), ...(campaign === null ? {} : { campaign }),
  }
  const reversal = await openOrder(tx, record, planned, form, { preparerId, at, reversesId: order.id })
  await record({ ...entry(order, 'work-order.reversal-prepared'), after: { order: reversal.number }, reason })
  return reversal
}
