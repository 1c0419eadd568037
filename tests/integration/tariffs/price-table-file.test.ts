import ExcelJS from 'exceljs'
import { expect, it } from 'vitest'
import { readPriceTable } from '@/domain/tariff/price-table/read-price-table'
import { readTable } from '@/server/files/read-table'

it('a workbook with merged heads and sections is read as it looks', async () => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('电价表')
  sheet.addRows([
    ['某省电网销售电价表'],
    ['用电分类', '电度电价（元/千瓦时）', null, '基本电价', null],
    [null, '不满1千伏', '1-10千伏', '最大需量（元/千瓦·月）', '变压器容量（元/千伏安·月）'],
    ['一、居民生活用电'],
    ['1、一户一表', 0.5469, 0.5369],
    ['三、大工业用电', null, 0.61, 40, 30],
  ])
  for (const range of ['A1:E1', 'A2:A3', 'B2:C2', 'D2:E2', 'A4:E4']) sheet.mergeCells(range)
  const { header, rows } = await readTable(Buffer.from(await workbook.xlsx.writeBuffer()))
  const table = readPriceTable([header, ...rows.map(({ cells }) => cells)])
  expect(table.columns.map((column) => (column.kind === 'demand' ? column.basis : column.kind))).toEqual(['name', 'voltage', 'voltage', 'maximum', 'contract'])
  expect(table.rows.map(({ name, section, class: group, prices }) => [name, section, group, prices.filter(Boolean)])).toEqual([
    ['一户一表', '居民生活用电', 'residential', ['0.5469', '0.5369']],
    ['大工业用电', null, 'large-industrial', ['0.61', '40', '30']],
  ])
  expect(table.faults).toEqual([])
})
