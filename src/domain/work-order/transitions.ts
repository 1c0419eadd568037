/**
 * The life of a correction work order, as data: this one table draws the buttons and guards the server.
 * Draft → submitted → approved → applied → verified → closed; returned goes back to draft, a verification that fails raises
 * the order again, a linked order takes back what was applied. The preparer never approves.
 */
import { DomainError } from '../errors'
import { mayDo, type Permission, type Role } from '../identity/permissions'

export const ORDER_STATES = ['draft', 'submitted', 'approved', 'applied', 'raised', 'verified', 'closed', 'rejected', 'cancelled', 'reversed'] as const
export type OrderState = (typeof ORDER_STATES)[number]

export const ORDER_ACTIONS = ['edit', 'submit', 'approve', 'return', 'reject', 'cancel', 'apply', 'verify', 'raise', 'close', 'prepare-reversal', 'reverse'] as const
export type OrderAction = (typeof ORDER_ACTIONS)[number]

/** States of an order under way: an account has at most one. */
export const UNDER_WAY = ['draft', 'submitted', 'approved'] as const satisfies readonly OrderState[]

/** States in which what the order posted stands in the books. */
export const STANDING = ['applied', 'raised', 'verified', 'closed'] as const satisfies readonly OrderState[]

/** Nobody's step: the system takes it when bills arrive, or with the linked order that reverses this one. */
export const SYSTEM = 'system'

interface Rule {
  from: readonly OrderState[]
  /** `unchanged`: the step makes something beside the order, which stays where it is. */
  to: OrderState | 'unchanged'
  permission: Permission | typeof SYSTEM
  /** Who of those with the permission: the one who prepared it, anyone but them, or anyone. */
  who: 'preparer' | 'not-preparer' | 'anyone'
  needsReason: boolean
  /** Whether an order that itself takes back another knows the step: its contents are that other's. */
  ofReversals: boolean
}

export const TRANSITIONS: Readonly<Record<OrderAction, Rule>> = {
  edit: { from: ['draft'], to: 'draft', permission: 'work-orders.prepare', who: 'preparer', needsReason: false, ofReversals: false },
  submit: { from: ['draft'], to: 'submitted', permission: 'work-orders.prepare', who: 'preparer', needsReason: false, ofReversals: true },
  cancel: { from: UNDER_WAY, to: 'cancelled', permission: 'work-orders.prepare', who: 'preparer', needsReason: true, ofReversals: true },
  approve: { from: ['submitted'], to: 'approved', permission: 'work-orders.decide', who: 'not-preparer', needsReason: false, ofReversals: true },
  return: { from: ['submitted', 'approved'], to: 'draft', permission: 'work-orders.decide', who: 'not-preparer', needsReason: true, ofReversals: true },
  reject: { from: ['submitted'], to: 'rejected', permission: 'work-orders.decide', who: 'not-preparer', needsReason: true, ofReversals: true },
  apply: { from: ['approved'], to: 'applied', permission: 'work-orders.decide', who: 'not-preparer', needsReason: false, ofReversals: true },
  verify: { from: ['applied', 'raised'], to: 'verified', permission: SYSTEM, who: 'anyone', needsReason: false, ofReversals: true },
  raise: { from: ['applied', 'raised'], to: 'raised', permission: SYSTEM, who: 'anyone', needsReason: true, ofReversals: true },
  close: { from: ['verified'], to: 'closed', permission: 'work-orders.decide', who: 'not-preparer', needsReason: false, ofReversals: true },
  'prepare-reversal': { from: STANDING, to: 'unchanged', permission: 'work-orders.prepare', who: 'anyone', needsReason: true, ofReversals: false },
  reverse: { from: STANDING, to: 'reversed', permission: SYSTEM, who: 'anyone', needsReason: false, ofReversals: false },
}

export interface OrderFacts {
  state: OrderState
  preparerId: string
  /** Whether it takes back another order. */
  isReversal?: boolean
}

export interface Actor {
  userId: string
  role: Role
}

/**
 * The state an action leads to.
 * @throws DomainError `forbidden` (the role), `wrong-state`, `four-eyes` (the preparer deciding), `preparer-only`,
 *   `reversal-final` (an order that takes back another), `reason-missing`
 */
export function transition(order: OrderFacts, action: OrderAction, actor: Actor | typeof SYSTEM, reason?: string): OrderState {
  const refusal = refusalOf(order, action, actor)
  if (refusal) throw new DomainError(refusal.code, refusal.params)
  const { needsReason, to } = TRANSITIONS[action]
  if (needsReason && (reason ?? '').trim() === '') throw new DomainError('reason-missing')
  return to === 'unchanged' ? order.state : to
}

/** What the actor may do with the order now, for drawing buttons. */
export const availableActions = (order: OrderFacts, actor: Actor | typeof SYSTEM): OrderAction[] =>
  ORDER_ACTIONS.filter((action) => refusalOf(order, action, actor) === null)

interface Refusal {
  code: string
  params?: Record<string, string>
}

/** What stands against an action, as data: lists ask it of every order and action, and an error costs its stack. */
function refusalOf(order: OrderFacts, action: OrderAction, actor: Actor | typeof SYSTEM): Refusal | null {
  const rule = TRANSITIONS[action]
  if (rule.permission === SYSTEM || actor === SYSTEM) {
    if (rule.permission !== actor) return { code: 'forbidden', params: { permission: rule.permission } }
  } else if (!mayDo(actor.role, rule.permission)) return { code: 'forbidden', params: { permission: rule.permission } }
  if (order.isReversal === true && !rule.ofReversals) return { code: 'reversal-final' }
  if (!rule.from.includes(order.state)) return { code: 'wrong-state', params: { state: order.state, action } }
  const isPreparer = actor !== SYSTEM && order.preparerId === actor.userId
  if (rule.who === 'not-preparer' && isPreparer) return { code: 'four-eyes' }
  if (rule.who === 'preparer' && !isPreparer) return { code: 'preparer-only' }
  return null
}
