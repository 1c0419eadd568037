import { expect, it } from 'vitest'
import { comparisonVerdict } from './comparison-verdict'

const clear = { effect: -2, p: 0.001, before: { effect: 0.1, p: 0.6 } }

it('a difference within chance says nothing, whatever else is true', () => {
  expect(comparisonVerdict({ ...clear, p: 0.05 }, 'down', 12)).toEqual({ moreThanChance: false })
})

it('one beyond chance speaks for the inspection only with corrections behind it, the right way, from a common past', () => {
  expect(comparisonVerdict(clear, 'down', 12)).toEqual({ moreThanChance: true, reservations: [] })
  expect(comparisonVerdict(clear, 'down', 0)).toMatchObject({ reservations: ['no-corrections'] })
  expect(comparisonVerdict(clear, 'up', 12)).toMatchObject({ reservations: ['other-way'] })
  expect(comparisonVerdict({ ...clear, before: { effect: -2, p: 0.01 } }, 'down', 12)).toMatchObject({ reservations: ['apart-before'] })
  expect(comparisonVerdict({ ...clear, before: null }, 'down', 12)).toMatchObject({ reservations: ['past-too-short'] })
  expect(comparisonVerdict({ ...clear, before: { effect: 1, p: 0.02 } }, 'up', 0)).toMatchObject({ reservations: ['no-corrections', 'other-way', 'apart-before'] })
})
