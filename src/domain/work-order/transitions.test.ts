import { describe, expect, it } from 'vitest'
import { ROLES } from '../identity/permissions'
import { availableActions, ORDER_ACTIONS, ORDER_STATES, STANDING, SYSTEM, transition, TRANSITIONS, type OrderAction, type OrderState } from './transitions'

type Allowed = Partial<Record<OrderAction, { from: readonly OrderState[]; to: OrderState | null }>>

/** Who may do what in which state, written out: role, whether they prepared it → action: states. `to` null: where it was. */
const ALLOWED: Record<string, Allowed> = {
  'clerk preparer': {
    edit: { from: ['draft'], to: 'draft' },
    submit: { from: ['draft'], to: 'submitted' },
    cancel: { from: ['draft', 'submitted', 'approved'], to: 'cancelled' },
    'prepare-reversal': { from: ['applied', 'raised', 'verified', 'closed'], to: null },
  },
  'clerk other': {
    'prepare-reversal': { from: ['applied', 'raised', 'verified', 'closed'], to: null },
  },
  'supervisor other': {
    approve: { from: ['submitted'], to: 'approved' },
    return: { from: ['submitted', 'approved'], to: 'draft' },
    reject: { from: ['submitted'], to: 'rejected' },
    apply: { from: ['approved'], to: 'applied' },
    close: { from: ['verified'], to: 'closed' },
  },
}

const BY_SYSTEM: Allowed = {
  verify: { from: ['applied', 'raised'], to: 'verified' },
  raise: { from: ['applied', 'raised'], to: 'raised' },
  reverse: { from: ['applied', 'raised', 'verified', 'closed'], to: 'reversed' },
}

const NOT_OF_REVERSALS: readonly OrderAction[] = ['edit', 'prepare-reversal', 'reverse']

describe('every state × action × role × preparer or not × reversal or not', () => {
  const cases = ORDER_STATES.flatMap((state) =>
    ORDER_ACTIONS.flatMap((action) =>
      ROLES.flatMap((role) => (['preparer', 'other'] as const).flatMap((who) => [true, false].map((isReversal) => ({ state, action, role, who, isReversal })))),
    ),
  )
  it.each(cases)('$role ($who) may $action a $state order (reversal: $isReversal), or not', ({ state, action, role, who, isReversal }) => {
    const actor = { userId: 'me', role }
    const order = { state, preparerId: who === 'preparer' ? 'me' : 'someone else', isReversal }
    const rule = ALLOWED[`${role} ${who}`]?.[action]
    const allowed = (rule?.from.includes(state) ?? false) && !(isReversal && NOT_OF_REVERSALS.includes(action))
    expect(availableActions(order, actor).includes(action)).toBe(allowed)
    if (allowed) expect(transition(order, action, actor, 'because')).toBe(rule?.to ?? state)
    else expect(() => transition(order, action, actor, 'because')).toThrow()
  })
})

describe('what only the system does', () => {
  const cases = ORDER_STATES.flatMap((state) => ORDER_ACTIONS.map((action) => ({ state, action })))
  it.each(cases)('$action a $state order, or not', ({ state, action }) => {
    const order = { state, preparerId: 'someone' }
    const rule = BY_SYSTEM[action]
    const allowed = rule?.from.includes(state) ?? false
    expect(availableActions(order, SYSTEM).includes(action)).toBe(allowed)
    if (allowed) expect(transition(order, action, SYSTEM, 'because')).toBe(rule?.to)
    else expect(() => transition(order, action, SYSTEM, 'because')).toThrow()
  })
})

it('the preparer who is a supervisor is told about four eyes', () => {
  expect(() => transition({ state: 'submitted', preparerId: 'me' }, 'approve', { userId: 'me', role: 'supervisor' })).toThrow('four-eyes')
})

it('an order that takes back another is final: a new order is made instead', () => {
  expect(() => transition({ state: 'applied', preparerId: 'x', isReversal: true }, 'prepare-reversal', { userId: 'me', role: 'clerk' }, 'no')).toThrow('reversal-final')
})

it.each(ORDER_ACTIONS.filter((action) => TRANSITIONS[action].needsReason))('%s needs a reason', (action) => {
  const { permission, from, who } = TRANSITIONS[action]
  const actor = permission === SYSTEM ? SYSTEM : { userId: 'me', role: permission === 'work-orders.decide' ? ('supervisor' as const) : ('clerk' as const) }
  const act = (reason?: string) => () => transition({ state: from[0] ?? 'draft', preparerId: who === 'preparer' ? 'me' : 'x' }, action, actor, reason)
  expect(act()).toThrow('reason-missing')
  expect(act('  ')).toThrow('reason-missing')
  expect(act('because')).not.toThrow()
})

it('every state can be reached from a draft, and what stands in the books can be taken back', () => {
  const reached = new Set<OrderState>(['draft'])
  for (const _ of ORDER_STATES) {
    for (const { from, to } of Object.values(TRANSITIONS)) if (to !== 'unchanged' && from.some((state) => reached.has(state))) reached.add(to)
  }
  expect([...reached].sort()).toEqual([...ORDER_STATES].sort())
  expect(TRANSITIONS.reverse.from).toEqual(STANDING)
})
