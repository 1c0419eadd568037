import { describe, expect, it } from 'vitest'
import { ROLES } from '../identity/permissions'
import { availableActions, ORDER_ACTIONS, ORDER_STATES, transition, type OrderAction, type OrderState } from './transitions'

/** Who may do what in which state, written out: role, whether they prepared it → action: states. */
const ALLOWED: Record<string, Partial<Record<OrderAction, { from: OrderState[]; to: OrderState }>>> = {
  'clerk preparer': {
    edit: { from: ['draft'], to: 'draft' },
    submit: { from: ['draft'], to: 'submitted' },
    cancel: { from: ['draft', 'submitted', 'approved'], to: 'cancelled' },
  },
  'supervisor other': {
    approve: { from: ['submitted'], to: 'approved' },
    return: { from: ['submitted', 'approved'], to: 'draft' },
    reject: { from: ['submitted'], to: 'rejected' },
    apply: { from: ['approved'], to: 'applied' },
  },
}

describe('every state × action × role × preparer or not', () => {
  const cases = ORDER_STATES.flatMap((state) =>
    ORDER_ACTIONS.flatMap((action) => ROLES.flatMap((role) => (['preparer', 'other'] as const).map((who) => ({ state, action, role, who })))),
  )
  it.each(cases)('$role ($who) may $action a $state order, or not', ({ state, action, role, who }) => {
    const actor = { userId: 'me', role }
    const order = { state, preparerId: who === 'preparer' ? 'me' : 'someone else' }
    const rule = ALLOWED[`${role} ${who}`]?.[action]
    const allowed = rule?.from.includes(state) ?? false
    expect(availableActions(order, actor).includes(action)).toBe(allowed)
    if (allowed) expect(transition(order, action, actor, 'because')).toBe(rule?.to)
    else expect(() => transition(order, action, actor, 'because')).toThrow()
  })
})

it('the preparer who is a supervisor is told about four eyes', () => {
  expect(() => transition({ state: 'submitted', preparerId: 'me' }, 'approve', { userId: 'me', role: 'supervisor' })).toThrow('four-eyes')
})

it.each(['return', 'reject'] as const)('%s needs a reason', (action) => {
  const decide = (reason?: string) => () => transition({ state: 'submitted', preparerId: 'x' }, action, { userId: 'me', role: 'supervisor' }, reason)
  expect(decide()).toThrow('reason-missing')
  expect(decide('  ')).toThrow('reason-missing')
})
