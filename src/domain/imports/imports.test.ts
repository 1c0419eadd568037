import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { billingMonth } from '../plain-date'
import { multiply, ratio, ratioFromDecimal } from '../ratio'
import { plainDate } from '../plain-date'
import { checkCategoryMonths, nameKey, type Cells, type CheckContext } from './category-months'
import { likelySlips } from './likely-slips'
import { priceRange } from './price-range'
import { readCount, readDecimal, readMonth } from './read-cells'

describe('what people type', () => {
  it.each([
    ['1222252.36', '1222252.36'],
    ['1,222,252.36', '1222252.36'],
    ['１，２２２，２５２．３６', '1222252.36'],
    [' ¥ 122252.36 元 ', '122252.36'],
    ['487625 千瓦时', '487625'],
    ['−40353', '-40353'],
    ['1,22', null],
    ['12.3.4', null],
    ['1e5', null],
    ['', null],
    ['十二', null],
  ])('the number %j', (text, expected) => {
    expect(readDecimal(text)).toBe(expected)
  })

  it.each([['20,245户', 20_245], ['498.0', 498], ['498.5', null], ['99999999999999999999', null]])('the count %j', (text, expected) => {
    expect(readCount(text)).toBe(expected)
  })

  it.each([
    ['2013-06', '2013-06'], ['2013/6', '2013-06'], ['201306', '2013-06'], ['2013年6月', '2013-06'], ['２０１３年０６月', '2013-06'], ['2013-06-01', '2013-06'],
    ['2013-13', null], ['June', null], ['20136', null],
  ])('the month %j', (text, expected) => {
    expect(readMonth(text)).toBe(expected)
  })
})

describe('the likely slip', () => {
  const around = (yuan: string) => ({ low: multiply(ratioFromDecimal(yuan), ratio(98n, 100n)), high: multiply(ratioFromDecimal(yuan), ratio(102n, 100n)) })

  it('the origin report’s: 1,222,252.36 is 122,252.36 with a digit too many', () => {
    expect(likelySlips('1222252.36', around('122251.71'))[0]).toEqual({ kind: 'digit-too-many', value: '122252.36' })
  })

  it.each([
    ['12225.24', 'digit-missing'],
    ['12.225236', 'ten-thousands'],
  ])('%s: %s', (value, kind) => {
    expect(likelySlips(value, around('122252.36')).map((slip) => slip.kind)).toContain(kind)
  })

  it('finds any amount again that had one of its digits doubled', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 100_000n, max: 999_999_999n }), fc.nat(5), (fen, at) => {
        const printed = `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`
        const whole = String(fen / 100n)
        const place = at % whole.length
        const slipped = `${whole.slice(0, place + 1)}${whole[place] ?? ''}${printed.slice(place + 1)}`
        expect(likelySlips(slipped, around(printed)).map(({ value }) => value)).toContain(printed)
      }),
    )
  })
})

describe('a statement row', () => {
  const range = priceRange({ effectiveFrom: plainDate('2012-07-01'), charges: [{ code: 'energy', kind: 'energy', rate: '0.7335' }] })
  const context: CheckContext = {
    stationByName: new Map([[nameKey('XX供电所'), 1]]),
    categoryByName: new Map([[nameKey('一般工商业'), 2], [nameKey('居民照明'), 3]]),
    priceRange: (categoryId, month) => (categoryId === 2 && month >= billingMonth('2012-07') ? range : null),
  }
  const row = (cells: Partial<Cells> = {}): Cells => ({ month: '2013-06', station: 'XX供电所', category: '一般工商业', accounts: '498', energyKwh: '166669', amountYuan: '122252.36', ...cells })
  const check = (...rows: Cells[]) => checkCategoryMonths(rows, context)

  it('passes when it is right', () => {
    expect(check(row())).toEqual([{ parsed: { stationId: 1, month: '2013-06', categoryId: 2, accounts: 498, energyWh: 166_669_000n, amountFen: 12_225_236n }, findings: [] }])
  })

  it('is held for the amount as printed, with the expected range and the slip', () => {
    const [checked] = check(row({ amountYuan: '1222252.36' }))
    expect(checked?.findings).toEqual([
      {
        column: 'amountYuan', code: 'price-out-of-range', severity: 'held',
        params: { price: '7.3334', priceLow: '0.7188', priceHigh: '0.7482', amountLow: '119806.68', amountHigh: '124696.75', energyKwh: '166669' },
        slips: expect.arrayContaining([{ kind: 'digit-too-many', value: '122252.36' }]) as unknown,
      },
    ])
    expect(checked?.findings[0]?.slips?.[0]?.value).toBe('122252.36')
  })

  it.each<[Partial<Cells>, string, string]>([
    [{ month: '六月' }, 'month', 'unreadable'],
    [{ station: 'YY供电所' }, 'station', 'unknown-station'],
    [{ category: '照明' }, 'category', 'unknown-category'],
    [{ accounts: 'x' }, 'accounts', 'unreadable'],
    [{ energyKwh: '-5' }, 'energyKwh', 'negative'],
    [{ energyKwh: '1.0005' }, 'energyKwh', 'unreadable'],
    [{ amountYuan: '1.005' }, 'amountYuan', 'unreadable'],
  ])('%j is refused at %s: %s', (cells, column, code) => {
    expect(check(row(cells))[0]?.findings).toContainEqual(expect.objectContaining({ column, code, severity: 'blocker' }))
  })

  it('is refused when it stands twice', () => {
    expect(check(row(), row())[1]?.findings).toMatchObject([{ code: 'duplicate', params: { place: '0' } }])
  })

  it('a tariff with fixed charges gives no range to hold it against', () => {
    expect(priceRange({ effectiveFrom: plainDate('2012-07-01'), charges: [{ code: 'energy', kind: 'energy', rate: '1' }, { code: 'm', kind: 'minimum', amount: '10' }] })).toBeNull()
  })
})
