import { describe, expect, it } from 'vitest'
import { ratio } from '../../ratio'
import { adjustmentFor, powerFactorHundredths } from './power-factor'

describe('the official table', () => {
  // Hundredths of a per cent, as (83)水电财字第215号 prints them for the standard 0.90.
  it.each([
    [100, -75], [95, -75], [94, -60], [93, -45], [92, -30], [91, -15], [90, 0],
    [89, 50], [80, 500], [70, 1000], [69, 1100], [65, 1500], [64, 1700], [60, 2500],
  ])('0.90: a factor of %i hundredths changes the bill by %i', (factor, expected) => {
    expect(adjustmentFor('0.90', factor)).toBe(expected)
  })

  it.each([[94, -110], [90, -50], [91, -65], [85, 0], [84, 50], [65, 1000], [64, 1100], [60, 1500], [59, 1700]])('0.85: %i → %i', (factor, expected) => {
    expect(adjustmentFor('0.85', factor)).toBe(expected)
  })

  it.each([[100, -130], [92, -130], [91, -115], [90, -100], [80, 0], [79, 50], [60, 1000], [59, 1100], [55, 1500], [54, 1700]])('0.80: %i → %i', (factor, expected) => {
    expect(adjustmentFor('0.80', factor)).toBe(expected)
  })
})

describe('the factor', () => {
  it.each([
    [600n, 450n, 80], // 600 ÷ 750
    [800n, 600n, 80],
    [100n, 0n, 100],
    [0n, 100n, 0],
    [900n, 436n, 90], // 900 ÷ 1000.05 = 0.89996
  ])('%i kWh with %i kvarh: %i hundredths', (active, reactive, expected) => {
    expect(powerFactorHundredths(ratio(active), ratio(reactive))).toBe(expected)
  })

  it('is none without energy', () => {
    expect(powerFactorHundredths(ratio(0n), ratio(0n))).toBeNull()
  })
})
