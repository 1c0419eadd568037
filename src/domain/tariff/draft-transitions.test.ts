import { describe, expect, it } from 'vitest'
import { ROLES } from '../identity/permissions'
import { availableDraftActions, DRAFT_ACTIONS, DRAFT_STATES, DRAFT_TRANSITIONS, draftTransition, type DraftAction, type DraftState } from './draft-transitions'

const DRAFTERS = ['admin']
const RELEASERS = ['admin', 'supervisor']

/** Stated apart from the table: who may do what from where. */
function allowed(action: DraftAction, state: DraftState, role: string, own: boolean): boolean {
  if (action === 'release' || action === 'return') return state === 'submitted' && RELEASERS.includes(role) && !own
  if (action === 'discard') return (state === 'draft' || state === 'submitted') && DRAFTERS.includes(role)
  return state === (action === 'withdraw' ? 'submitted' : 'draft') && DRAFTERS.includes(role) && own
}

const CASES = DRAFT_STATES.flatMap((state) => DRAFT_ACTIONS.flatMap((action) => ROLES.flatMap((role) => [true, false].map((own) => ({ state, action, role, own })))))

describe('a drafted version', () => {
  it.each(CASES)('$state: $action by $role, own: $own', ({ state, action, role, own }) => {
    const draft = { state, drafterId: 'one' }
    const actor = { userId: own ? 'one' : 'other', role }
    const may = allowed(action, state, role, own)
    expect(availableDraftActions(draft, actor).includes(action)).toBe(may)
    if (may) expect(draftTransition(draft, action, actor, 'why')).toBe(DRAFT_TRANSITIONS[action].to)
    else expect(() => draftTransition(draft, action, actor, 'why')).toThrow()
  })

  it('is returned and discarded with a reason only', () => {
    expect(() => draftTransition({ state: 'submitted', drafterId: 'a' }, 'return', { userId: 'b', role: 'admin' }, ' ')).toThrow('reason-missing')
    expect(() => draftTransition({ state: 'draft', drafterId: 'a' }, 'discard', { userId: 'a', role: 'admin' })).toThrow('reason-missing')
  })
})
