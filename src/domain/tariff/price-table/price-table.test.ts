import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tariffDocumentSchema } from '../document'
import { documentsFromTable, levelCode, type TableMapping } from './documents-from-table'
import { readPriceTable } from './read-price-table'

/** As provincial tables are laid out: a title, two rows of head with merged cells, sections, a dash for no price, notes. */
const PUBLISHED = [
  ['某省电网销售电价表', '', '', '', '', '', '', ''],
  ['用电分类', '电度电价（元/千瓦时）', '', '', '', '', '基本电价', ''],
  ['', '不满1千伏', '1-10千伏', '35-110千伏以下', '110千伏', '220千伏及以上', '最大需量（元/千瓦·月）', '变压器容量（元/千伏安·月）'],
  ['一、居民生活用电', ...Array<string>(7).fill('一、居民生活用电')],
  ['1、一户一表', '0.5469', '0.5369', '—', '', '', '', ''],
  ['2、合表用户', '０．５６６９', '-', '-', '-', '-', '-', '-'],
  ['二、一般工商业及其他用电', '0.7335', '0.7185', '0.7035', '', '', '', ''],
  ['三、大工业用电', '', '0.6100', '0.5950', '0.5800', '0.5700', '40', '30'],
  ['四、农业生产用电', '0.5140', '0.5040', '0.4940', '', '', '', ''],
  ['其中：贫困县农业排灌用电', '0.2040', '0.2O20', '', '', '', '', ''],
  ['注：1. 上表所列价格含政府性基金。', '0.01', '', '', '', '', '', ''],
]

describe('a published price table', () => {
  const table = readPriceTable(PUBLISHED)

  it('shows its columns: the categories, the voltage levels, the two bases of the basic charge', () => {
    expect(table.columns).toEqual([
      { kind: 'name' },
      { kind: 'voltage', level: '不满1千伏' }, { kind: 'voltage', level: '1-10千伏' }, { kind: 'voltage', level: '35-110千伏以下' },
      { kind: 'voltage', level: '110千伏' }, { kind: 'voltage', level: '220千伏及以上' },
      { kind: 'demand', basis: 'maximum' }, { kind: 'demand', basis: 'contract' },
    ])
  })

  it('shows its rows under their sections, with their class, without notes', () => {
    expect(table.rows.map(({ row, name, section, class: group }) => [row, name, section, group])).toEqual([
      [5, '一户一表', '居民生活用电', 'residential'],
      [6, '合表用户', '居民生活用电', 'residential'],
      [7, '一般工商业及其他用电', null, 'general-commercial'],
      [8, '大工业用电', null, 'large-industrial'],
      [9, '农业生产用电', null, 'agricultural'],
      [10, '贫困县农业排灌用电', '农业生产用电', 'agricultural'],
    ])
    expect(table.rows[1]?.prices.slice(1, 3)).toEqual(['0.5669', null])
  })

  it('names the cell that is no price', () => {
    expect(table.faults).toEqual([{ row: 10, column: 3, found: '0.2O20', expected: '0.5469' }])
  })

  it('becomes a document for each level and basis that has a price', () => {
    const mapping: TableMapping = {
      effectiveFrom: '2014-01-01', source: { title: '某省电网销售电价表', number: '发改价格〔2013〕1号' }, columns: table.columns,
      rows: [
        { row: 6, code: 'RES-S', nameZh: '合表', nameEn: 'Shared meter', class: 'residential' },
        { row: 8, code: 'IND', nameZh: '大工业', nameEn: 'Large industrial', class: 'large-industrial' },
        { row: 5, code: '', nameZh: '', nameEn: '', class: 'residential' },
      ],
    }
    const { documents, faults } = documentsFromTable(table.rows, mapping)
    expect(faults).toEqual([])
    expect(documents.map(({ category }) => category)).toEqual(['RES-S', 'IND-10-D', 'IND-10-C', 'IND-35-D', 'IND-35-C', 'IND-110-D', 'IND-110-C', 'IND-220-D', 'IND-220-C'])
    expect(documents[2]).toMatchObject({
      name: { 'zh-CN': '大工业 (1-10千伏 按变压器容量)', en: 'Large industrial (10 by capacity)' },
      versions: [{ effectiveFrom: '2014-01-01', source: { number: '发改价格〔2013〕1号' }, charges: [{ kind: 'energy', rate: '0.6100' }, { kind: 'demand', rate: '30', unit: 'kVA', basis: 'contract' }] }],
    })
  })

  it('names what does not fit: a code twice, a date that is none, a row that is none', () => {
    const row = { row: 6, code: 'A', nameZh: '合表', nameEn: 'Shared', class: 'residential' as const }
    const { faults } = documentsFromTable(table.rows, { effectiveFrom: '2014-13-01', source: { title: 'x' }, columns: table.columns, rows: [row, { ...row, row: 99 }] })
    expect(faults).toEqual([expect.stringMatching(/^row 6: versions.0.effectiveFrom: expected a date/), 'row 99: there is no such row'])
    const twice = documentsFromTable(table.rows, { effectiveFrom: '2014-01-01', source: { title: 'x' }, columns: table.columns, rows: [row, row] })
    expect(twice.faults).toEqual(['A: two rows have this code'])
  })
})

it('reads an English table with one row of head', () => {
  const table = readPriceTable([
    ['Category', 'below 1 kV', '1-10 kV', 'Maximum demand (yuan/kW·month)'],
    ['Residential', '0.55', '', ''],
    ['Large industrial', '', '0.61', '40'],
  ])
  expect(table.columns.map(({ kind }) => kind)).toEqual(['name', 'voltage', 'voltage', 'demand'])
  expect(table.rows.map(({ name, class: group, prices }) => [name, group, prices.filter(Boolean)])).toEqual([
    ['Residential', 'residential', ['0.55']],
    ['Large industrial', 'large-industrial', ['0.61', '40']],
  ])
})

it.each([['不满1千伏', 'LV'], ['below 1 kV', 'LV'], ['1-10千伏', '10'], ['20千伏', '20'], ['35-110千伏以下', '35'], ['110千伏', '110'], ['220千伏及以上', '220']])('%s is %s', (level, code) => {
  expect(levelCode(level)).toBe(code)
})

describe('any grid at all', () => {
  const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('用电分类', '1-10千伏', '最大需量', '0.5', '-', '一、居民', '注：', '９.９'))

  it('is read without a fault of ours, and every document made of it passes the schema', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 }), (grid) => {
        const { columns, rows } = readPriceTable(grid)
        const mapped = rows.map(({ row, class: group }, index) => ({ row, code: `C${index}`, nameZh: '名', nameEn: 'Name', class: group }))
        const { documents, faults } = documentsFromTable(rows, { effectiveFrom: '2014-01-01', source: { title: 't' }, columns, rows: mapped })
        for (const document of documents) expect(tariffDocumentSchema.safeParse(document).success).toBe(true)
        expect(faults.filter((fault) => fault.startsWith('row'))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
