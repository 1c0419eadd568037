import { describe, expect, it } from 'vitest'
import { wh } from '../energy'
import { fen } from '../money'
import { billingMonth, plainDate } from '../plain-date'
import { toDecimalText } from '../ratio'
import type { TariffVersion } from '../tariff/document'
import { priceBounds, priceFinding } from './price-finding'
import { priceRange, priceRangeIn, type PriceRange } from './price-range'

describe('the range of a tariff', () => {
  const from = (day: string, charges: TariffVersion['charges']): TariffVersion => ({ effectiveFrom: plainDate(day), charges })
  const energy = (rate: string) => ({ code: 'energy', kind: 'energy', rate }) as const
  const texts = (range: PriceRange | null) => range && [toDecimalText(range.low, 4), range.high && toDecimalText(range.high, 4)]

  it('of two parts has only its lower end: no kWh costs less than the energy, and few of them cost any amount', () => {
    const twoPart = from('2012-07-01', [
      { ...energy('0.6'), season: 'a' }, { ...energy('0.5'), season: 'b' }, { code: 'fund', kind: 'energy', rate: '0.02' },
      { code: 'capacity', kind: 'demand', rate: '26', unit: 'kVA', basis: 'contract' }, { code: 'pf', kind: 'power-factor', standard: '0.90' },
    ])
    const range = priceRange(twoPart)
    expect(texts(range)).toEqual(['0.52', null])
    expect(range && priceBounds(range)).toEqual({ low: 5095n, high: null })
    expect(range && priceFinding(wh(1_000_000n), fen(9_999_999n), range)).toBeNull()
    expect(range && priceFinding(wh(1_000_000n), fen(40_000n), range)).toMatchObject({ code: 'price-out-of-range', params: { priceLow: '0.5096', priceHigh: 'none', amountLow: '509.60', amountHigh: 'none' }, slips: [] })
  })

  it.each<TariffVersion['charges']>([[energy('1'), { code: 'x', kind: 'percent', of: ['energy'], rate: '-50' }], [energy('1'), { code: 'x', kind: 'fixed', amount: '-5', per: 'month' }]])('is unknown where a charge takes something off', (...charges) => {
    expect(priceRange(from('2012-07-01', charges))).toBeNull()
  })

  it.each([
    ['2013-09', ['0.5', '0.5']],
    ['2013-10', ['0.5', '0.8']],
    ['2013-11', ['0.8', '0.8']],
    ['2012-06', ['0.5', '0.5']],
    ['2012-05', null],
  ])('in %s is that of every version in force on some day of it', (month, expected) => {
    const versions = [from('2012-06-15', [energy('0.5')]), from('2013-10-10', [energy('0.8')])]
    expect(texts(priceRangeIn(versions, billingMonth(month)))).toEqual(expected)
  })

  it('in a month of which one version has no upper end, or none at all, has none', () => {
    const minimum = { code: 'm', kind: 'minimum', amount: '10' } as const
    expect(texts(priceRangeIn([from('2012-07-01', [energy('0.5'), minimum]), from('2013-10-10', [energy('0.8')])], billingMonth('2013-10')))).toEqual(['0.5', null])
    const off = { code: 'f', kind: 'fixed', amount: '-1', per: 'month' } as const
    expect(priceRangeIn([from('2012-07-01', [energy('0.5')]), from('2013-10-10', [energy('0.8'), off])], billingMonth('2013-10'))).toBeNull()
  })
})
