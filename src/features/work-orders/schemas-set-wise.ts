import { mayDo, PERMISSIONS, type Role } from '@/domain/identity/permissions'
import { TRANSITIONS, type OrderAction } from '@/domain/work-order/transitions'

/** Decisions that can be taken on many orders at once, with their steps in the transition table. */
export const SET_WISE_STEPS = {
  approve: ['approve'],
  'approve-and-apply': ['approve', 'apply'],
  apply: ['apply'],
  return: ['return'],
} as const satisfies Readonly<Record<string, readonly OrderAction[]>>

export const SET_WISE_DECISIONS = ['approve', 'approve-and-apply', 'apply', 'return'] as const satisfies readonly (keyof typeof SET_WISE_STEPS)[]
export type SetWiseDecision = (typeof SET_WISE_DECISIONS)[number]

/** Whether a role may take a decision at all; of a particular order the transition table says more. */
export const mayDecide = (role: Role, decision: SetWiseDecision): boolean =>
  SET_WISE_STEPS[decision].every((action) => PERMISSIONS.some((permission) => permission === TRANSITIONS[action].permission && mayDo(role, permission)))

export const needsReason = (decision: SetWiseDecision): boolean => SET_WISE_STEPS[decision].some((action) => TRANSITIONS[action].needsReason)
