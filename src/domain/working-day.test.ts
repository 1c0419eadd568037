import { expect, it } from 'vitest'
import { billingMonth } from './plain-date'
import { firstWorkingDay } from './working-day'

it.each([
  ['2013-07', '2013-07-01'],
  ['2013-06', '2013-06-03'],
  ['2014-01', '2014-01-02'],
  ['2013-05', '2013-05-02'],
  // A Tuesday to a Thursday of holidays, then a Friday.
  ['2013-10', '2013-10-04'],
])('the first working day of %s is %s', (month, day) => {
  expect(firstWorkingDay(billingMonth(month))).toBe(day)
})
