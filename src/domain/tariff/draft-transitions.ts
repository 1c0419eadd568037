/**
 * The life of a drafted tariff version, as data: it draws the buttons and guards the server. Draft → submitted → released;
 * returned by the releaser or taken back by the drafter it is a draft again. Whoever drafted it never releases it, and a
 * released version is never edited. Any drafter may discard a draft, with a reason: an abandoned one must not stand in the way.
 */
import { DomainError } from '../errors'
import { mayDo, type Permission, type Role } from '../identity/permissions'

export const DRAFT_STATES = ['draft', 'submitted', 'released', 'discarded'] as const
export type DraftState = (typeof DRAFT_STATES)[number]

export const DRAFT_ACTIONS = ['edit', 'preview', 'submit', 'withdraw', 'return', 'release', 'discard'] as const
export type DraftAction = (typeof DRAFT_ACTIONS)[number]

interface Rule {
  from: readonly DraftState[]
  to: DraftState
  permission: Permission
  who: 'drafter' | 'not-drafter' | 'anyone'
  needsReason: boolean
}

export const DRAFT_TRANSITIONS: Readonly<Record<DraftAction, Rule>> = {
  edit: { from: ['draft'], to: 'draft', permission: 'tariffs.draft', who: 'drafter', needsReason: false },
  preview: { from: ['draft'], to: 'draft', permission: 'tariffs.draft', who: 'drafter', needsReason: false },
  submit: { from: ['draft'], to: 'submitted', permission: 'tariffs.draft', who: 'drafter', needsReason: false },
  withdraw: { from: ['submitted'], to: 'draft', permission: 'tariffs.draft', who: 'drafter', needsReason: false },
  discard: { from: ['draft', 'submitted'], to: 'discarded', permission: 'tariffs.draft', who: 'anyone', needsReason: true },
  return: { from: ['submitted'], to: 'draft', permission: 'tariffs.release', who: 'not-drafter', needsReason: true },
  release: { from: ['submitted'], to: 'released', permission: 'tariffs.release', who: 'not-drafter', needsReason: false },
}

export interface DraftFacts {
  state: DraftState
  drafterId: string
}

interface Actor {
  userId: string
  role: Role
}

/**
 * The state an action leads to.
 * @throws DomainError `forbidden`, `wrong-state`, `tariff-four-eyes`, `drafter-only`, `reason-missing`
 */
export function draftTransition(draft: DraftFacts, action: DraftAction, actor: Actor, reason?: string): DraftState {
  const refusal = refusalOf(draft, action, actor)
  if (refusal) throw refusal
  const { needsReason, to } = DRAFT_TRANSITIONS[action]
  if (needsReason && (reason ?? '').trim() === '') throw new DomainError('reason-missing')
  return to
}

/** What the actor may do with the draft now, for drawing buttons. */
export const availableDraftActions = (draft: DraftFacts, actor: Actor): DraftAction[] => DRAFT_ACTIONS.filter((action) => refusalOf(draft, action, actor) === null)

function refusalOf({ state, drafterId }: DraftFacts, action: DraftAction, { userId, role }: Actor): DomainError | null {
  const rule = DRAFT_TRANSITIONS[action]
  if (!mayDo(role, rule.permission)) return new DomainError('forbidden', { permission: rule.permission })
  if (!rule.from.includes(state)) return new DomainError('wrong-state', { state, action })
  if (rule.who === 'not-drafter' && userId === drafterId) return new DomainError('tariff-four-eyes')
  if (rule.who === 'drafter' && userId !== drafterId) return new DomainError('drafter-only')
  return null
}
