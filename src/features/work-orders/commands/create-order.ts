import 'server-only'
import { DomainError } from '@/domain/errors'
import { transition, UNDER_WAY } from '@/domain/work-order/transitions'
import { answerOnce } from '@/server/answer-once'
import { transact, type Record, type Repeatable, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { planCorrection } from '../correction'
import type { Planned } from '../planned'
import type { OrderForm } from '../schemas'
import { freezeBackBilling } from './freeze-back-billing'
import { nextOrderNumber } from './next-number'
import { auditView, entry, frozenSums, orderFields, submittedView } from './order-columns'

interface CreateInput extends OrderForm {
  requestKey: string
  /** Hand it to the supervisor at once. */
  submit: boolean
}

/**
 * Opens a correction work order as a draft, and submits it when asked.
 * @returns its number
 * @throws DomainError `forbidden`, `order-under-way` with the other order's number, and those of `planCorrection`
 */
export async function createOrder(viewer: Viewer, input: CreateInput, at: Date): Promise<{ number: string }> {
  assertMay(viewer, 'work-orders.prepare')
  const request = { key: input.requestKey, action: 'work-order.create' }
  return answerOnce(viewer, request, () => planAndOpen(viewer, input, at, request))
}

async function planAndOpen(viewer: Viewer, input: CreateInput, at: Date, request: Repeatable): Promise<{ number: string }> {
  const planned = await planCorrection(viewer, input)
  return transact(
    viewer,
    async (tx, record) => {
      const order = await openOrder(tx, record, planned, input, { preparerId: viewer.userId, at })
      if (input.submit) await submitNew(tx, record, order, planned, viewer, at)
      return { number: order.number }
    },
    request,
  )
}

interface Opening {
  preparerId: string
  at: Date
  /** The order it takes back. */
  reversesId?: bigint
}

/** Writes a draft with the next number, within the caller's transaction. @throws DomainError `order-under-way` */
export async function openOrder(tx: Transaction, record: Record, planned: Planned, form: OrderForm, { preparerId, at, reversesId }: Opening) {
  const { account } = planned
  // The number's lock puts orders of a station in a row, so that the second of two for one account sees the first.
  const number = await nextOrderNumber(tx, account.station)
  await assertNoneUnderWay(tx, planned)
  const order = await tx.workOrder.create({
    data: { stationId: account.stationId, number, accountId: account.id, preparerId, createdAt: at, ...(reversesId === undefined ? {} : { reversesId }), ...orderFields(planned, form) },
  })
  await record({ ...entry(order, 'work-order.created'), after: auditView(planned, form) })
  return order
}

type Opened = Awaited<ReturnType<typeof openOrder>>

/** Submits a draft that the same transaction made. */
export async function submitNew(tx: Transaction, record: Record, order: Opened, planned: Planned, viewer: Viewer, at: Date): Promise<void> {
  const state = transition({ state: order.state, preparerId: order.preparerId, isReversal: planned.takesBack !== null }, 'submit', viewer)
  await tx.workOrder.update({
    where: { stationId_id: { stationId: order.stationId, id: order.id } },
    data: { state, submittedAt: at, ...frozenSums(planned), version: { increment: 1 } },
  })
  await freezeBackBilling(tx, order, planned)
  await record({ ...entry(order, 'work-order.submitted'), after: submittedView(planned) })
}

async function assertNoneUnderWay(tx: Transaction, { postings }: Planned): Promise<void> {
  for (const { account } of postings) {
    const other = await tx.workOrder.findFirst({
      where: { stationId: account.stationId, state: { in: [...UNDER_WAY] }, OR: [{ accountId: account.id }, { partnerAccountId: account.id }] },
      select: { number: true },
    })
    if (other) throw new DomainError('order-under-way', { number: other.number })
  }
}
