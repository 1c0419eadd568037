import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignmentLinesSchema, assignmentTermsSchema } from './assignment'

const ratio = fc.oneof(fc.string(), fc.constantFrom('0.5', '1', '1.1', '-0.1', '', '一般工商业', 'NaN', '1e309'))

describe('the terms of an assignment', () => {
  it('are found wrong, whatever stands where a ratio should: no text ends in an error', () => {
    fc.assert(fc.property(fc.array(ratio, { maxLength: 4 }), (ratios) => {
      const splits = ratios.map((text) => ({ category: 'COM-1', method: 'fixed-ratio', ratio: text }))
      expect(() => assignmentTermsSchema.safeParse({ remainder: 'RES-1', splits })).not.toThrow()
      expect(() => assignmentLinesSchema.safeParse([...splits, { category: 'RES-1', method: 'remainder' }])).not.toThrow()
    }))
  })

  it.each([
    [['a shop'], false], [['0.6', '0.5'], false], [['1.01'], false], [['-0.1'], false], [['0.6', '0.4'], true], [[], true],
  ] as const)('%j may stand: %s', (ratios, sound) => {
    expect(assignmentTermsSchema.safeParse({ remainder: 'RES-1', splits: ratios.map((text) => ({ category: 'COM-1', method: 'fixed-ratio', ratio: text })) }).success).toBe(sound)
  })
})
