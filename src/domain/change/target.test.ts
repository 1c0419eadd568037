import { describe, expect, it } from 'vitest'
import { fen } from '../money'
import { billingMonth } from '../plain-date'
import { targetUpTo } from './target'

const target = (from: string, amount: bigint) => ({ effectiveFrom: billingMonth(from), monthlyFen: fen(amount) })
const upTo = (targets: ReturnType<typeof target>[]) => targetUpTo(targets, billingMonth('2013-06'), billingMonth('2013-09'))

describe('a target added up', () => {
  it('begins with its month, changes with the next one, and stays where one of 0 ends it', () => {
    expect(upTo([target('2013-09', 0n), target('2013-07', 100n), target('2013-08', 250n)])).toEqual([null, 100n, 350n, 350n])
  })

  it('that began earlier counts from the range’s beginning', () => {
    expect(upTo([target('2012-01', 100n)])).toEqual([100n, 200n, 300n, 400n])
    expect(upTo([])).toEqual([null, null, null, null])
  })
})
