import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, IMPORT_KINDS, missingColumns, type ImportKind } from './columns'
import { headerAmong, headerKey, otherUnits, proposeMapping } from './header'
import { learnedNames, rememberedColumns, restoredMapping } from './known-mapping'

describe('a header', () => {
  it.each(IMPORT_KINDS.flatMap((kind) => (['zh', 'en'] as const).map((language): [ImportKind, 'zh' | 'en'] => [kind, language])))('%s: the template in %s is recognised whole', (kind, language) => {
    const header = columnsOf(kind).map(([, spec]) => spec[language])
    expect(proposeMapping(kind, header)).toEqual(Object.fromEntries(columnsOf(kind).map(([name], place) => [name, place])))
  })

  it('the names of one kind are told apart', () => {
    for (const kind of IMPORT_KINDS) {
      const names = columnsOf(kind).flatMap(([name, { zh, en }]) => [...new Set([name, zh, en].map(headerKey))])
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it('units and brackets do not matter, and a register is not the total', () => {
    expect(proposeMapping('bills', ['用户编号', '电费年月', '峰电量', '总电量', '应收电费'])).toEqual({ accountNo: 0, month: 1, peakKwh: 2, energyKwh: 3, amountYuan: 4 })
    expect(proposeMapping('category-months', ['月份', '供电所', '用电类别', '户数', '电量(kWh)', '电费（元）'])).toMatchObject({ energyKwh: 4, amountYuan: 5 })
  })

  it.each<[ImportKind, string[], string, string]>([
    ['category-months', ['月份', '供电所', '用电类别', '户数', '电量', '电费（万元）'], 'amountYuan', '万元'],
    ['category-months', ['月份', '供电所', '用电类别', '户数', '电量（万千瓦时）', '电费'], 'energyKwh', '万千瓦时'],
    ['category-months', ['月份', '供电所', '用电类别', '户数', '电量[MWh]', '电费'], 'energyKwh', 'MWh'],
    ['category-months', ['月份', '供电所', '用电类别', '户数（万户）', '电量', '电费'], 'accounts', '万户'],
    ['bills', ['户号', '月份', '电量', '电费', '峰电量（万千瓦时）'], 'peakKwh', '万千瓦时'],
    ['bills', ['户号', '月份', '电量', '电费', '截止日期（含）'], 'periodTo', '含'],
  ])('%s %j: %s is not taken by itself, and %s is why', (kind, header, column, unit) => {
    const mapping = proposeMapping(kind, header)
    expect(mapping[column]).toBeUndefined()
    expect(otherUnits(kind, header, mapping)).toMatchObject([{ column, unit }])
    const place = header.findIndex((title) => title.includes(unit))
    expect(proposeMapping(kind, header, new Map([[headerKey(header[place] ?? ''), column]]))[column]).toBeUndefined()
    expect(otherUnits(kind, header, { ...mapping, [column]: place })).toMatchObject([{ column, unit }])
  })

  it.each(['电量（千瓦时）', '电量(kW·h)', '电量【度】', '电量［KWH］', 'Energy (kWh)'])('%s is in the unit of its column', (title) => {
    const mapping = proposeMapping('bills', ['户号（10位）', '月份', title, '电费 (Yuan)'])
    expect(mapping).toEqual({ accountNo: 0, month: 1, energyKwh: 2, amountYuan: 3 })
    expect(otherUnits('bills', ['户号（10位）', '月份', title, '电费 (Yuan)'], mapping)).toEqual([])
  })

  it('what people mapped by hand is known again; what is missing is named', () => {
    const header = ['户号', '月', '度数', '钱']
    expect(missingColumns('bills', proposeMapping('bills', header))).toEqual(['month', 'energyKwh', 'amountYuan'])
    expect(proposeMapping('bills', header, new Map([['月', 'month'], ['度数', 'energyKwh'], ['钱', 'amountYuan']]))).toEqual({ accountNo: 0, month: 1, energyKwh: 2, amountYuan: 3 })
  })
})

describe('a mapping by hand', () => {
  const titles = fc.array(fc.constantFrom('户号', '电量', '电费', '备注', '金额', ''), { minLength: 4, maxLength: 8 })

  it('comes back as it was for the same header, though its names stand several times', () => {
    fc.assert(
      fc.property(titles, fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 4 }), (header, chosen) => {
        const columns = ['accountNo', 'month', 'energyKwh', 'amountYuan']
        const mapping = Object.fromEntries(chosen.filter((place) => place < header.length).map((place, index) => [columns[index] ?? '', place]))
        expect(restoredMapping(header, rememberedColumns(header, mapping))).toEqual(mapping)
      }),
    )
  })

  it('of which only names are kept is not guessed at where a name stands twice, or two columns have one', () => {
    const header = ['户号', '电量', '电量', '电费']
    expect(restoredMapping(header, { accountNo: { name: '户号', place: null }, amountYuan: { name: ' 电费', place: null } })).toEqual({ accountNo: 0, amountYuan: 3 })
    expect(restoredMapping(header, { accountNo: { name: '户号', place: null }, energyKwh: { name: '电量', place: null } })).toBeNull()
    expect(restoredMapping(header, { amountYuan: { name: '电费', place: null }, energyKwh: { name: '电费', place: null } })).toBeNull()
  })

  it('teaches names, but none that have a meaning already or stand twice', () => {
    const learned = learnedNames([rememberedColumns(['编号', '电费', '应收电费', '度数'], { accountNo: 0, amountYuan: 2, energyKwh: 1 })])
    expect(proposeMapping('bills', ['编号', '月份', '电量', '电费'], learned)).toEqual({ accountNo: 0, month: 1, energyKwh: 2, amountYuan: 3 })
    expect(missingColumns('bills', proposeMapping('bills', ['编号', '月份', '电量', '电量', '电费'], learned))).toEqual(['energyKwh'])
  })
})

describe('a header among the first rows', () => {
  const bills = ['户号', '月份', '电量', '电费']
  it.each<[string, string[][], number]>([
    ['is the first of all', [bills, ['1', '2013-10', '2', '3']], 0],
    ['stands below titles', [['电费明细'], ['单位：元', '', '', '制表：某'], bills], 2],
    ['is that which names most', [['户号', '月份', '合计', ''], bills], 1],
    ['may have names that nobody knows', [['hh', 'yf', 'dl', 'je'], ['1', '2013-10', '2', '3']], 0],
    ['may have names that nobody knows below a title', [['电费明细', '', '', ''], ['hh', 'yf', 'dl', 'je'], ['1', '2013-10', '2', '3']], 1],
    ['is the first of what is no table', [['a'], ['b']], 0],
    ['is not there in an empty file', [], 0],
  ])('%s', (_name, rows, expected) => {
    expect(headerAmong('bills', rows, new Map())).toBe(expected)
  })

  it('is known by names that were mapped by hand', () => {
    expect(headerAmong('bills', [['说明', '', '', '一', '二'], ['hh', 'yf', '', 'je']], new Map([['hh', 'accountNo'], ['je', 'amountYuan']]))).toBe(1)
  })
})
