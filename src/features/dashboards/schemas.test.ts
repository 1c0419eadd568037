import { describe, expect, it } from 'vitest'
import { billingMonth } from '@/domain/plain-date'
import { quickRanges, rangeFrom } from './schemas'

const loaded = (first: string, last: string) => ({ first: billingMonth(first), last: billingMonth(last) })

describe('the range of an address', () => {
  it.each([
    ['2013-06', '2013-07', { from: '2013-06', to: '2013-07' }],
    ['2013-07', '2013-07', { from: '2013-07', to: '2013-07' }],
    ['2009-01', '2013-12', { from: '2009-01', to: '2013-12' }],
    ['2009-01', '2014-01', null],
    ['2013-07', '2013-06', null],
    ['2013-13', '2013-07', null],
    [undefined, '2013-07', null],
  ])('%s to %s', (from, to, expected) => {
    expect(rangeFrom(from, to)).toEqual(expected)
  })
})

describe('the usual ranges', () => {
  it('name the year only where all months are more than it', () => {
    expect(quickRanges(loaded('2013-01', '2013-09')).map(({ name, from }) => [name, from])).toEqual([['lastTwo', '2013-08'], ['all', '2013-01']])
    expect(quickRanges(loaded('2012-11', '2013-09')).map(({ name, from }) => [name, from])).toEqual([['lastTwo', '2013-08'], ['year', '2013-01'], ['all', '2012-11']])
  })

  it('are always ranges that an address may ask for', () => {
    for (const { from, to } of quickRanges(loaded('2001-05', '2013-09'))) expect(rangeFrom(from, to)).toEqual({ from, to })
  })
})
