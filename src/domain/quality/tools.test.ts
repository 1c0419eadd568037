import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainDate } from '../plain-date'
import { causeTree, inTreeOrder, leavesOf } from './cause-tree'
import { frozenBreak } from './frozen-baseline'
import { planItems, shifted } from './plan'
import { PROBLEM_SOLVING } from './project-type'
import { faultyScore, ranking, totalOf, verdictOf } from './review'
import { EMPTY_SHEET, faultsOf, TOOL_SPECS, type SheetContent } from './tool-sheet'
import { TOOL_KINDS } from './vocabulary'

const of = (rows: Record<string, string>[], settings: Record<string, string> = {}): SheetContent => ({ ...EMPTY_SHEET, rows, settings })

describe('what is sent as a tool', () => {
  it('every kind takes its own cells empty or sound, and no other', () => {
    for (const kind of TOOL_KINDS) {
      const empty = Object.fromEntries(TOOL_SPECS[kind].columns.map(({ key }) => [key, '']))
      expect(faultsOf(kind, of([empty]))).toEqual([])
      expect(faultsOf(kind, of([{ ...empty, surprise: 'x' }]))).toEqual([{ row: 1, key: 'surprise', code: 'unknown-cell' }])
    }
  })

  it('numbers, dates and choices are named by row and cell when they are none', () => {
    expect(faultsOf('pareto', of([{ item: 'a', count: '1' }, { item: 'b', count: 'many' }]))).toEqual([{ row: 2, key: 'count', code: 'not-a-number' }])
    expect(faultsOf('plan', of([{ from: '2013-02-30' }]))).toEqual([{ row: 1, key: 'from', code: 'not-a-date' }])
    expect(faultsOf('control-chart', of([], { chart: 'pie' }))).toEqual([{ row: 0, key: 'chart', code: 'not-offered' }])
    expect(faultsOf('causes', of([{ actionable: 'perhaps' }]))).toEqual([{ row: 1, key: 'actionable', code: 'not-offered' }])
  })
})

describe('the tree of causes', () => {
  const rows = [{ id: 'c', parent: 'a', cause: 'C' }, { id: 'a', parent: '', cause: 'A' }, { id: 'b', parent: 'a', cause: 'B' }]
  it('has its branches and leaves in order', () => {
    const tree = causeTree(of(rows))
    expect(tree.map(({ id, children }) => [id, children.map((one) => one.id)])).toEqual([['a', ['c', 'b']]])
    expect(leavesOf(tree).map(({ id }) => id)).toEqual(['c', 'b'])
    expect(inTreeOrder(of(rows)).map(({ id }) => id)).toEqual(['a', 'c', 'b'])
  })

  it('loses no row whatever names whatever as its parent, and always ends', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    fc.assert(
      fc.property(fc.array(fc.constantFrom('', ...ids, 'gone'), { minLength: 5, maxLength: 5 }), (parents) => {
        const tree = causeTree(of(ids.map((id, place) => ({ id, parent: parents[place] ?? '', cause: id }))))
        const count = (nodes: typeof tree): number => nodes.reduce((sum, { children }) => sum + 1 + count(children), 0)
        expect(count(tree)).toBe(5)
      }),
    )
  })
})

describe('a frozen baseline', () => {
  const frozen = of([{ label: '1', count: '4', size: '100' }, { label: '2', count: '5', size: '100' }], { chart: 'p', baseline: '2' })
  it('keeps its points; later ones come and go', () => {
    expect(frozenBreak(frozen, { ...frozen, rows: [...frozen.rows, { label: '3', count: '1', size: '100' }] }, ['m1'])).toBeNull()
    expect(frozenBreak(frozen, { ...frozen, rows: [{ label: '1', count: '40', size: '100' }, ...frozen.rows.slice(1)] }, ['m1'])).toBe('baseline-frozen')
    expect(frozenBreak(frozen, { ...frozen, rows: frozen.rows.slice(1) }, ['m1'])).toBe('baseline-frozen')
    expect(frozenBreak(frozen, { ...frozen, settings: { chart: 'p', baseline: '1' } }, ['m1'])).toBe('baseline-frozen')
    // Other limits by another chart are other limits.
    expect(frozenBreak(frozen, { ...frozen, settings: { chart: 'laney', baseline: '2' } }, ['m1'])).toBe('baseline-frozen')
    expect(frozenBreak({ ...frozen, settings: { chart: 'p' } }, { ...frozen, rows: [] }, ['m1'])).toBeNull()
  })

  it('a split names its reason and its countermeasure', () => {
    const split = (cells: Record<string, string>) => ({ ...frozen, rows: [...frozen.rows, { label: '3', count: '1', size: '100', ...cells }] })
    expect(frozenBreak(frozen, split({ split: 'walks began' }), ['m1'])).toBe('split-without-measure')
    expect(frozenBreak(frozen, split({ measure: 'm1' }), ['m1'])).toBe('split-without-measure')
    expect(frozenBreak(frozen, split({ split: 'walks began', measure: 'm9' }), ['m1'])).toBe('split-without-measure')
    expect(frozenBreak(frozen, split({ split: 'walks began', measure: 'm1' }), ['m1'])).toBeNull()
  })
})

describe('the plan', () => {
  const row = { id: 'p1', activity: 'survey', from: '2013-03-01', to: '2013-03-31' }
  it('shows drift from what was agreed and how late it is', () => {
    const now = of([{ ...row, to: '2013-04-10', actualFrom: '2013-03-05', actualTo: '2013-04-12' }])
    const [item] = planItems(now, of([row]), plainDate('2013-09-01'))
    expect([item?.driftDays, item?.lateDays]).toEqual([10, 2])
    const [underWay] = planItems(of([{ ...row, actualFrom: '2013-03-05' }]), null, plainDate('2013-04-05'))
    expect([underWay?.driftDays, underWay?.lateDays]).toEqual([null, 5])
    const [ahead] = planItems(of([row]), of([row]), plainDate('2013-01-01'))
    expect([ahead?.driftDays, ahead?.lateDays]).toEqual([0, null])
  })

  it('moves by days and never turns around', () => {
    expect(shifted(row, 'move', 7)).toMatchObject({ from: '2013-03-08', to: '2013-04-07' })
    expect(shifted(row, 'to', -5)).toMatchObject({ from: '2013-03-01', to: '2013-03-26' })
    expect(shifted(row, 'from', 40)).toEqual(row)
    expect(shifted({ id: 'x' }, 'move', 3)).toEqual({ id: 'x' })
  })
})

describe('review', () => {
  const { criteria } = PROBLEM_SOLVING
  const full = Object.fromEntries(criteria.map(({ code, weight }) => [code, String(weight)]))
  it('points stay within their weights', () => {
    expect(faultyScore(criteria, full)).toBeNull()
    expect(totalOf(criteria, { scores: full })).toBe('100')
    for (const wrong of ['15.1', '', '-1', '14.55', 'x']) expect(faultyScore(criteria, { ...full, topic: wrong })?.code).toBe('topic')
  })

  it('the mean leaves out those who stood aside, and equal means share a place', () => {
    const one = verdictOf(criteria, [{ recused: false, scores: full }, { recused: false, scores: { ...full, causes: '15' } }, { recused: true, scores: {} }])
    expect(one).toMatchObject({ mean: '92.50', reviewers: 2, recused: 1 })
    expect(one.byCriterion['causes']).toBe('22.50')
    const none = verdictOf(criteria, [{ recused: true, scores: {} }])
    const best = verdictOf(criteria, [{ recused: false, scores: full }])
    expect(ranking([{ verdict: none }, { verdict: one }, { verdict: best }, { verdict: one }]).map(({ place }) => place)).toEqual([1, 2, 2, null])
  })
})
