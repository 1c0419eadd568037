/** The words that the QC cycle's rules, screens and rows share. */

/** What stands at the end of a step; see `gates.ts` for what each asks. */
export const GATES = [
  'data',
  'target-number-date',
  'target-data',
  'causes-actionable',
  'causes-measured',
  'measures-complete',
  'measures-resulted',
  'effect-from-system',
  'benefit-confirmed',
  'standards-numbered',
  'later-checks',
] as const
export type Gate = (typeof GATES)[number]

export const TOOL_KINDS = [
  'notes',
  'check-sheet',
  'pareto',
  'causes',
  'confirmations',
  'countermeasures',
  'control-chart',
  'histogram',
  'scatter',
  'before-after',
  'radar',
  'standards',
  'plan',
] as const
export type ToolKind = (typeof TOOL_KINDS)[number]

/** The step of a project that has passed its last gate. */
export const CLOSED = 'closed'

export const METRICS = ['error-rate', 'average-price', 'recovered', 'orders-per-district', 'days-to-verified'] as const
export type Metric = (typeof METRICS)[number]

export const CIRCLE_ROLES = ['leader', 'facilitator', 'sponsor', 'member'] as const
export type CircleRole = (typeof CIRCLE_ROLES)[number]
