import type { OrderAction } from '@/domain/work-order/transitions'
import { SET_WISE_DECISIONS, SET_WISE_STEPS, type SetWiseDecision } from '@/features/work-orders/schemas-set-wise'

/** The decisions whose first step an order is ready for; the transition table has said which steps those are. */
export const offeredDecisions = (actions: readonly OrderAction[]): SetWiseDecision[] => SET_WISE_DECISIONS.filter((decision) => actions.includes(SET_WISE_STEPS[decision][0]))
