import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wh, whFromKwh } from '../energy'
import { fen, fenFromYuan } from '../money'
import { againstPeers, shrunkPermille, typicalOf, type Place } from './peers'

const amount = (category: string, kwh: string, yuan: string) => ({ category, energyWh: whFromKwh(kwh), amountFen: fenFromYuan(yuan) })

describe('a place against its peers', () => {
  it('differs by mix alone where prices are the same, by price alone where the mix is', () => {
    const [town, village] = againstPeers([
      { key: 'town', categories: [amount('RES', '500', '250'), amount('COM', '500', '400')] },
      { key: 'village', categories: [amount('RES', '1000', '500')] },
    ])
    // 2,000 kWh for 1,150 yuan: 0.575 a kWh.
    expect(town).toMatchObject({ worthFen: 7_500n, mixFen: 7_500n, priceFen: 0n })
    expect(village).toMatchObject({ worthFen: -7_500n, mixFen: -7_500n, priceFen: 0n })
    const [dear] = againstPeers([{ key: 'dear', categories: [amount('RES', '100', '60')] }, { key: 'cheap', categories: [amount('RES', '100', '50')] }])
    expect(dear).toMatchObject({ worthFen: 500n, mixFen: 0n, priceFen: 500n })
  })

  it('is worth little where there is little, whatever its price', () => {
    const [tiny, large] = againstPeers([{ key: 'tiny', categories: [amount('RES', '1', '5')] }, { key: 'large', categories: [amount('RES', '10000', '5600')] }, { key: 'rest', categories: [amount('RES', '100000', '50000')] }])
    expect((tiny?.worthFen ?? 0n) < (large?.worthFen ?? 0n)).toBe(true)
  })

  it('worths add up to nothing, within half a fen a place', () => {
    const places: fc.Arbitrary<Place[]> = fc.array(fc.record({ key: fc.string(), categories: fc.uniqueArray(fc.record({ category: fc.constantFrom('A', 'B', 'C'), energyWh: fc.bigInt({ min: 1n, max: 10n ** 12n }).map(wh), amountFen: fc.bigInt({ min: 0n, max: 10n ** 10n }).map(fen) }), { selector: ({ category }) => category }) }))
    fc.assert(
      fc.property(places, (all) => {
        const sum = againstPeers(all).reduce((total, { worthFen }) => total + worthFen, 0n)
        expect(2n * (sum < 0n ? -sum : sum)).toBeLessThanOrEqual(BigInt(all.length))
      }),
    )
  })
})

describe('a shrunk change', () => {
  it('is paler for the small, and never more than the true one', () => {
    expect(shrunkPermille(100n, 200n, 0n)).toBe(1000)
    expect(shrunkPermille(100n, 200n, 900n)).toBe(100)
    expect(shrunkPermille(0n, 0n, 0n)).toBe(0)
    expect([typicalOf([]), typicalOf([3n, 1n, 2n])]).toEqual([0n, 2n])
  })
})
