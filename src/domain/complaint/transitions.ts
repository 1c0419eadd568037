/**
 * The life of a customer's complaint about a correction, as data: received → investigating → decided (upheld or dismissed) →
 * answered → closed. Every step before the last has an owner and one working day.
 */
import { DomainError } from '../errors'
import { mayDo, type Permission, type Role } from '../identity/permissions'

export const COMPLAINT_STATES = ['received', 'investigating', 'decided', 'answered', 'closed'] as const
export type ComplaintState = (typeof COMPLAINT_STATES)[number]

export const COMPLAINT_ACTIONS = ['investigate', 'uphold', 'dismiss', 'answer', 'close', 'hand-over'] as const
export type ComplaintAction = (typeof COMPLAINT_ACTIONS)[number]

interface Rule {
  from: readonly ComplaintState[]
  to: ComplaintState | 'unchanged'
  permission: Permission
  /** Its owner, anyone with the permission, or anyone who neither prepared nor approved the order. */
  who: 'owner' | 'anyone' | 'not-involved'
  /** What has to be said with it: the reasons of a decision, the answer to the customer. */
  needs: 'reason' | 'answer' | null
}

export const COMPLAINT_TRANSITIONS: Readonly<Record<ComplaintAction, Rule>> = {
  investigate: { from: ['received'], to: 'investigating', permission: 'complaints.handle', who: 'owner', needs: null },
  uphold: { from: ['investigating'], to: 'decided', permission: 'complaints.decide', who: 'not-involved', needs: 'reason' },
  dismiss: { from: ['investigating'], to: 'decided', permission: 'complaints.decide', who: 'not-involved', needs: 'reason' },
  answer: { from: ['decided'], to: 'answered', permission: 'complaints.handle', who: 'owner', needs: 'answer' },
  close: { from: ['answered'], to: 'closed', permission: 'complaints.handle', who: 'owner', needs: null },
  'hand-over': { from: ['received', 'investigating', 'decided', 'answered'], to: 'unchanged', permission: 'complaints.handle', who: 'anyone', needs: null },
}

export interface ComplaintFacts {
  state: ComplaintState
  ownerId: string
  /** Who prepared and who approved the order. */
  involvedIds: readonly string[]
}

interface Actor {
  userId: string
  role: Role
}

/**
 * The state an action leads to.
 * @throws DomainError `forbidden`, `complaint-wrong-state`, `complaint-owner-only`, `complaint-four-eyes`, `reason-missing`
 */
export function complaintTransition(complaint: ComplaintFacts, action: ComplaintAction, actor: Actor, text?: string): ComplaintState {
  const refusal = refusalOf(complaint, action, actor)
  if (refusal) throw refusal
  const { needs, to } = COMPLAINT_TRANSITIONS[action]
  if (needs !== null && (text ?? '').trim() === '') throw new DomainError('reason-missing')
  return to === 'unchanged' ? complaint.state : to
}

/** What the actor may do with the complaint now, for drawing buttons. */
export const complaintActions = (complaint: ComplaintFacts, actor: Actor): ComplaintAction[] =>
  COMPLAINT_ACTIONS.filter((action) => refusalOf(complaint, action, actor) === null)

function refusalOf({ state, ownerId, involvedIds }: ComplaintFacts, action: ComplaintAction, actor: Actor): DomainError | null {
  const { from, permission, who } = COMPLAINT_TRANSITIONS[action]
  if (!mayDo(actor.role, permission)) return new DomainError('forbidden', { permission })
  if (!from.includes(state)) return new DomainError('complaint-wrong-state', { state, action })
  if (who === 'owner' && ownerId !== actor.userId) return new DomainError('complaint-owner-only')
  if (who === 'not-involved' && involvedIds.includes(actor.userId)) return new DomainError('complaint-four-eyes')
  return null
}
