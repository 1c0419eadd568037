import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, plainDate } from '../plain-date'
import { addWorkingDays, isWorkingDay } from './working-days'

// October 2013: the first week is a holiday; Sunday 29 September and Saturday 12 October are worked in exchange.
const OCTOBER = new Map([
  ...Array.from({ length: 7 }, (_, index) => [addDays(plainDate('2013-10-01'), index), false] as const),
  [plainDate('2013-09-29'), true],
  [plainDate('2013-10-12'), true],
])

it.each([
  ['2013-10-08', 1, '2013-10-09'],
  ['2013-10-11', 1, '2013-10-12'],
  ['2013-10-12', 1, '2013-10-14'],
  ['2013-09-28', 1, '2013-09-29'],
  ['2013-09-30', 1, '2013-10-08'],
  ['2013-10-08', 0, '2013-10-08'],
  ['2013-10-18', 3, '2013-10-23'],
])('%s and %d working days is %s', (from, count, to) => expect(addWorkingDays(plainDate(from), count, OCTOBER)).toBe(to))

it('always ends on a working day, with so many of them between', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 20 }), (days, count) => {
      const from = addDays(plainDate('2013-01-01'), days)
      const to = addWorkingDays(from, count, OCTOBER)
      expect(isWorkingDay(to, OCTOBER)).toBe(true)
      let between = 0
      for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, OCTOBER)) between += 1
      expect(between).toBe(count)
    }),
  )
})
