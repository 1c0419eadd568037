import fc from 'fast-check'
import { expect, it } from 'vitest'
import { withinLimit, type Windows } from './rate-limit'

it('lets through no more than the limit within any one span, and always again after it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 1000 }), fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 200 }), (most, spanMs, steps) => {
      const windows: Windows = new Map()
      let at = 0
      let spanBegan = -Infinity
      let through = 0
      for (const step of steps) {
        at += step
        const waitMs = withinLimit(windows, 'export wang', { most, spanMs }, at)
        if (at - spanBegan >= spanMs) {
          spanBegan = at
          through = 0
        }
        if (waitMs === 0) through += 1
        else expect(at + waitMs).toBe(spanBegan + spanMs)
        expect(through).toBeLessThanOrEqual(most)
      }
      expect(withinLimit(windows, 'export wang', { most, spanMs }, at + spanMs)).toBe(0)
    }),
  )
})

it('counts each person and each use apart', () => {
  const windows: Windows = new Map()
  const once = { most: 1, spanMs: 1000 }
  expect(withinLimit(windows, 'export wang', once, 0)).toBe(0)
  expect(withinLimit(windows, 'export li', once, 1)).toBe(0)
  expect(withinLimit(windows, 'export wang', once, 400)).toBe(600)
})
