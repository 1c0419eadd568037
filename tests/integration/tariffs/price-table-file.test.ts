import ExcelJS from 'exceljs'
import { expect, it } from 'vitest'
import { readPriceTable } from '@/domain/tariff/price-table/read-price-table'
import { gridOf, readTable } from '@/server/files/read-table'

it('a workbook with merged heads and sections is read as it looks', async () => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('电价表')
  sheet.addRows([
    ['某省电网销售电价表'],
    ['用电分类', '电度电价（元/千瓦时）', null, '基本电价', null],
    [null, '不满1千伏', '1-10千伏', '最大需量（元/千瓦·月）', '变压器容量（元/千伏安·月）'],
    ['一、居民生活用电'],
    ['1、一户一表', 0.5469, 0.5369],
    [],
    ['三、大工业用电', null, 0.61, 40, 30],
  ])
  for (const range of ['A1:E1', 'A2:A3', 'B2:C2', 'D2:E2', 'A4:E4']) sheet.mergeCells(range)
  const table = readPriceTable(gridOf(await readTable(Buffer.from(await workbook.xlsx.writeBuffer()))))
  expect(table.columns.map((column) => (column.kind === 'demand' ? column.basis : column.kind))).toEqual(['name', 'price', 'price', 'maximum', 'contract'])
  expect(table.rows.map(({ row, name, section, class: group, lines }) => [row, name, section, group, lines.map(({ cells }) => cells.filter((cell) => cell !== ''))])).toEqual([
    [5, '一户一表', '居民生活用电', 'residential', [['0.5469', '0.5369']]],
    [7, '大工业用电', null, 'large-industrial', [['0.61', '40', '30']]],
  ])
})
