import 'server-only'
import { transition } from '@/domain/work-order/transitions'
import { answerOnce } from '@/server/answer-once'
import { db } from '@/server/db'
import { transact, type Repeatable } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { planCorrection } from '../correction'
import { getOrder } from '../queries'
import type { OrderForm } from '../schemas'
import { compareAndSet, orderChanged } from './compare-and-set'
import { auditView, entry, orderFields } from './create-order'
import { freezeBackBilling, thawBackBilling } from './freeze-back-billing'

interface EditInput extends OrderForm {
  requestKey: string
  number: string
  version: number
  submit: boolean
}

/** Changes a draft, and submits it when asked. @throws DomainError `order-changed` when it moved on meanwhile */
export function editOrder(viewer: Viewer, input: EditInput, at: Date): Promise<{ number: string }> {
  const request = { key: input.requestKey, action: 'work-order.edit' }
  return answerOnce(viewer, request, () => writeEdit(viewer, input, at, request))
}

async function writeEdit(viewer: Viewer, input: EditInput, at: Date, request: Repeatable): Promise<{ number: string }> {
  const order = await getOrder(viewer, input.number)
  if (order.version !== input.version) throw await orderChanged(db(), order)
  transition(order, 'edit', viewer)
  const planned = await planCorrection(viewer, { ...input, accountNo: order.accountNo })
  const { backBilling } = planned
  return transact(
    viewer,
    async (tx, record) => {
      const state = input.submit ? transition(order, 'submit', viewer) : 'draft'
      await compareAndSet(tx, order, input.version, {
        ...orderFields(planned, input),
        state,
        // What an earlier submission froze was of the terms as they were then.
        differenceFen: input.submit ? backBilling.differenceFen : null,
        ...(input.submit ? { submittedAt: at, decisionReason: null } : {}),
      })
      if (!input.submit) await thawBackBilling(tx, order)
      await record({ ...entry(order, 'work-order.edited'), before: { terms: order.terms, reason: order.reason, evidence: order.evidence }, after: auditView(planned, input) })
      if (input.submit) {
        await freezeBackBilling(tx, order, backBilling)
        await record({ ...entry(order, 'work-order.submitted'), after: { differenceFen: String(backBilling.differenceFen) } })
      }
      return { number: order.number }
    },
    request,
  )
}
