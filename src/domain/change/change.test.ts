import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wh, whFromKwh } from '../energy'
import { fen, fenFromYuan, fenToYuan } from '../money'
import { changeBetween, percentChange, percentOf, priceChange, priceOf, sumFigures, type MonthFigures } from './change'

const figures = (accounts: number, kwh: string, yuan: string): MonthFigures => ({ accounts, energyWh: whFromKwh(kwh), amountFen: fenFromYuan(yuan) })

/** June and July 2013 of the origin report's station, June's commercial amount put right. */
const RESIDENTIAL = [figures(20_245, '487625', '266683.75'), figures(20_219, '589777', '322550.01')] as const
const COMMERCIAL = [figures(498, '166669', '122252.36'), figures(537, '200223', '146863.92')] as const
const AGRICULTURAL = [figures(847, '100331', '51570.10'), figures(707, '59978', '30828.62')] as const

describe('what an average price changed by', () => {
  it('is in yuan per kWh with a sign and in per cent, and nothing where one is missing', () => {
    expect(priceChange('0.583742', '0.588535')).toEqual({ direction: 1, difference: '0.004793', percent: '0.82' })
    expect(priceChange('0.5', '0.499')).toEqual({ direction: -1, difference: '-0.001000', percent: '-0.20' })
    expect(priceChange('0.5', '0.5')?.direction).toBe(0)
    expect(priceChange(null, '0.5')).toBeNull()
  })
})

describe('the origin report, computed', () => {
  it('all categories: −127 accounts, +95,353 kWh (+12.64 %), +59,736.34 yuan (+13.56 %)', () => {
    const june = sumFigures([RESIDENTIAL[0], COMMERCIAL[0], AGRICULTURAL[0]])
    const july = sumFigures([RESIDENTIAL[1], COMMERCIAL[1], AGRICULTURAL[1]])
    expect(june).toEqual(figures(21_590, '754625', '440506.21'))
    expect(july).toEqual(figures(21_463, '849978', '500242.55'))
    expect(changeBetween(june, july)).toMatchObject({ accounts: -127, energyWh: 95_353_000n, amountFen: 5_973_634n, energyPercent: '12.64', amountPercent: '13.56' })
  })

  it.each([
    ['residential', RESIDENTIAL, -26, '102152', '55866.26', '20.95', '0.546903', '0.546902'],
    ['commercial', COMMERCIAL, 39, '33554', '24611.56', '20.13', '0.733504', '0.733502'],
    ['agricultural', AGRICULTURAL, -140, '-40353', '-20741.48', '-40.22', '0.514000', '0.513999'],
  ] as const)('%s', (_name, [june, july], accounts, kwh, yuan, percent, priceBefore, priceNow) => {
    const change = changeBetween(june, july)
    expect([change.accounts, change.energyWh, fenToYuan(change.amountFen), change.amountPercent]).toEqual([accounts, whFromKwh(kwh), yuan, percent])
    expect([priceOf(june), priceOf(july)]).toEqual([priceBefore, priceNow])
  })

  it('what orders recovered is 21.4 % of the commercial rise and 8.8 % of the whole', () => {
    expect(percentOf(fenFromYuan('5267.88'), fenFromYuan('24611.56'))).toBe('21.4')
    expect(percentOf(fenFromYuan('5267.88'), fenFromYuan('59736.34'))).toBe('8.8')
  })
})

describe('change in general', () => {
  it('from nothing there is no per cent', () => {
    expect(percentChange(0n, 5n)).toBeNull()
  })

  it('a rise and the fall back have opposite signs', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 15n }), (a, b) => {
        const there = Number(percentChange(a, b))
        const back = Number(percentChange(b, a))
        expect(there * back).toBeLessThanOrEqual(0)
      }),
    )
  })

  it('the changes of the parts add up to the change of the whole', () => {
    const part = fc.record({ accounts: fc.nat(1e6), energyWh: fc.bigInt({ min: 0n, max: 10n ** 14n }).map(wh), amountFen: fc.bigInt({ min: 0n, max: 10n ** 12n }).map(fen) })
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part)), (pairs) => {
        const whole = changeBetween(sumFigures(pairs.map(([before]) => before)), sumFigures(pairs.map(([, now]) => now)))
        const parts = pairs.map(([before, now]) => changeBetween(before, now))
        expect(parts.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(whole.amountFen)
        expect(parts.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(whole.accounts)
      }),
    )
  })
})
