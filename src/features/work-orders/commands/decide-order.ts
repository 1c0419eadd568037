import 'server-only'
import { sameMonths } from '@/domain/back-billing/same-months'
import { DomainError } from '@/domain/errors'
import { transition, type OrderAction, type OrderState } from '@/domain/work-order/transitions'
import { answerOnce } from '@/server/answer-once'
import { db } from '@/server/db'
import { transact, type Record, type Repeatable } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { planOrder } from '../order-plan'
import type { Planned } from '../planned'
import { getOrder, type OrderDetail } from '../queries'
import type { Decision } from '../choices'
import type { DecideOrder } from '../schemas'
import { applyToBooks } from './apply-order'
import { compareAndSet, orderChanged } from './compare-and-set'
import { freezeBackBilling } from './freeze-back-billing'
import { entry, frozenSums } from './order-columns'
import { decidePlainly } from './set-wise/decide-set-wise'

type Step = keyof typeof PAST

/** The steps of the transition table that a decision takes, in order. */
const STEPS: Readonly<{ [decision in Decision]: readonly Step[] }> = {
  submit: ['submit'],
  approve: ['approve'],
  'approve-and-apply': ['approve', 'apply'],
  return: ['return'],
  reject: ['reject'],
  cancel: ['cancel'],
  apply: ['apply'],
  close: ['close'],
}

const PAST = { submit: 'submitted', approve: 'approved', return: 'returned', reject: 'rejected', cancel: 'cancelled', apply: 'applied', close: 'closed' } as const satisfies Partial<{ [action in OrderAction]: string }>

/**
 * Takes an order a step on. Whatever the step moves (state, assignment, adjustments, totals, audit log) moves in one
 * transaction or not at all.
 * @throws DomainError from the transition table (`four-eyes`, `wrong-state`, …), `order-changed` when it moved on since it
 *   was seen, `back-billing-changed` when the books changed since it was submitted
 */
export function decideOrder(viewer: Viewer, input: DecideOrder, at: Date): Promise<{ number: string; state: OrderState }> {
  const request = { key: input.requestKey, action: `work-order.${input.decision}` }
  // Most decisions are plain and take a dozen statements; the others are worked through, and refused in words.
  return answerOnce(viewer, request, async () => (await decidePlainly(viewer, input, at, request)) ?? takeSteps(viewer, input, at, request))
}

/** The same step by step, for every order there can be. */
export async function takeSteps(viewer: Viewer, { number, version, decision, reason }: DecideOrder, at: Date, request: Repeatable): Promise<{ number: string; state: OrderState }> {
  const order = await getOrder(viewer, number)
  if (order.version !== version) throw await orderChanged(db(viewer), order)
  const state = STEPS[decision].reduce<OrderState>((from, action) => transition({ ...order, state: from }, action, viewer, reason), order.state)
  const planned = STEPS[decision].some((action) => NEEDS_PLAN.includes(action)) ? await planOrder(viewer, order) : null
  if (planned && decision !== 'submit') assertAsSubmitted(order, planned)
  return transact(
    viewer,
    async (tx, record) => {
      await compareAndSet(tx, order, version, { state, ...columns(decision, viewer, at, reason, planned) })
      if (planned && decision === 'submit') await freezeBackBilling(tx, order, planned)
      if (planned && STEPS[decision].includes('apply')) await applyToBooks(tx, record, order, planned, at)
      await recordSteps(record, order, decision, reason)
      return { number, state }
    },
    request,
  )
}

const NEEDS_PLAN: readonly OrderAction[] = ['submit', 'approve', 'apply']

function columns(decision: Decision, viewer: Viewer, at: Date, reason: string | undefined, planned: Planned | null) {
  switch (decision) {
    case 'submit':
      return { submittedAt: at, decisionReason: null, ...(planned ? frozenSums(planned) : {}) }
    case 'approve':
      return { approverId: viewer.userId, approvedAt: at }
    case 'approve-and-apply':
      return { approverId: viewer.userId, approvedAt: at, appliedAt: at, ...assignmentToClose(planned) }
    case 'apply':
      return { appliedAt: at, ...assignmentToClose(planned) }
    case 'close':
      return { closedAt: at }
    case 'return':
      // An approval that is taken back is one no longer; the audit log keeps it.
      return { decisionReason: reason ?? null, approverId: null, approvedAt: null }
    case 'reject':
    case 'cancel':
      return { decisionReason: reason ?? null }
  }
}

/** Which assignment it closed, so that it can be restored. */
const assignmentToClose = (planned: Planned | null) => (planned?.changesTerms === true && planned.takesBack === null ? { previousAssignmentId: planned.current.id } : {})

/** The supervisor decides on what was submitted; when the books have moved since, it goes back instead. */
function assertAsSubmitted({ number, backBilling, partner }: OrderDetail, { postings }: Planned): void {
  const frozen = [backBilling, ...(partner ? [partner.backBilling] : [])]
  const same = postings.length === frozen.length && postings.every((posting, place) => sameMonths(posting.backBilling.months, frozen[place] ?? []))
  if (!same) throw new DomainError('back-billing-changed', { number })
}

async function recordSteps(record: Record, order: OrderDetail, decision: Decision, reason: string | undefined): Promise<void> {
  for (const action of STEPS[decision]) {
    await record({ ...entry(order, `work-order.${PAST[action]}`), before: { state: order.state }, ...(reason ? { reason } : {}) })
  }
}
