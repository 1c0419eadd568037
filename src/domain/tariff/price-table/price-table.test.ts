import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tariffDocumentSchema } from '../document'
import { documentsFromTable, USUAL_ENDINGS, type TableMapping } from './documents-from-table'
import { levelCode, levelCodes } from './level-code'
import { cellName, undecidedCells } from './price-cell'
import type { ColumnMeaning } from './read-head'
import { readPriceTable, type PriceTable } from './read-price-table'
import { tierIn } from './tier-words'
import { periodIn, unitIn } from './words'

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
  ['注：1. 上表所列价格不含政府性基金。', '0.01', '', '', '', '', '', ''],
]

const energyAt = (level: string | null, period: string | null = null, unit: 'yuan' | 'fen' | 'yuan-1000' = 'yuan'): ColumnMeaning => ({ kind: 'price', level, period, unit })

/** Every row with a code C1, C2 …, as it was guessed. */
const mappingOf = ({ columns, rows, fundsIncluded }: PriceTable, more: Partial<TableMapping> = {}): TableMapping => ({
  effectiveFrom: '2014-01-01', source: { title: '电价表' }, columns, levels: [], endings: USUAL_ENDINGS, decisions: [], fundsIncluded,
  rows: rows.map(({ row, name, class: group }, index) => ({ row, code: `C${index + 1}`, nameZh: name, nameEn: `Category ${index + 1}`, class: group })),
  ...more,
})

/** What a grid becomes with nothing changed: the charges of each category. */
function drafted(grid: string[][]) {
  const table = readPriceTable(grid)
  const { documents, faults, waiting } = documentsFromTable(table.rows, mappingOf(table))
  expect({ faults, waiting }).toEqual({ faults: [], waiting: [] })
  return Object.fromEntries(documents.map(({ category, versions }) => [category, versions[0]]))
}

describe('a published price table', () => {
  const table = readPriceTable(PUBLISHED)

  it('shows its columns: the categories, the voltage levels, the two bases of the basic charge', () => {
    expect(table.columns).toEqual([
      { kind: 'name' }, energyAt('不满1千伏'), energyAt('1-10千伏'), energyAt('35-110千伏以下'), energyAt('110千伏'), energyAt('220千伏及以上'),
      { kind: 'demand', basis: 'maximum' }, { kind: 'demand', basis: 'contract' },
    ])
    expect(table.fundsIncluded).toBe(false)
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
  })

  it('becomes a document for each level and basis that has a price, under codes that a person may change', () => {
    const rows = [
      { row: 6, code: 'RES-S', nameZh: '合表', nameEn: 'Shared meter', class: 'residential' as const },
      { row: 8, code: 'IND', nameZh: '大工业', nameEn: 'Large industrial', class: 'large-industrial' as const },
      { row: 5, code: '', nameZh: '', nameEn: '', class: 'residential' as const },
    ]
    const { documents, faults } = documentsFromTable(table.rows, mappingOf(table, { rows, source: { title: '某省电网销售电价表', number: '发改价格〔2013〕1号' } }))
    expect(faults).toEqual([])
    expect(documents.map(({ category }) => category)).toEqual(['RES-S', 'IND-10-D', 'IND-10-C', 'IND-35-D', 'IND-35-C', 'IND-110-D', 'IND-110-C', 'IND-220-D', 'IND-220-C'])
    expect(documents[2]).toMatchObject({
      name: { 'zh-CN': '大工业 (1-10千伏 按变压器容量)', en: 'Large industrial (10 by capacity)' },
      versions: [{ effectiveFrom: '2014-01-01', source: { number: '发改价格〔2013〕1号' }, charges: [{ kind: 'energy', rate: '0.6100' }, { kind: 'demand', rate: '30', unit: 'kVA', basis: 'contract' }] }],
    })
    expect(documents[0]?.versions[0]?.charges).toMatchObject([{ rate: '0.5669' }])
    const named = documentsFromTable(table.rows, mappingOf(table, { rows: rows.slice(1, 2), levels: [{ level: '110千伏', code: 'HV' }], endings: { ...USUAL_ENDINGS, maximum: 'XL' } }))
    expect(named.documents.map(({ category }) => category)).toContain('IND-HV-XL')
  })

  it('waits with a category whose cell is no price until a person leaves it out or enters the price', () => {
    const rows = [{ row: 10, code: 'AGR-P', nameZh: '排灌', nameEn: 'Irrigation', class: 'agricultural' as const }, { row: 9, code: 'AGR', nameZh: '农业', nameEn: 'Agricultural', class: 'agricultural' as const }]
    const answer = (decisions: TableMapping['decisions']) => documentsFromTable(table.rows, mappingOf(table, { rows, decisions }))
    expect(answer([])).toMatchObject({ waiting: [{ row: 10, name: '贫困县农业排灌用电', cells: [{ row: 10, column: 3, found: '0.2O20' }] }] })
    expect(answer([]).documents.map(({ category }) => category)).toEqual(['AGR-LV', 'AGR-10', 'AGR-35'])
    const entered = answer([{ row: 10, column: 3, price: '0.2020' }])
    expect(entered.waiting).toEqual([])
    expect(entered.documents.map(({ category }) => category)).toEqual(['AGR-P-LV', 'AGR-P-10', 'AGR-LV', 'AGR-10', 'AGR-35'])
    expect(entered.documents[1]?.versions[0]?.charges).toMatchObject([{ rate: '0.2020' }])
    expect(answer([{ row: 10, column: 3, price: null }]).documents.map(({ category }) => category)).toEqual(['AGR-P', 'AGR-LV', 'AGR-10', 'AGR-35'])
    expect(cellName({ row: 10, column: 3 })).toBe('C10')
  })

  it('names what does not fit: a code twice, a date that is none, a row that is none', () => {
    const row = { row: 6, code: 'A', nameZh: '合表', nameEn: 'Shared', class: 'residential' as const }
    const { faults } = documentsFromTable(table.rows, mappingOf(table, { effectiveFrom: '2014-13-01', rows: [row, { ...row, row: 99 }] }))
    expect(faults).toEqual([
      { row: 6, path: ['versions', 0, 'effectiveFrom'], message: expect.stringMatching(/^expected a date/) as unknown },
      { row: 99, path: [], message: 'there is no such row' },
    ])
    expect(documentsFromTable(table.rows, mappingOf(table, { rows: [row, row] })).faults).toEqual([{ path: ['A'], message: 'two rows have this code' }])
  })
})

it('reads an English table with one row of head', () => {
  const table = readPriceTable([
    ['Category', 'below 1 kV', '1-10 kV', 'Maximum demand (yuan/kW·month)'],
    ['Residential', '0.55', '', ''],
    ['Large industrial', '', '0.61', '40'],
  ])
  expect(table.columns.map(({ kind }) => kind)).toEqual(['name', 'price', 'price', 'demand'])
  expect(table.rows.map(({ name, class: group, lines }) => [name, group, lines[0]?.cells.filter((cell) => cell !== '')])).toEqual([
    ['Residential', 'residential', ['0.55']],
    ['Large industrial', 'large-industrial', ['0.61', '40']],
  ])
})

describe('prices in another unit', () => {
  it.each([
    ['分/千瓦时', '54.69', '0.5469'], ['元/千千瓦时', '546.9', '0.5469'], ['元/兆瓦时', '546.90', '0.5469'], ['元/千瓦时', '0.5469', '0.5469'], ['', '54.69', '0.5469'], ['', '546.9', '0.5469'],
  ])('%s: %s is %s yuan a kWh', (unit, printed, rate) => {
    const table = drafted([['用电分类', `电度电价（${unit}）`, ''], ['', '不满1千伏', '1-10千伏'], ['居民生活', printed, '']])
    expect(table['C1']?.charges).toEqual([{ code: 'energy', kind: 'energy', rate }])
  })

  it('is read from a line above the head too, and may be changed', () => {
    const table = readPriceTable([['单位：分/千瓦时'], ['用电分类', '不满1千伏', '1-10千伏'], ['居民生活', '54.69', '53.69']])
    expect(table.columns[1]).toEqual(energyAt('不满1千伏', null, 'fen'))
    const columns = table.columns.map((column) => (column.kind === 'price' ? { ...column, unit: 'yuan' as const } : column))
    const [row] = table.rows
    expect(row && undecidedCells(row, columns, [])).toHaveLength(2)
    expect(unitIn('元／兆瓦时')).toBe('yuan-1000')
  })
})

describe('tiers in rows', () => {
  const years = [{ upTo: '2160', rate: '0.5469' }, { upTo: '4800', rate: '0.5969' }, { rate: '0.8469' }]

  it.each<[string, string[][]]>([
    ['with an empty name cell', [['1、一户一表', '第一档 年用电2160千瓦时及以下', '0.5469'], ['', '第二档 2160-4800千瓦时', '0.5969'], ['', '第三档 4800千瓦时以上', '0.8469']]],
    ['with a name repeated by merging', [['一户一表', '2160千瓦时及以下', '0.5469'], ['一户一表', '2160-4800千瓦时', '0.5969'], ['一户一表', '4800千瓦时以上', '0.8469']]],
  ])('%s become one tiered charge', (_name, body) => {
    const table = drafted([['用电分类', '分档', '电价（元/千瓦时）'], ...body, ['合表', '', '0.5669']])
    expect(table['C1']?.charges).toEqual([{ code: 'energy', kind: 'energy', tiers: years, tierBasis: 'year' }])
    expect(table['C2']?.charges).toEqual([{ code: 'energy', kind: 'energy', rate: '0.5669' }])
  })

  it('in the name column itself, under a heading, by month', () => {
    const table = drafted([['用电分类', '不满1千伏', '1-10千伏'], ['一、居民生活用电', '', ''], ['1、一户一表', '', ''], ['第一档（月用电180度及以下）', '0.5469', '0.5369'], ['第二档（180度至260度）', '0.5969', '0.5869'], ['第三档（260度以上）', '0.8469', '0.8369'], ['2、合表', '0.5669', '']])
    expect(table['C1-LV']?.charges).toMatchObject([{ tierBasis: 'month', tiers: [{ upTo: '180', rate: '0.5469' }, { upTo: '260', rate: '0.5969' }, { rate: '0.8469' }] }])
    expect(table['C2']?.charges).toMatchObject([{ rate: '0.5669' }])
  })

  it.each([
    ['第一档', '', null, 'month'], ['2160千瓦时及以下', '', '2160', 'year'], ['月用电量180千瓦时以内', '', '180', 'month'], ['超过4,800千瓦时', '', null, 'year'], ['一户一表第二档2161～4800', '一户一表', '4800', 'year'],
  ])('%s', (words, name, upTo, basis) => {
    expect(tierIn(words)).toEqual({ name, tier: { upTo, basis } })
  })

  it.each(['1-10千伏', '一户一表', '35千伏及以上', '2013年'])('%s is none', (words) => {
    expect(tierIn(words)).toBeNull()
  })
})

describe('prices by period of the day', () => {
  const four = [['peak', '1.1'], ['flat', '0.7'], ['valley', '0.3']].map(([period, rate]) => ({ code: `energy-${period}`, kind: 'energy', period, rate }))

  it('in columns, with the voltage in rows', () => {
    const table = drafted([['用电分类', '电压等级', '高峰', '平段', '低谷'], ['大工业', '1-10千伏', '1.1', '0.7', '0.3'], ['', '35-110千伏', '1.0', '0.6', '0.2'], ['', '110千伏及以上', '0.9', '0.5', '0.1']])
    expect(Object.keys(table)).toEqual(['C1-10', 'C1-35', 'C1-110'])
    expect(table['C1-10']).toMatchObject({ periods: ['peak', 'flat', 'valley'], charges: four })
  })

  it('in rows, with the voltage in columns and a price without periods beside them', () => {
    const table = drafted([
      ['用电分类', '时段', '1-10千伏', '35-110千伏', '变压器容量（元/千伏安·月）'],
      ['大工业', '', '0.65', '0.6', '30'], ['', '高峰时段', '1.1', '1.0', ''], ['', '平段', '0.7', '0.6', ''], ['', '低谷', '0.3', '0.2', ''],
    ])
    expect(Object.keys(table)).toEqual(['C1-10', 'C1-10-T', 'C1-35', 'C1-35-T'])
    expect(table['C1-10-T']?.charges).toEqual([...four, { code: 'capacity', kind: 'demand', rate: '30', unit: 'kVA', basis: 'contract' }])
    expect(table['C1-35']?.charges).toMatchObject([{ rate: '0.6' }, { kind: 'demand' }])
  })

  it('in columns under each voltage', () => {
    const table = drafted([['用电分类', '1-10千伏', '', '35千伏', ''], ['', '尖峰', '低谷', '尖峰', '低谷'], ['商业', '1.2', '0.4', '1.1', '0.3']])
    expect(table['C1-35']).toMatchObject({ periods: ['sharp', 'valley'], charges: [{ period: 'sharp', rate: '1.1' }, { period: 'valley', rate: '0.3' }] })
  })

  it.each([['尖峰', 'sharp'], ['高峰时段', 'peak'], ['平段', 'flat'], ['低谷电价', 'valley'], ['深谷', 'deep-valley'], ['峰（8:00-11:00）', 'peak'], ['平均电价', null], ['高峰镇', null]])('%s: %s', (word, period) => {
    expect(periodIn(word)).toBe(period)
  })
})

describe('government funds in a column', () => {
  const grid = (note: string) => [['用电分类', '电度电价（元/千瓦时）', '政府性基金及附加（分/千瓦时）'], ['居民生活', '0.5469', '2.01'], [note, '', '']]
  const fund = { code: 'fund', kind: 'energy', rate: '0.0201', government: true }

  it('are charged beside the price', () => {
    expect(drafted(grid('注：电价不含政府性基金。'))['C1']?.charges).toEqual([{ code: 'energy', kind: 'energy', rate: '0.5469' }, fund])
  })

  it('are told apart from a price that holds them', () => {
    expect(drafted(grid('注：上表所列价格含政府性基金及附加。'))['C1']?.charges).toEqual([{ code: 'energy', kind: 'energy', rate: '0.5268' }, fund])
  })
})

it.each([['不满1千伏', 'LV'], ['below 1 kV', 'LV'], ['1-10千伏', '10'], ['20千伏', '20'], ['35-110千伏以下', '35'], ['35-110千伏', '35'], ['110千伏', '110'], ['110千伏及以上', '110'], ['220千伏及以上', '220']])('%s is %s', (level, code) => {
  expect(levelCode(level)).toBe(code)
})

it('tells levels apart whose codes would be the same', () => {
  expect(levelCodes(['35-110千伏以下', '35千伏及以上', '35-110千伏以下'])).toEqual([{ level: '35-110千伏以下', code: '35' }, { level: '35千伏及以上', code: '35-2' }])
})

describe('any grid at all', () => {
  const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('用电分类', '1-10千伏', '最大需量', '0.5', '-', '一、居民', '注：', '９.９', '高峰', '第一档', '2160千瓦时及以下', '政府性基金', '电价（分/千瓦时）'))

  it('is read without a fault of ours, and every document made of it passes the schema', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 }), (grid) => {
        const table = readPriceTable(grid)
        const { documents } = documentsFromTable(table.rows, mappingOf(table))
        for (const document of documents) expect(tariffDocumentSchema.safeParse(document).success).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
