import 'server-only'
import { DomainError } from '@/domain/errors'
import { transition } from '@/domain/work-order/transitions'
import { answerOnce } from '@/server/answer-once'
import { db } from '@/server/db'
import { transact, type Repeatable } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { planCorrection } from '../correction'
import { getOrder } from '../queries'
import type { OrderForm } from '../schemas'
import { compareAndSet, orderChanged } from './compare-and-set'
import { freezeBackBilling, thawBackBilling } from './freeze-back-billing'
import { auditView, entry, frozenSums, orderFields, submittedView } from './order-columns'

interface EditInput extends OrderForm {
  requestKey: string
  number: string
  version: number
  submit: boolean
}

/**
 * Changes a draft, and submits it when asked. Which accounts it is about stays as it was opened.
 * @throws DomainError `order-changed` when it moved on meanwhile, `partner-fixed`
 */
export function editOrder(viewer: Viewer, input: EditInput, at: Date): Promise<{ number: string }> {
  const request = { key: input.requestKey, action: 'work-order.edit' }
  return answerOnce(viewer, request, () => writeEdit(viewer, input, at, request))
}

async function writeEdit(viewer: Viewer, input: EditInput, at: Date, request: Repeatable): Promise<{ number: string }> {
  const order = await getOrder(viewer, input.number)
  if (order.version !== input.version) throw await orderChanged(db(viewer), order)
  transition(order, 'edit', viewer)
  const planned = await planCorrection(viewer, { ...input, accountNo: order.accountNo })
  if ((planned.alternating?.partner.accountNo ?? null) !== (order.partner?.accountNo ?? null)) throw new DomainError('partner-fixed')
  return transact(
    viewer,
    async (tx, record) => {
      const state = input.submit ? transition(order, 'submit', viewer) : 'draft'
      await compareAndSet(tx, order, input.version, {
        ...orderFields(planned, input),
        state,
        // What an earlier submission froze was of the terms as they were then.
        ...(input.submit ? frozenSums(planned) : { differenceFen: null, penaltyFen: null }),
        ...(input.submit ? { submittedAt: at, decisionReason: null } : {}),
      })
      if (!input.submit) await thawBackBilling(tx, order)
      await record({ ...entry(order, 'work-order.edited'), before: { terms: order.terms, reason: order.reason, evidence: order.evidence }, after: auditView(planned, input) })
      if (input.submit) {
        await freezeBackBilling(tx, order, planned)
        await record({ ...entry(order, 'work-order.submitted'), after: submittedView(planned) })
      }
      return { number: order.number }
    },
    request,
  )
}
