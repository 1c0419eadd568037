import { describe, expect, it } from 'vitest'
import { billingMonth } from '../plain-date'
import { metricValue, reaches, targetSchema, type MetricMonth } from './metric'

const month = (numerator: bigint, denominator: bigint, lacking: MetricMonth['lacking'] = null): MetricMonth => ({ month: billingMonth('2013-07'), numerator, denominator, lacking })

describe('a metric over several months', () => {
  it('pools: shares by their bills, prices by their energy, money by adding up', () => {
    expect(metricValue('error-rate', [month(3n, 200n), month(1n, 100n)])).toBe('1.33')
    expect(metricValue('average-price', [month(44_050_621n, 754_625_000n)])).toBe('0.583742')
    expect(metricValue('average-price', [month(50_024_255n, 849_978_000n)])).toBe('0.588536')
    expect(metricValue('recovered', [month(526_788n, 1n), month(-10n, 1n)])).toBe('5267.78')
    expect(metricValue('orders-per-district', [month(70n, 61n)])).toBe('1.148')
    expect(metricValue('days-to-verified', [month(45n, 2n)])).toBe('22.5')
  })

  it('a month without a value takes no part; without any there is none', () => {
    expect(metricValue('error-rate', [month(3n, 200n), month(0n, 0n, 'not-checked')])).toBe('1.50')
    expect(metricValue('error-rate', [month(0n, 0n, 'not-checked')])).toBeNull()
    expect(metricValue('days-to-verified', [])).toBeNull()
  })
})

it('a target is reached exactly, not nearly', () => {
  expect(reaches({ direction: 'up', value: '0.5885' }, '0.588536')).toBe(true)
  expect(reaches({ direction: 'up', value: '0.588537' }, '0.588536')).toBe(false)
  expect(reaches({ direction: 'down', value: '1.5' }, '1.50')).toBe(true)
  expect(reaches({ direction: 'down', value: '1.5' }, '1.51')).toBe(false)
})

it('a target names months in order and a real date', () => {
  const sound = { kind: 'system', metric: 'average-price', category: null, district: null, sampleSize: 200, baseline: { from: '2013-01', to: '2013-06' }, effect: { from: '2013-07', to: '2013-09' }, direction: 'up', value: '0.585', dueOn: '2013-09-30' }
  expect(targetSchema.safeParse(sound).success).toBe(true)
  for (const wrong of [{ value: 'more' }, { dueOn: '2013-09-31' }, { baseline: { from: '2013-06', to: '2013-01' } }, { sampleSize: 3 }, { metric: 'happiness' }]) {
    expect(targetSchema.safeParse({ ...sound, ...wrong }).success).toBe(false)
  }
})
