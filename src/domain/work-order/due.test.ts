import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, plainDate, type PlainDate } from '../plain-date'
import { dueOn, overdueRanges, type DueRule } from './due'

const none = new Map<PlainDate, boolean>()
const day = plainDate

describe('due dates', () => {
  const rules: DueRule[] = [
    { state: 'submitted', effectiveFrom: day('2000-01-01'), workingDays: 3 },
    { state: 'submitted', effectiveFrom: day('2013-10-07'), workingDays: 1 },
    { state: 'applied', effectiveFrom: day('2013-01-01'), workingDays: 45 },
  ]

  it('follow the rule that held when the order came into its state', () => {
    expect(dueOn('submitted', day('2013-10-04'), rules, none)).toBe('2013-10-09')
    expect(dueOn('submitted', day('2013-10-07'), rules, none)).toBe('2013-10-08')
    expect(dueOn('closed', day('2013-10-07'), rules, none)).toBeNull()
    expect(dueOn('applied', day('2012-12-31'), rules, none)).toBeNull()
  })

  it('and the ranges of what is overdue agree, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -120, max: 10 }), fc.constantFrom('submitted', 'applied', 'draft'), (offset, age, state) => {
        const today = addDays(day('2013-10-08'), offset)
        const since = addDays(today, age)
        const due = dueOn(state, since, rules, none)
        const ranges = overdueRanges(today, rules, none)
        const within = ranges.some((range) => range.state === state && range.from <= since && since < range.before)
        expect(within).toBe(due !== null && due < today)
      }),
    )
  })
})
