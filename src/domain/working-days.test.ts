import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, billingMonth, firstDayOf, plainDate as day, type PlainDate } from './plain-date'
import { addWorkingDays, isWorkingDay, subtractWorkingDays, workingDayOf } from './working-days'

const none = new Map<PlainDate, boolean>()
const NATIONAL_DAY = new Map([...Array.from({ length: 7 }, (_, index) => [day(`2013-10-0${index + 1}`), false] as const), [day('2013-10-12'), true] as const])

/** Day by day, both counted. */
function workedBetween(from: PlainDate, to: PlainDate, calendar = NATIONAL_DAY): number {
  let worked = 0
  for (let one = from; one <= to; one = addDays(one, 1)) if (isWorkingDay(one, calendar)) worked += 1
  return worked
}

describe('working days', () => {
  it.each([
    ['2013-10-11', 1, '2013-10-14'],
    ['2013-10-12', 1, '2013-10-14'],
    ['2013-10-08', 3, '2013-10-11'],
    ['2013-10-09', 3, '2013-10-14'],
    ['1969-12-31', 1, '1970-01-01'],
  ])('from %s, %i on is %s', (from, days, due) => expect(addWorkingDays(day(from), days, none)).toBe(due))

  it('leave out the National Day and count the Saturday worked in exchange', () => {
    expect(addWorkingDays(day('2013-09-30'), 1, NATIONAL_DAY)).toBe('2013-10-08')
    expect(addWorkingDays(day('2013-10-11'), 1, NATIONAL_DAY)).toBe('2013-10-12')
    expect(subtractWorkingDays(day('2013-10-08'), 1, NATIONAL_DAY)).toBe('2013-09-30')
  })

  // A calendar as it is published: seven days off, a Sunday before and a Saturday behind them worked in exchange.
  it.each([
    ['2013-10-08', 1, '2013-10-09'],
    ['2013-10-11', 1, '2013-10-12'],
    ['2013-10-12', 1, '2013-10-14'],
    ['2013-09-28', 1, '2013-09-29'],
    ['2013-09-30', 1, '2013-10-08'],
    ['2013-10-08', 0, '2013-10-08'],
    ['2013-10-18', 3, '2013-10-23'],
  ])('with days worked in exchange: %s and %d on is %s', (from, count, to) => expect(addWorkingDays(day(from), count, new Map([...NATIONAL_DAY, [day('2013-09-29'), true]]))).toBe(to))

  it('end on a working day, with so many of them between', () => {
    fc.assert(
      fc.property(fc.integer({ min: -280, max: 120 }), fc.integer({ min: 1, max: 20 }), (offset, count) => {
        const from = addDays(day('2013-10-08'), offset)
        const to = addWorkingDays(from, count, NATIONAL_DAY)
        expect([workedBetween(addDays(from, 1), to), isWorkingDay(to, NATIONAL_DAY)]).toEqual([count, true])
      }),
    )
  })

  it('forth and back is the same working day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 1, max: 60 }), (offset, count) => {
        const from = addDays(day('2013-10-08'), offset)
        fc.pre(isWorkingDay(from, NATIONAL_DAY))
        expect(subtractWorkingDays(addWorkingDays(from, count, NATIONAL_DAY), count, NATIONAL_DAY)).toBe(from)
      }),
    )
  })

  it.each([
    ['2013-07', 1, '2013-07-01'],
    ['2013-06', 1, '2013-06-03'],
    ['2013-10', 1, '2013-10-08'],
    ['2013-10', 5, '2013-10-12'],
  ])('of %s, number %i is %s', (month, count, due) => expect(workingDayOf(billingMonth(month), count, NATIONAL_DAY)).toBe(due))

  it('of a month are numbered through, from its first one on', () => {
    const closed = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 })
    fc.assert(
      fc.property(fc.integer({ min: -24, max: 24 }), fc.integer({ min: 1, max: 8 }), closed, (offset, count, free) => {
        const month = addMonths(billingMonth('2013-10'), offset)
        const first = firstDayOf(month)
        const calendar = new Map(free.map((days) => [addDays(first, days), false] as const))
        const found = workingDayOf(month, count, calendar)
        expect([workedBetween(first, found, calendar), isWorkingDay(found, calendar)]).toEqual([count, true])
      }),
    )
  })
})
