/** What was changed while a step's gate stood passed: judges see it for good, whatever happened to the gate afterwards. */
import type { ProjectType } from './project-type'

export interface GateMoment {
  step: string
  kind: 'passed' | 'reopened'
  recordedAt: Date
}

/**
 * When the gate was passed behind which a change of a step was made, or null when the step was open then. Going back to a
 * step opens it and all that follow.
 * @param gates in the order in which they happened
 */
export function gateBehind({ steps }: Pick<ProjectType, 'steps'>, gates: readonly GateMoment[], step: string, at: Date): Date | null {
  const placeOf = (code: string) => steps.findIndex((one) => one.code === code)
  return gates
    .filter(({ recordedAt }) => recordedAt < at)
    .reduce<Date | null>((passedAt, gate) => {
      if (gate.kind === 'passed') return gate.step === step ? gate.recordedAt : passedAt
      return placeOf(gate.step) <= placeOf(step) ? null : passedAt
    }, null)
}
