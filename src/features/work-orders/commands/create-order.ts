import 'server-only'
import { DomainError } from '@/domain/errors'
import { transition } from '@/domain/work-order/transitions'
import { Prisma } from '@/generated/prisma/client'
import { answerOnce } from '@/server/answer-once'
import { toDbDate } from '@/server/database-dates'
import { transact, type Repeatable, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { categoryIdIn, planCorrection, type Planned } from '../correction'
import type { OrderForm } from '../schemas'
import { freezeBackBilling } from './freeze-back-billing'
import { nextOrderNumber } from './next-number'

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
  return answerOnce(viewer, request, () => openOrder(viewer, input, at, request))
}

async function openOrder(viewer: Viewer, input: CreateInput, at: Date, request: Repeatable): Promise<{ number: string }> {
  const planned = await planCorrection(viewer, input)
  return transact(
    viewer,
    async (tx, record) => {
      const { account, backBilling } = planned
      // The number's lock puts orders of a station in a row, so that the second of two for one account sees the first.
      const number = await nextOrderNumber(tx, account.station)
      await assertNoneUnderWay(tx, planned)
      const order = await tx.workOrder.create({
        data: {
          stationId: account.stationId,
          number,
          accountId: account.id,
          preparerId: viewer.userId,
          createdAt: at,
          ...orderFields(planned, input),
        },
      })
      await record({ ...entry(order, 'work-order.created'), after: auditView(planned, input) })
      if (input.submit) {
        const state = transition(order, 'submit', viewer)
        await tx.workOrder.update({
          where: { stationId_id: { stationId: order.stationId, id: order.id } },
          data: { state, submittedAt: at, differenceFen: backBilling.differenceFen, version: { increment: 1 } },
        })
        await freezeBackBilling(tx, order, backBilling)
        await record({ ...entry(order, 'work-order.submitted'), after: { differenceFen: String(backBilling.differenceFen) } })
      }
      return { number }
    },
    request,
  )
}

async function assertNoneUnderWay(tx: Transaction, { account }: Planned): Promise<void> {
  const other = await tx.workOrder.findFirst({
    where: { stationId: account.stationId, accountId: account.id, state: { in: ['draft', 'submitted', 'approved'] } },
    select: { number: true },
  })
  if (other) throw new DomainError('order-under-way', { number: other.number })
}

/** The columns that the form decides, for creating and editing alike. */
export function orderFields(planned: Planned, { finding, reason, evidence }: OrderForm) {
  const { terms, effectiveFrom } = planned
  return {
    finding,
    reason,
    evidence,
    effectiveFrom: toDbDate(effectiveFrom),
    remainderCategoryId: categoryIdIn(planned, terms.remainder),
    splits: terms.splits.length === 0 ? Prisma.DbNull : terms.splits,
  }
}

export const entry = (order: { stationId: number; number: string }, action: string) => ({
  stationId: order.stationId,
  action,
  subject: 'work-order',
  subjectKey: order.number,
})

/** What the audit log keeps of an order's contents. */
export const auditView = ({ account, current, terms, effectiveFrom }: Planned, { finding, reason, evidence }: OrderForm) => ({
  accountNo: account.accountNo,
  from: current.terms,
  to: terms,
  effectiveFrom,
  finding,
  reason,
  evidence,
})
