import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fen } from '../money'
import { broughtBy, broughtInGroups } from './brought'

const entry = (orderNumber: string, difference: bigint, penalty = 0n, kind = 'a') => ({ orderNumber, differenceFen: fen(difference), penaltyFen: fen(penalty), kind })

describe('what corrections brought', () => {
  it('keeps each part’s sign, and counts an order once', () => {
    expect(broughtBy([entry('1', 500n, 1000n), entry('1', -200n), entry('2', 300n)])).toEqual({ orders: 2, backBilledFen: 800n, refundedFen: -200n, penaltiesFen: 1000n, totalFen: 1600n })
    expect(broughtBy([])).toMatchObject({ orders: 0, totalFen: 0n })
  })

  it('groups add up to the whole, the largest first', () => {
    const entries = fc.array(fc.record({ orderNumber: fc.constantFrom('1', '2', '3'), differenceFen: fc.bigInt({ min: -1000n, max: 1000n }).map(fen), penaltyFen: fc.bigInt({ min: 0n, max: 9n }).map(fen), kind: fc.constantFrom('a', 'b', 'c') }))
    fc.assert(
      fc.property(entries, (all) => {
        const groups = broughtInGroups(all, ({ kind }) => kind)
        expect(groups.reduce((sum, { totalFen }) => sum + totalFen, 0n)).toBe(broughtBy(all).totalFen)
        expect(groups.map(({ totalFen }) => totalFen)).toEqual(groups.map(({ totalFen }) => totalFen).toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)))
      }),
    )
  })
})
