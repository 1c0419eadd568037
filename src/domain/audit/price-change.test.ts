import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fen } from '../money'
import { PriceChange } from './price-change'

const changeOf = (differences: readonly bigint[]) => {
  const change = new PriceChange()
  differences.forEach((difference, index) => change.add({ accountId: BigInt(index), stationId: 1, energyWh: 0n, oldFen: fen(10_000n), newFen: fen(10_000n + difference) }))
  return change.summary()
}

describe('what another price would change', () => {
  it('sums, spreads and ranks', () => {
    const { bills, oldFen, newFen, differenceFen, buckets, most } = changeOf([0n, 0n, 500n, -1_500n, 60_000n])
    expect([bills, oldFen, newFen, differenceFen]).toEqual([5, 50_000n, 109_000n, 59_000n])
    expect(buckets.filter((bucket) => bucket.bills > 0).map(({ fromFen, toFen, bills: count }) => [fromFen, toFen, count])).toEqual([
      [-2_000n, -1_000n, 1], [0n, 1n, 2], [1n, 1_001n, 1], [50_001n, null, 1],
    ])
    expect(most.map(({ accountId }) => accountId)).toEqual([4n, 3n, 2n])
  })

  it('for any bills: the bars add up to the sum, and the most changed are the most changed of all', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -100_000n, max: 100_000n }), { maxLength: 2_500 }), (differences) => {
        const { differenceFen, buckets, bills, most } = changeOf(differences)
        expect(buckets.reduce((sum, bucket) => sum + bucket.differenceFen, 0n)).toBe(differenceFen)
        expect(buckets.reduce((sum, bucket) => sum + bucket.bills, 0)).toBe(bills)
        const sizes = differences.map((one) => (one < 0n ? -one : one)).filter((one) => one > 0n).sort((a, b) => (a < b ? 1 : -1))
        expect(most.map(({ oldFen, newFen }) => (newFen > oldFen ? newFen - oldFen : oldFen - newFen))).toEqual(sizes.slice(0, 50))
      }),
      { numRuns: 60 },
    )
  })
})
