import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fisherExact } from './proportions'
import { randomisationTest } from './randomisation'

const labelled = (inside: readonly number[], outside: readonly number[]) => ({ values: [...inside, ...outside], labels: [...inside.map(() => true), ...outside.map(() => false)] })

it('tea tasting (Fisher 1935): 34 of 70 labellings, as Fisher’s exact test says', () => {
  const { values, labels } = labelled([1, 1, 1, 0], [1, 0, 0, 0])
  const found = randomisationTest(values, labels, 1)
  expect(found.labellings).toBe(70)
  expect(found.p).toBeCloseTo(0.485714, 6)
})

it('any two shares, every labelling counted: Fisher’s exact p, where both sides are as large', () => {
  // With groups of one size, tables as unlikely are those with as large a difference.
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), (a, b) => {
      const side = (cases: number) => Array.from({ length: 6 }, (_, place) => (place < cases ? 1 : 0))
      const { values, labels } = labelled(side(a), side(b))
      expect(randomisationTest(values, labels, 1).p).toBeCloseTo(fisherExact({ cases: a, of: 6 }, { cases: b, of: 6 }), 9)
    }),
  )
})

it('the mice of Efron and Tibshirani (1993), table 2.1: 3,184 of all 11,440 labellings are as extreme; drawn ones agree', () => {
  const { values, labels } = labelled([94, 197, 16, 38, 99, 141, 23], [52, 104, 146, 10, 51, 30, 40, 27, 46])
  for (const seed of [1, 2, 3]) {
    const { p, labellings } = randomisationTest(values, labels, seed)
    expect(labellings).toBe(4999)
    // Three standard deviations of 4,999 draws.
    expect(Math.abs(p - 3184 / 11_440)).toBeLessThan(3 * Math.sqrt((0.278322 * 0.721678) / 4999))
  }
})
