/**
 * The life of a correction work order, as data: this one table draws the buttons and guards the server.
 * Draft → submitted → approved → applied → verified → closed; returned goes back to draft. The preparer never approves.
 */
import { DomainError } from '../errors'
import { mayDo, type Permission, type Role } from '../identity/permissions'

export const ORDER_STATES = ['draft', 'submitted', 'approved', 'applied', 'verified', 'closed', 'rejected', 'cancelled', 'reversed'] as const
export type OrderState = (typeof ORDER_STATES)[number]

export const ORDER_ACTIONS = ['edit', 'submit', 'approve', 'return', 'reject', 'cancel', 'apply'] as const
export type OrderAction = (typeof ORDER_ACTIONS)[number]

interface Rule {
  from: readonly OrderState[]
  to: OrderState
  permission: Permission
  /** Who of those with the permission: the one who prepared it, anyone but them, or anyone. */
  who: 'preparer' | 'not-preparer' | 'anyone'
  needsReason: boolean
}

export const TRANSITIONS: Readonly<Record<OrderAction, Rule>> = {
  edit: { from: ['draft'], to: 'draft', permission: 'work-orders.prepare', who: 'preparer', needsReason: false },
  submit: { from: ['draft'], to: 'submitted', permission: 'work-orders.prepare', who: 'preparer', needsReason: false },
  cancel: { from: ['draft', 'submitted', 'approved'], to: 'cancelled', permission: 'work-orders.prepare', who: 'preparer', needsReason: true },
  approve: { from: ['submitted'], to: 'approved', permission: 'work-orders.decide', who: 'not-preparer', needsReason: false },
  return: { from: ['submitted', 'approved'], to: 'draft', permission: 'work-orders.decide', who: 'not-preparer', needsReason: true },
  reject: { from: ['submitted'], to: 'rejected', permission: 'work-orders.decide', who: 'not-preparer', needsReason: true },
  apply: { from: ['approved'], to: 'applied', permission: 'work-orders.decide', who: 'not-preparer', needsReason: false },
}

export interface OrderFacts {
  state: OrderState
  preparerId: string
}

export interface Actor {
  userId: string
  role: Role
}

/**
 * The state an action leads to.
 * @throws DomainError `forbidden` (the role), `wrong-state`, `four-eyes` (the preparer deciding), `preparer-only`,
 *   `reason-missing`
 */
export function transition(order: OrderFacts, action: OrderAction, actor: Actor, reason?: string): OrderState {
  const refusal = refusalOf(order, action, actor)
  if (refusal) throw refusal
  const { needsReason, to } = TRANSITIONS[action]
  if (needsReason && (reason ?? '').trim() === '') throw new DomainError('reason-missing')
  return to
}

/** What the actor may do with the order now, for drawing buttons. */
export const availableActions = (order: OrderFacts, actor: Actor): OrderAction[] =>
  ORDER_ACTIONS.filter((action) => refusalOf(order, action, actor) === null)

function refusalOf(order: OrderFacts, action: OrderAction, actor: Actor): DomainError | null {
  const rule = TRANSITIONS[action]
  if (!mayDo(actor.role, rule.permission)) return new DomainError('forbidden', { permission: rule.permission })
  if (!rule.from.includes(order.state)) return new DomainError('wrong-state', { state: order.state, action })
  const isPreparer = order.preparerId === actor.userId
  if (rule.who === 'not-preparer' && isPreparer) return new DomainError('four-eyes')
  if (rule.who === 'preparer' && !isPreparer) return new DomainError('preparer-only')
  return null
}
