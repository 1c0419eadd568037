import { describe, expect, it } from 'vitest'
import { ROLES } from '../identity/permissions'
import { COMPLAINT_ACTIONS, COMPLAINT_STATES, COMPLAINT_TRANSITIONS, complaintActions, complaintTransition, type ComplaintAction, type ComplaintState } from './transitions'

const OPEN: ComplaintState[] = ['received', 'investigating', 'decided', 'answered']

type Allowed = Partial<Record<ComplaintAction, { from: ComplaintState[]; to: ComplaintState | null }>>

const HANDLING: Allowed = { 'hand-over': { from: OPEN, to: null } }
const OWNING: Allowed = {
  investigate: { from: ['received'], to: 'investigating' },
  answer: { from: ['decided'], to: 'answered' },
  close: { from: ['answered'], to: 'closed' },
}
const DECIDING: Allowed = { uphold: { from: ['investigating'], to: 'decided' }, dismiss: { from: ['investigating'], to: 'decided' } }

/** Who may do what, written out: role, its owner or not, involved in the order or not. */
const ALLOWED: Record<string, Allowed> = {
  'clerk owner involved': { ...HANDLING, ...OWNING },
  'clerk owner apart': { ...HANDLING, ...OWNING },
  'clerk other involved': HANDLING,
  'clerk other apart': HANDLING,
  'supervisor owner involved': { ...HANDLING, ...OWNING },
  'supervisor owner apart': { ...HANDLING, ...OWNING, ...DECIDING },
  'supervisor other involved': HANDLING,
  'supervisor other apart': { ...HANDLING, ...DECIDING },
}

describe('every state × action × role × owner × involved', () => {
  const cases = COMPLAINT_STATES.flatMap((state) =>
    COMPLAINT_ACTIONS.flatMap((action) =>
      ROLES.flatMap((role) => ['owner', 'other'].flatMap((owner) => ['involved', 'apart'].map((involved) => ({ state, action, role, owner, involved })))),
    ),
  )
  it.each(cases)('$role ($owner, $involved) may $action one $state, or not', ({ state, action, role, owner, involved }) => {
    const actor = { userId: 'me', role }
    const complaint = { state, ownerId: owner === 'owner' ? 'me' : 'x', involvedIds: involved === 'involved' ? ['y', 'me'] : ['y', 'z'] }
    const rule = ALLOWED[`${role} ${owner} ${involved}`]?.[action]
    const allowed = rule?.from.includes(state) ?? false
    expect(complaintActions(complaint, actor).includes(action)).toBe(allowed)
    if (allowed) expect(complaintTransition(complaint, action, actor, 'because')).toBe(rule?.to ?? state)
    else expect(() => complaintTransition(complaint, action, actor, 'because')).toThrow()
  })
})

it.each(COMPLAINT_ACTIONS.filter((action) => COMPLAINT_TRANSITIONS[action].needs !== null))('%s needs words', (action) => {
  const { from } = COMPLAINT_TRANSITIONS[action]
  const complaint = { state: from[0] ?? 'received', ownerId: 'me', involvedIds: [] }
  expect(() => complaintTransition(complaint, action, { userId: 'me', role: 'supervisor' }, ' ')).toThrow('reason-missing')
})
