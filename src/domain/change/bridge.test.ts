import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wh, whFromKwh } from '../energy'
import { fen, fenFromYuan, fenToYuan } from '../money'
import { BRIDGE_STEPS, revenueBridge, type BridgePeriod, type CategoryAmount } from './bridge'

const amount = (category: string, kwh: string, yuan: string): CategoryAmount => ({ category, energyWh: whFromKwh(kwh), amountFen: fenFromYuan(yuan) })
const period = (accounts: number, categories: CategoryAmount[], more: Partial<BridgePeriod> = {}): BridgePeriod => ({ accounts, categories, corrections: [], backBilledFen: fen(0n), ...more })
const sumOfSteps = (bridge: ReturnType<typeof revenueBridge>) => BRIDGE_STEPS.reduce((sum, step) => sum + bridge[step], 0n)

describe('the origin report’s June and July', () => {
  const june = period(21_590, [amount('RES-1', '487625', '266683.75'), amount('COM-1', '166669', '122252.36'), amount('AGR-1', '100331', '51570.10')])
  const july = period(21_463, [amount('RES-1', '589777', '322550.01'), amount('COM-1', '200223', '146863.92'), amount('AGR-1', '59978', '30828.62')])
  const bridge = revenueBridge(june, july)

  it('is volume and mix: prices hardly moved, and nothing was corrected', () => {
    // 95,353 kWh × 440,506.21 ÷ 754,625 kWh.
    expect(fenToYuan(bridge.volume)).toBe('55661.54')
    expect(fenToYuan(bridge.mix)).toBe('4076.29')
    expect(fenToYuan(bridge.price)).toBe('-1.49')
    expect(bridge).toMatchObject({ corrections: 0n, backBilling: 0n, residual: 0n })
    expect(fenToYuan(fen(sumOfSteps(bridge)))).toBe('59736.34')
  })

  it('would have brought 2,591.21 less with 127 accounts fewer, and was more by what each used', () => {
    // −127 × 440,506.21 ÷ 21,590.
    expect(fenToYuan(bridge.volumeAccounts)).toBe('-2591.21')
    expect(bridge.volumePerAccount).toBe(bridge.volume - bridge.volumeAccounts)
  })
})

describe('each step says just what it is about', () => {
  const before = period(10, [amount('RES', '1000', '500'), amount('COM', '1000', '800')])

  it('a price change alone is price', () => {
    const bridge = revenueBridge(before, period(10, [amount('RES', '1000', '510'), amount('COM', '1000', '800')]))
    expect(bridge).toMatchObject({ price: 1_000n, mix: 0n, volume: 0n, corrections: 0n, residual: 0n })
    expect(bridge.byCategory).toEqual([{ category: 'RES', price: 1_000n, mix: 0n }, { category: 'COM', price: 0n, mix: 0n }])
  })

  it('a re-coded account is a correction, not mix', () => {
    const corrections = [amount('RES', '-100', '-50'), amount('COM', '100', '80')]
    const bridge = revenueBridge(before, period(10, [amount('RES', '900', '450'), amount('COM', '1100', '880')], { corrections }))
    expect(bridge).toMatchObject({ corrections: 3_000n, mix: 0n, price: 0n, volume: 0n })
  })

  it('an account corrected in both periods alike changes nothing', () => {
    const corrected = { corrections: [amount('RES', '-100', '-50'), amount('COM', '100', '80')] }
    expect(revenueBridge(period(10, [...before.categories], corrected), period(10, [...before.categories], corrected))).toMatchObject({ corrections: 0n, mix: 0n, price: 0n, volume: 0n })
  })

  it('more accounts of the same kind are accounts; the same accounts with more energy are energy per account', () => {
    expect(revenueBridge(before, period(20, [amount('RES', '2000', '1000'), amount('COM', '2000', '1600')]))).toMatchObject({ volumeAccounts: 130_000n, volumePerAccount: 0n, mix: 0n })
    expect(revenueBridge(before, period(10, [amount('RES', '2000', '1000'), amount('COM', '2000', '1600')]))).toMatchObject({ volumeAccounts: 0n, volumePerAccount: 130_000n, mix: 0n })
    // More accounts that use as much together: the two cancel, and both are shown.
    expect(revenueBridge(before, period(20, [...before.categories]))).toMatchObject({ volumeAccounts: 130_000n, volumePerAccount: -130_000n, volume: 0n })
  })

  it('back-billing posted and charges without energy stand apart', () => {
    const bridge = revenueBridge(before, period(10, [...before.categories, amount('IND', '0', '12.34')], { backBilledFen: fenFromYuan('52.68') }))
    expect(bridge).toMatchObject({ backBilling: 5_268n, residual: 1_234n, price: 0n, mix: 0n, volume: 0n, to: bridge.from + 6_502n })
  })

  it('a category that is new is mix at its own price; one without a before is all volume', () => {
    expect(revenueBridge(before, period(10, [...before.categories, amount('AGR', '500', '200')]))).toMatchObject({ price: 0n, residual: 0n })
    expect(revenueBridge(period(0, []), before)).toMatchObject({ volumeAccounts: 130_000n, from: 0n, to: 130_000n })
    expect(revenueBridge(before, period(0, []))).toMatchObject({ volumeAccounts: -130_000n, volumePerAccount: 0n, mix: 0n, price: 0n, to: 0n })
  })

  it('refuses a category that stands twice', () => {
    expect(() => revenueBridge(before, period(1, [amount('RES', '1', '1'), amount('RES', '1', '1')]))).toThrow(RangeError)
  })
})

describe('whatever the figures', () => {
  const bits = (least: bigint, most: bigint) => fc.bigInt({ min: least, max: most })
  const amounts = (least: bigint) =>
    fc.uniqueArray(fc.record({ category: fc.constantFrom('A', 'B', 'C', 'D', 'E'), energyWh: bits(least, 10n ** 14n).map(wh), amountFen: bits(least, 10n ** 12n).map(fen) }), { selector: ({ category }) => category })
  const periods = fc.record({ accounts: fc.nat(3_000_000), categories: amounts(0n), corrections: amounts(-(10n ** 14n)), backBilledFen: bits(-(10n ** 9n), 10n ** 9n).map(fen) })

  it('the steps add up to the change, to the fen, and the categories to their steps', () => {
    fc.assert(
      fc.property(periods, periods, (before, after) => {
        const bridge = revenueBridge(before, after)
        expect(bridge.from + sumOfSteps(bridge)).toBe(bridge.to)
        expect(bridge.byCategory.reduce((sum, { price }) => sum + price, 0n)).toBe(bridge.price)
        expect(bridge.byCategory.reduce((sum, { mix }) => sum + mix, 0n)).toBe(bridge.mix)
        expect(bridge.volumeAccounts + bridge.volumePerAccount).toBe(bridge.volume)
      }),
      { numRuns: 500 },
    )
  })

  it('a step is less than a fen a part away from its exact value', () => {
    fc.assert(
      fc.property(periods, periods, (before, after) => {
        const plain = (one: BridgePeriod) => ({ ...one, corrections: [], categories: one.categories.filter(({ energyWh }) => energyWh > 0n) })
        const [was, is] = [plain(before), plain(after)]
        const energy = (one: BridgePeriod) => one.categories.reduce((sum, { energyWh }) => sum + energyWh, 0n)
        const revenue = was.categories.reduce((sum, { amountFen }) => sum + amountFen, 0n)
        fc.pre(energy(was) > 0n)
        // volume × Q₀ = (Q₁ − Q₀) × A₀, within two fen (it is two parts).
        const off = revenueBridge(was, is).volume * energy(was) - (energy(is) - energy(was)) * revenue
        expect(off < 2n * energy(was) && off > -2n * energy(was)).toBe(true)
      }),
    )
  })
})
