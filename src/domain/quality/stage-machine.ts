/**
 * The life of a QC project: step by step, each left through its gates; reopened with a reason. One pure machine for every
 * type of project: it draws the buttons, guards the server, and says exactly what a refused step lacks.
 */
import { DomainError } from '../errors'
import { findingsOf, type GateFinding, type ProjectFacts } from './gates'
import { stepOf, type ProjectType } from './project-type'
import { CLOSED } from './vocabulary'

export interface Stage {
  type: ProjectType
  /** A step's code, or `closed`. */
  step: string
}

/** What the step under way lacks; empty when its gate may be passed. A closed project lacks nothing. */
export function missingFor({ type, step }: Stage, facts: ProjectFacts): GateFinding[] {
  const findings = (stepOf(type, step)?.gates ?? []).flatMap((gate) => findingsOf(gate, facts, step))
  return findings.filter((one, index) => findings.findIndex((other) => sameFinding(one, other)) === index)
}

const sameFinding = (a: GateFinding, b: GateFinding): boolean => a.code === b.code && JSON.stringify(a.params) === JSON.stringify(b.params)

/**
 * The step that follows, `closed` after the last.
 * @throws DomainError `project-closed`, `gate-refused` with how much is missing
 */
export function pass(stage: Stage, facts: ProjectFacts): string {
  const place = stage.type.steps.findIndex(({ code }) => code === stage.step)
  if (place === -1) throw new DomainError('project-closed')
  const missing = missingFor(stage, facts)
  if (missing.length > 0) throw new DomainError('gate-refused', { count: missing.length })
  return stage.type.steps[place + 1]?.code ?? CLOSED
}

/** The steps a project may be taken back to: those it has left. */
export function reopenable({ type, step }: Stage): string[] {
  const place = type.steps.findIndex(({ code }) => code === step)
  return type.steps.slice(0, place === -1 ? type.steps.length : place).map(({ code }) => code)
}

/** @throws DomainError `reason-missing`, `step-not-left` */
export function reopen(stage: Stage, step: string, reason: string): string {
  if (reason.trim() === '') throw new DomainError('reason-missing')
  if (!reopenable(stage).includes(step)) throw new DomainError('step-not-left')
  return step
}

export type StepState = 'passed' | 'current' | 'ahead'

/** Where each step stands, for the board and the overview. */
export function stepStates({ type, step }: Stage): { code: string; state: StepState }[] {
  const place = type.steps.findIndex(({ code }) => code === step)
  return type.steps.map(({ code }, index) => ({ code, state: place === -1 || index < place ? 'passed' : index === place ? 'current' : 'ahead' }))
}
