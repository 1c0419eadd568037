/** What each gate asks of a project, one rule each. A finding says exactly what is missing and where. */
import type { PlainDate } from '../plain-date'
import { causeTree, leavesOf, type CauseNode } from './cause-tree'
import { bringsData, cell, type Row, type SheetContent } from './tool-sheet'
import type { Gate, ToolKind } from './vocabulary'

export interface FiledSheet {
  step: string
  kind: ToolKind
  content: SheetContent
}

/** What the rules need to know of a project. */
export interface ProjectFacts {
  sheets: readonly FiledSheet[]
  /** Pieces of evidence by step. */
  evidence: readonly { step: string }[]
  target: {
    /** Decimal text. */
    value: string
    dueOn: PlainDate | null
    /** Bound to a metric of the system, or only written down. */
    drawnFrom: 'system' | 'typed'
    /** The baseline that was frozen; null when the books had none. */
    baseline: string | null
  } | null
  /** The result in the books for the effect's months; null while they have none. */
  result: string | null
  benefit: { confirmed: boolean }
  /** Later checks in the order they were done; `followed` is null while one is still to come. */
  laterChecks: readonly { measure: string; followed: boolean | null }[]
}

/** A key under `qualityGates.findings`, and what fills it. */
export interface GateFinding {
  gate: Gate
  code: string
  params: Readonly<Record<string, string | number>>
}

type Rule = (facts: ProjectFacts, step: string) => { code: string; params?: GateFinding['params'] }[]

const NUMBER = /^[+-]?\d+(\.\d+)?$/

const rowsOf = ({ sheets }: ProjectFacts, kind: ToolKind) => sheets.filter((sheet) => sheet.kind === kind).flatMap((sheet) => sheet.content.rows)

export const projectLeaves = ({ sheets }: Pick<ProjectFacts, 'sheets'>): CauseNode[] =>
  sheets.filter(({ kind }) => kind === 'causes').flatMap(({ content }) => leavesOf(causeTree(content)))

const ASKED_OF_MEASURE = ['what', 'why', 'who', 'where', 'when', 'how', 'target'] as const

const data: Rule = ({ sheets, evidence }, step) =>
  sheets.some((sheet) => sheet.step === step && bringsData(sheet.kind, sheet.content)) || evidence.some((one) => one.step === step) ? [] : [{ code: 'no-data' }]

const targetNumberDate: Rule = ({ target }) => {
  if (!target) return [{ code: 'no-target' }]
  return [...(NUMBER.test(target.value) ? [] : [{ code: 'target-no-number' }]), ...(target.dueOn === null ? [{ code: 'target-no-date' }] : [])]
}

const targetData: Rule = ({ target }) => (target && target.baseline === null ? [{ code: 'target-no-baseline' }] : [])

const causesActionable: Rule = (facts) => {
  const leaves = projectLeaves(facts)
  if (leaves.length === 0) return [{ code: 'no-causes' }]
  return leaves.flatMap(({ text, actionable }) => (text === '' ? [{ code: 'cause-empty' }] : actionable ? [] : [{ code: 'cause-not-actionable', params: { cause: text } }]))
}

/** A measurement, a test or a survey; a vote is none. */
const counts = (row: Row): boolean => cell(row, 'method') !== '' && cell(row, 'method') !== 'vote'

/** The ends of branches that were found to be main causes by a method that counts. */
function mainCauses(facts: ProjectFacts): CauseNode[] {
  const main = new Set(rowsOf(facts, 'confirmations').filter((row) => cell(row, 'main') === 'yes' && counts(row)).map((row) => cell(row, 'cause')))
  return projectLeaves(facts).filter(({ id }) => main.has(id))
}

const causesMeasured: Rule = (facts) => {
  const confirmations = rowsOf(facts, 'confirmations')
  const findings = projectLeaves(facts).flatMap((leaf) => {
    const found = confirmations.filter((row) => cell(row, 'cause') === leaf.id)
    if (found.length === 0) return [{ code: 'cause-unconfirmed', params: { cause: leaf.text } }]
    const counting = found.filter(counts)
    if (counting.length === 0) return [{ code: cell(found[0] ?? {}, 'method') === 'vote' ? 'cause-voted' : 'cause-no-method', params: { cause: leaf.text } }]
    return counting.some((row) => cell(row, 'finding') !== '') ? [] : [{ code: 'cause-no-finding', params: { cause: leaf.text } }]
  })
  return mainCauses(facts).length > 0 ? findings : [...findings, { code: 'no-main-cause' }]
}

const nameOf = (row: Readonly<Record<string, string>>, index: number): string => cell(row, 'what') || String(index + 1)

const measuresComplete: Rule = (facts) => {
  const rows = rowsOf(facts, 'countermeasures')
  if (rows.length === 0) return [{ code: 'no-measures' }]
  const unanswered = mainCauses(facts).filter(({ id, text }) => !rows.some((row) => [id, text].includes(cell(row, 'cause'))))
  return [
    ...rows.flatMap((row, index) => ASKED_OF_MEASURE.filter((key) => cell(row, key) === '').map((key) => ({ code: `measure-no-${key}`, params: { measure: nameOf(row, index) } }))),
    ...unanswered.map(({ text }) => ({ code: 'main-cause-unanswered', params: { cause: text } })),
  ]
}

const measuresResulted: Rule = (facts) =>
  rowsOf(facts, 'countermeasures').flatMap((row, index) => {
    const params = { measure: nameOf(row, index) }
    if (cell(row, 'result') === '' || cell(row, 'met') === '') return [{ code: 'measure-no-result', params }]
    return cell(row, 'met') === 'no' && cell(row, 'revision') === '' ? [{ code: 'measure-missed', params }] : []
  })

const effectFromSystem: Rule = ({ target, result }) => {
  if (!target) return [{ code: 'no-target' }]
  if (target.drawnFrom === 'typed') return [{ code: 'effect-typed' }]
  return result === null ? [{ code: 'effect-no-figure' }] : []
}

const benefitConfirmed: Rule = ({ benefit }) => (benefit.confirmed ? [] : [{ code: 'benefit-unconfirmed' }])

const standardsNumbered: Rule = (facts) => {
  const standards = rowsOf(facts, 'standards')
  return rowsOf(facts, 'countermeasures').flatMap((row, index) => {
    const numbered = standards.some((one) => cell(one, 'measure') === cell(row, 'id') && cell(one, 'standardNo') !== '')
    return numbered ? [] : [{ code: 'measure-no-standard', params: { measure: nameOf(row, index) } }]
  })
}

/** That a check is planned does not show that the standard is followed: the last one done does. */
const laterChecks: Rule = (facts) =>
  rowsOf(facts, 'countermeasures').flatMap((row, index) => {
    const params = { measure: nameOf(row, index) }
    const checks = facts.laterChecks.filter(({ measure }) => measure === cell(row, 'id'))
    if (checks.length === 0) return [{ code: 'measure-no-check', params }]
    const last = checks.filter(({ followed }) => followed !== null).at(-1)
    if (!last) return [{ code: 'measure-check-open', params }]
    return last.followed ? [] : [{ code: 'measure-not-followed', params }]
  })

const RULES: Readonly<Record<Gate, Rule>> = {
  data,
  'target-number-date': targetNumberDate,
  'target-data': targetData,
  'causes-actionable': causesActionable,
  'causes-measured': causesMeasured,
  'measures-complete': measuresComplete,
  'measures-resulted': measuresResulted,
  'effect-from-system': effectFromSystem,
  'benefit-confirmed': benefitConfirmed,
  'standards-numbered': standardsNumbered,
  'later-checks': laterChecks,
}

/** Everything a gate still lacks; empty when it may be passed. */
export const findingsOf = (gate: Gate, facts: ProjectFacts, step: string): GateFinding[] =>
  RULES[gate](facts, step).map(({ code, params = {} }) => ({ gate, code, params }))
