import fc from 'fast-check'
import { expect, it } from 'vitest'
import { columnWidths } from './column-widths'

it('a column is as wide as its longest word, whatever its weight', () => {
  const [narrow = 0, wide = 0] = columnWidths(['Measurement', 'Finding'], [['yes', 'ok']], [0.1, 9], 300)
  expect(narrow).toBeGreaterThan(60)
  expect(narrow + wide).toBeCloseTo(300)
})

it('with room for every word the weights decide', () => {
  expect(columnWidths(['a', 'b'], [], [1, 3], 400)).toEqual([100, 300])
})

it('always fills the page, and no more', () => {
  const table = fc.array(fc.tuple(fc.string({ maxLength: 30 }), fc.double({ min: 0.1, max: 5, noNaN: true })), { minLength: 1, maxLength: 12 })
  fc.assert(fc.property(table, (columns) => {
    const widths = columnWidths(columns.map(([name]) => name), [], columns.map(([, weight]) => weight), 483)
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(483)
    expect(widths.every((width) => width > 0)).toBe(true)
  }))
})
