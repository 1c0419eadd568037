import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { billingMonth } from '../plain-date'
import { multiply, ratio, ratioFromDecimal } from '../ratio'
import { plainDate } from '../plain-date'
import { accountReader } from './accounts'
import { assignmentReader } from './assignments'
import { billReader } from './bills'
import { categoryMonthReader, type StatementContext } from './category-months'
import { COLUMNS, nameKey, type ColumnOf, type ImportKind } from './columns'
import type { CellAt } from './finding'
import { likelySlips } from './likely-slips'
import { priceBounds } from './price-finding'
import { priceRange } from './price-range'
import { readAccountNo, readCount, readDate, readDecimal, readMonth, readScaled, readText } from './read-cells'
import { isTotal } from './total-row'

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

  it('never has a part of a fen', () => {
    expect(likelySlips('1222252.36', around('122251.71')).map(({ value }) => value)).toEqual(['122252.36', '122225.36', '122222.36'])
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

describe('the rest of what people type', () => {
  it.each([
    ['126.5', 3, '126500'], ['0.1', 3, '0100'], ['126', 2, '12600'], ['1.2300', 2, '123'.padEnd(3, '0')], ['1.234', 2, null], ['-5', 3, '-5000'], ['12345678901', 3, null], ['１，２００', 0, '1200'], ['x', 2, null],
  ])('%j to %d decimals', (text, decimals, expected) => {
    expect(readScaled(text, decimals)).toBe(expected)
  })

  it('whole units are those of exact arithmetic', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.nat(999), (whole, thousandths) => {
        const text = `${whole}.${String(thousandths).padStart(3, '0')}`
        expect(BigInt(readScaled(text, 3) ?? '')).toBe(BigInt(whole) * 1000n + BigInt(thousandths))
      }),
    )
  })

  it.each([['2013-06-01', '2013-06-01'], ['2013/6/1', '2013-06-01'], ['20130601', '2013-06-01'], ['2013年6月1日', '2013-06-01'], ['2013-06-01 00:00:00', '2013-06-01'], ['2013-02-30', null], ['2013-06', null]])('the day %j', (text, expected) => {
    expect(readDate(text)).toBe(expected)
  })

  it.each([['0107012345', '0107012345'], ['="0107012345"', '0107012345'], ["'0107012345", '0107012345'], ['０１０７', '0107'], ['=A1', null], ['', null]])('the account number %j', (text, expected) => {
    expect(readAccountNo(text)).toBe(expected)
  })

  it.each([['王小明', '王小明'], ['=cmd()', null], ['@SUM(A1)', null], [' ', null]])('the text %j', (text, expected) => {
    expect(readText(text, 20)).toBe(expected)
  })
})

it.each([['合计', true], ['合 计：', true], ['XX供电所小计', true], ['Grand total', true], ['Sub-total:', true], ['TOTAL', true], ['居民照明', false], ['总计量表', false], ['Totalkraft', false], ['', false]])('%j is a total: %s', (text, expected) => {
  expect(isTotal(text)).toBe(expected)
})

/** Cells by column, empty where none is given. */
const cells = <Kind extends ImportKind>(_: Kind, given: Partial<Record<ColumnOf<Kind>, string>>): CellAt<ColumnOf<Kind>> => (column) => given[column] ?? ''

const names = {
  stations: new Map([[nameKey('XX供电所'), 1]]),
  categories: new Map([[nameKey('一般工商业'), 2], [nameKey('居民照明'), 3]]),
}

describe('a statement row', () => {
  const range = priceRange({ effectiveFrom: plainDate('2012-07-01'), charges: [{ code: 'energy', kind: 'energy', rate: '0.7335' }] })
  const context: StatementContext = { ...names, priceRange: (categoryId, month) => (categoryId === 2 && month >= billingMonth('2012-07') ? range : null) }
  const row = { month: '2013-06', station: 'XX供电所', category: '一般工商业', accounts: '498', energyKwh: '166669', amountYuan: '122252.36' }
  const check = (other: Partial<typeof row> = {}) => categoryMonthReader(context)(cells('category-months', { ...row, ...other }))

  it('passes when it is right', () => {
    expect(check()).toEqual({ values: ['1', '2013-06-01', '2', '498', '166669000', '12225236'], findings: [] })
  })

  it('is held for the amount as printed, with the expected range and the slip', () => {
    const checked = check({ amountYuan: '1222252.36' })
    expect(checked.findings).toEqual([
      {
        column: 'amountYuan', code: 'price-out-of-range', severity: 'held',
        params: { price: '7.3334', priceLow: '0.7188', priceHigh: '0.7482', amountLow: '119806.68', amountHigh: '124696.75', energyKwh: '166669' },
        slips: expect.arrayContaining([{ kind: 'digit-too-many', value: '122252.36' }]) as unknown,
      },
    ])
    expect(checked.findings[0]?.slips?.[0]?.value).toBe('122252.36')
  })

  it.each<[Partial<typeof row>, string, string]>([
    [{ month: '六月' }, 'month', 'unreadable'],
    [{ station: 'YY供电所' }, 'station', 'unknown-station'],
    [{ category: '照明' }, 'category', 'unknown-category'],
    [{ accounts: 'x' }, 'accounts', 'unreadable'],
    [{ energyKwh: '-5' }, 'energyKwh', 'negative'],
    [{ energyKwh: '1.0005' }, 'energyKwh', 'unreadable'],
    [{ amountYuan: '1.005' }, 'amountYuan', 'unreadable'],
  ])('%j is refused at %s: %s', (other, column, code) => {
    expect(check(other).values).toBeNull()
    expect(check(other).findings).toContainEqual(expect.objectContaining({ column, code, severity: 'blocker' }))
  })

  it('the bounds that the database compares with are never narrower', () => {
    expect(range && priceBounds(range)).toEqual({ low: 7187n, high: 7483n })
  })

})

describe('a bill', () => {
  const row = { accountNo: '0107012345', month: '2013年10月', energyKwh: '126.5', amountYuan: '69.18' }
  const read = (other: Partial<Record<ColumnOf<'bills'>, string>> = {}) => billReader(names)(cells('bills', { ...row, ...other }))

  it('needs no more than account, month, energy and amount', () => {
    expect(read()).toEqual({ values: ['0107012345', null, '2013-10-01', null, '126500', '6918', null, null, null, null, null], findings: [] })
  })

  it('with its own days, demand, reactive energy and losses', () => {
    const { values } = read({ periodFrom: '2013/9/26', periodTo: '2013-10-26', maximumDemandKw: '31.5', contractDemandKw: '40', reactiveKvarh: '62.25', lossKwh: '1.2' })
    expect(values?.slice(7)).toEqual(['2013-09-26', '2013-10-26', null, JSON.stringify({ demand: { contract: '40', maximum: '31.5' }, reactiveKvarh: '62.25', lossKwh: '1.2' })])
  })

  it('with registers that add up', () => {
    const { values, findings } = read({ peakKwh: '26.5', flatKwh: '60', valleyKwh: '40', category: '居民照明', station: 'XX供电所', yearToDateKwh: '1020' })
    expect(findings).toEqual([])
    expect(values).toEqual(['0107012345', '1', '2013-10-01', '3', '126500', '6918', '1020000', null, null, JSON.stringify({ peak: '26500', flat: '60000', valley: '40000' }), null])
  })

  it.each<[Partial<Record<ColumnOf<'bills'>, string>>, string, string]>([
    [{ peakKwh: '26.5', flatKwh: '60', valleyKwh: '41' }, 'energyKwh', 'registers-differ'],
    [{ energyKwh: '-1' }, 'energyKwh', 'negative'],
    [{ accountNo: 'x y!' }, 'accountNo', 'unreadable'],
    [{ month: '13' }, 'month', 'unreadable'],
    [{ amountYuan: '1.005' }, 'amountYuan', 'unreadable'],
    [{ category: '照明' }, 'category', 'unknown-category'],
    [{ station: 'YY' }, 'station', 'unknown-station'],
    [{ periodFrom: '2013-11-01', periodTo: '2013-10-01' }, 'periodTo', 'period-backwards'],
    [{ periodFrom: '2013-11-01' }, 'periodTo', 'period-backwards'],
    [{ periodTo: '2013-10-01' }, 'periodTo', 'period-backwards'],
    [{ maximumDemandKw: '三十' }, 'maximumDemandKw', 'unreadable'],
    [{ lossKwh: '-1' }, 'lossKwh', 'negative'],
  ])('%j is refused at %s: %s', (other, column, code) => {
    expect(read(other)).toMatchObject({ values: null, findings: [{ column, code, severity: 'blocker' }] })
  })
})

describe('an account and its assignment', () => {
  const account = { station: '0107', district: '0107-001', accountNo: '0107000001', name: '王小明', address: '柳林镇' }
  it('reads what is there and leaves the rest', () => {
    expect(accountReader(names)(cells('accounts', account)).values).toEqual(['0107', null, '0107-001', null, '0107000001', '王小明', '柳林镇', null, null, null])
    expect(accountReader(names)(cells('accounts', { ...account, name: '=1+1' })).findings).toMatchObject([{ column: 'name', code: 'formula' }])
    expect(accountReader(names)(cells('accounts', { ...account, address: '' })).findings).toMatchObject([{ column: 'address', code: 'unreadable' }])
  })

  const assigned = { accountNo: '0107000001', category: '居民照明', validFrom: '2013-03-01' }
  const read = (other: Partial<Record<ColumnOf<'assignments'>, string>> = {}) => assignmentReader({ ...names, codes: new Map([[2, 'COM-1'], [3, 'RES-1']]) })(cells('assignments', { ...assigned, ...other }))
  it('with a split by ratio or quantity', () => {
    expect(read().values).toEqual(['0107000001', null, '3', '2013-03-01', null, null])
    expect(read({ splitCategory: '一般工商业', splitMethod: '定比', splitValue: '0.3' }).values?.[5]).toBe(JSON.stringify([{ category: 'COM-1', method: 'fixed-ratio', ratio: '0.3' }]))
    expect(read({ splitCategory: '一般工商业', splitMethod: '定量', splitValue: '100' }).values?.[5]).toBe(JSON.stringify([{ category: 'COM-1', method: 'fixed-quantity', kwh: '100' }]))
  })

  it.each<[Partial<Record<ColumnOf<'assignments'>, string>>, string]>([
    [{ splitCategory: '一般工商业' }, 'split-incomplete'],
    [{ splitCategory: '一般工商业', splitMethod: '定比', splitValue: '1.5' }, 'unreadable'],
    [{ validTo: '2013-03-01' }, 'period-backwards'],
    [{ validFrom: '' }, 'unreadable'],
  ])('%j: %s', (other, code) => {
    expect(read(other).findings).toContainEqual(expect.objectContaining({ code }))
  })

  it('every column has an example or may be left out', () => {
    for (const spec of Object.values(COLUMNS).flatMap((columns) => Object.values(columns))) expect(spec.required && spec.example === '').toBe(false)
  })
})
