import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainDate } from '../plain-date'
import type { ProjectFacts } from './gates'
import { INNOVATIVE, PROBLEM_SOLVING, projectTypeSchema, type ProjectType } from './project-type'
import { missingFor, pass, reopen, reopenable, stepStates } from './stage-machine'
import { EMPTY_SHEET, type SheetContent } from './tool-sheet'
import { CLOSED, type ToolKind } from './vocabulary'

const sheet = (step: string, kind: ToolKind, rows: Record<string, string>[], note = 'counted in the office') => ({
  step, kind, content: { ...EMPTY_SHEET, rows, source: { kind: 'typed' as const, note } } satisfies SheetContent,
})

const MEASURE = { id: 'm1', cause: 'c2', what: 'walk every district', why: 'nobody looked', who: 'Wang', where: 'station', when: '2013-07-31', how: 'with a list', target: '61 districts', result: '61', met: 'yes' }

/** A project that lacks nothing at any step. */
const COMPLETE: ProjectFacts = {
  sheets: [
    ...['topic', 'present-state'].map((step) => sheet(step, 'pareto', [{ item: 'shops', count: '70' }])),
    sheet('causes', 'causes', [{ id: 'c1', parent: '', cause: 'people' }, { id: 'c2', parent: 'c1', cause: 'nobody looked', actionable: 'yes' }]),
    sheet('main-causes', 'confirmations', [{ cause: 'c2', method: 'measurement', finding: '70 of 61 districts', main: 'yes' }]),
    sheet('countermeasures', 'countermeasures', [MEASURE]),
    sheet('standardisation', 'standards', [{ measure: 'm1', standardNo: 'Q/GDW-01' }]),
  ],
  evidence: [],
  target: { value: '0.585', dueOn: plainDate('2013-09-30'), drawnFrom: 'system', baseline: '0.5837' },
  result: '0.5885',
  benefit: { confirmed: true },
  laterChecks: [{ measure: 'm1', followed: true }, { measure: 'm1', followed: null }],
}

const without = (kind: ToolKind): ProjectFacts => ({ ...COMPLETE, sheets: COMPLETE.sheets.filter((one) => one.kind !== kind) })
const withRows = (kind: ToolKind, rows: Record<string, string>[]): ProjectFacts => {
  const step = COMPLETE.sheets.find((one) => one.kind === kind)?.step ?? ''
  return { ...without(kind), sheets: [...without(kind).sheets, sheet(step, kind, rows)] }
}
const withTarget = (more: Partial<NonNullable<ProjectFacts['target']>>): ProjectFacts => ({ ...COMPLETE, target: { ...(COMPLETE.target as NonNullable<ProjectFacts['target']>), ...more } })

const codes = (type: ProjectType, step: string, facts: ProjectFacts): string[] => missingFor({ type, step }, facts).map(({ code }) => code)

describe('the steps of a problem-solving project', () => {
  it('are ten, in order, and the last one closes it', () => {
    const walked: string[] = []
    for (let step = 'topic'; step !== CLOSED; step = pass({ type: PROBLEM_SOLVING, step }, COMPLETE)) walked.push(step)
    expect(walked).toEqual(['topic', 'present-state', 'target', 'causes', 'main-causes', 'countermeasures', 'implementation', 'effect', 'standardisation', 'summary'])
  })

  const ASKED = ['what', 'why', 'who', 'where', 'when', 'how', 'target'] as const
  it.each<[string, string, ProjectFacts, string[]]>([
    ['no data behind the topic', 'topic', without('pareto'), ['no-data']],
    ['figures without a source', 'topic', { ...without('pareto'), sheets: [sheet('topic', 'pareto', [{ item: 'x', count: '1' }], ' ')] }, ['no-data']],
    ['figures of another step', 'topic', { ...without('pareto'), sheets: [sheet('present-state', 'pareto', [{ item: 'x', count: '1' }])] }, ['no-data']],
    ['no data behind the present state', 'present-state', without('pareto'), ['no-data']],
    ['no target', 'target', { ...COMPLETE, target: null }, ['no-target']],
    ['a target that is no number', 'target', withTarget({ value: 'better' }), ['target-no-number']],
    ['a target without a date', 'target', withTarget({ dueOn: null }), ['target-no-date']],
    ['neither', 'target', withTarget({ value: '', dueOn: null }), ['target-no-number', 'target-no-date']],
    ['a target with no data behind it', 'target', withTarget({ baseline: null }), ['target-no-baseline']],
    ['no causes', 'causes', without('causes'), ['no-causes']],
    ['a branch that ends in no actionable cause', 'causes', withRows('causes', [{ id: 'c1', parent: '', cause: 'the weather' }]), ['cause-not-actionable']],
    ['a cause without words', 'causes', withRows('causes', [{ id: 'c1', parent: '', cause: '', actionable: 'yes' }]), ['cause-empty']],
    ['a leaf nobody looked at', 'main-causes', without('confirmations'), ['cause-unconfirmed', 'no-main-cause']],
    ['a vote', 'main-causes', withRows('confirmations', [{ cause: 'c2', method: 'vote', finding: '9 of 10', main: 'yes' }]), ['cause-voted', 'no-main-cause']],
    ['no method', 'main-causes', withRows('confirmations', [{ cause: 'c2', method: '', finding: 'x', main: 'yes' }]), ['cause-no-method', 'no-main-cause']],
    ['a method without a finding', 'main-causes', withRows('confirmations', [{ cause: 'c2', method: 'survey', finding: ' ', main: 'yes' }]), ['cause-no-finding']],
    ['no main cause', 'main-causes', withRows('confirmations', [{ cause: 'c2', method: 'test', finding: 'x' }]), ['no-main-cause']],
    ['a main cause that was voted for', 'main-causes', withRows('confirmations', [{ cause: 'c2', method: 'test', finding: 'x' }, { cause: 'c2', method: 'vote', finding: '9 of 10', main: 'yes' }]), ['no-main-cause']],
    ['a main cause that is no longer in the diagram', 'main-causes', withRows('confirmations', [{ cause: 'c2', method: 'test', finding: 'x' }, { cause: 'c9', method: 'test', finding: 'x', main: 'yes' }]), ['no-main-cause']],
    ['no measures', 'countermeasures', without('countermeasures'), ['no-measures']],
    ...ASKED.map((key): [string, string, ProjectFacts, string[]] => [`a measure without ${key}`, 'countermeasures', withRows('countermeasures', [{ ...MEASURE, [key]: ' ' }]), [`measure-no-${key}`]]),
    ['a main cause without a measure', 'countermeasures', withRows('countermeasures', [{ ...MEASURE, cause: 'c9' }]), ['main-cause-unanswered']],
    ['a measure without result', 'implementation', withRows('countermeasures', [{ ...MEASURE, result: '' }]), ['measure-no-result']],
    ['a result that is held against nothing', 'implementation', withRows('countermeasures', [{ ...MEASURE, met: '' }]), ['measure-no-result']],
    ['a measure that missed without revision', 'implementation', withRows('countermeasures', [{ ...MEASURE, met: 'no' }]), ['measure-missed']],
    ['a typed figure', 'effect', withTarget({ drawnFrom: 'typed' }), ['effect-typed']],
    ['no figure in the books', 'effect', { ...COMPLETE, result: null }, ['effect-no-figure']],
    ['no target at the effect', 'effect', { ...COMPLETE, target: null }, ['no-target']],
    ['no confirmation by finance', 'effect', { ...COMPLETE, benefit: { confirmed: false } }, ['benefit-unconfirmed']],
    ['a measure without standard', 'standardisation', without('standards'), ['measure-no-standard']],
    ['a standard without number', 'standardisation', withRows('standards', [{ measure: 'm1', standardNo: ' ' }]), ['measure-no-standard']],
    ['a measure without later check', 'standardisation', { ...COMPLETE, laterChecks: [] }, ['measure-no-check']],
    ['a check of another measure', 'standardisation', { ...COMPLETE, laterChecks: [{ measure: 'm2', followed: true }] }, ['measure-no-check']],
    ['a check that is only planned', 'standardisation', { ...COMPLETE, laterChecks: [{ measure: 'm1', followed: null }] }, ['measure-check-open']],
    ['a standard that is not followed', 'standardisation', { ...COMPLETE, laterChecks: [{ measure: 'm1', followed: true }, { measure: 'm1', followed: false }, { measure: 'm1', followed: null }] }, ['measure-not-followed']],
  ])('%s holds %s back', (_name, step, facts, expected) => {
    expect(codes(PROBLEM_SOLVING, step, facts)).toEqual(expected)
    expect(() => pass({ type: PROBLEM_SOLVING, step }, facts)).toThrow('gate-refused')
  })

  it('a missed measure with a revision may go on, and so may evidence in place of a table', () => {
    expect(codes(PROBLEM_SOLVING, 'implementation', withRows('countermeasures', [{ ...MEASURE, met: 'no', revision: 'again in August' }]))).toEqual([])
    expect(codes(PROBLEM_SOLVING, 'topic', { ...without('pareto'), evidence: [{ step: 'topic' }] })).toEqual([])
  })

  it('names what is missing and where', () => {
    expect(missingFor({ type: PROBLEM_SOLVING, step: 'countermeasures' }, withRows('countermeasures', [{ ...MEASURE, who: '' }]))).toEqual([
      { gate: 'measures-complete', code: 'measure-no-who', params: { measure: 'walk every district' } },
    ])
  })
})

describe('every type of project', () => {
  it.each([PROBLEM_SOLVING, INNOVATIVE])('$code is a sound configuration and walks to its end with complete facts', (type) => {
    expect(projectTypeSchema.parse(type)).toEqual(type)
    let step = type.steps[0]?.code ?? ''
    for (const expected of type.steps.map(({ code }) => code)) {
      expect(step).toBe(expected)
      step = pass({ type, step }, COMPLETE)
    }
    expect(step).toBe(CLOSED)
  })

  it('an empty project is held at every step that asks for something of its own', () => {
    const nothing: ProjectFacts = { sheets: [], evidence: [], target: null, result: null, benefit: { confirmed: false }, laterChecks: [] }
    // Without countermeasures there is nothing to standardise; the steps before have refused by then.
    const held = PROBLEM_SOLVING.steps.filter(({ code }) => codes(PROBLEM_SOLVING, code, nothing).length > 0).map(({ code }) => code)
    expect(held).toEqual(['topic', 'present-state', 'target', 'causes', 'main-causes', 'countermeasures', 'implementation', 'effect'])
  })

  it('weights that are not 100 together, or a step twice, are refused', () => {
    const [first] = PROBLEM_SOLVING.criteria
    expect(projectTypeSchema.safeParse({ ...PROBLEM_SOLVING, criteria: [first] }).success).toBe(false)
    expect(projectTypeSchema.safeParse({ ...PROBLEM_SOLVING, steps: [...PROBLEM_SOLVING.steps, ...PROBLEM_SOLVING.steps] }).success).toBe(false)
  })
})

describe('reopening', () => {
  const every = [...PROBLEM_SOLVING.steps.map(({ code }) => code), CLOSED]
  it('leads back to any step that was left, and to no other, and only with a reason', () => {
    fc.assert(
      fc.property(fc.constantFrom(...every), fc.constantFrom(...every), fc.constantFrom('', '  ', 'a mistake'), (at, to, reason) => {
        const left = every.indexOf(to) < every.indexOf(at)
        expect(reopenable({ type: PROBLEM_SOLVING, step: at }).includes(to)).toBe(left)
        const again = () => reopen({ type: PROBLEM_SOLVING, step: at }, to, reason)
        if (left && reason.trim() !== '') expect(again()).toBe(to)
        else expect(again).toThrow(reason.trim() === '' ? 'reason-missing' : 'step-not-left')
      }),
    )
  })

  it('a closed project passes nothing more; each step is behind, under way or ahead', () => {
    expect(() => pass({ type: PROBLEM_SOLVING, step: CLOSED }, COMPLETE)).toThrow('project-closed')
    expect(stepStates({ type: PROBLEM_SOLVING, step: 'target' }).map(({ state }) => state)).toEqual(['passed', 'passed', 'current', ...Array<string>(7).fill('ahead')])
    expect(stepStates({ type: PROBLEM_SOLVING, step: CLOSED }).every(({ state }) => state === 'passed')).toBe(true)
  })
})
