import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { zipOf } from '../imports/zip'
import { readPlainTable, readTable } from '@/server/files/read-table'

const written = async (fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> => {
  const workbook = new ExcelJS.Workbook()
  fill(workbook.addWorksheet('Sheet1'))
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

describe('a workbook read at once', () => {
  it('counts a formula as what it came to and fills merged cells; read row by row it names the formula', async () => {
    const content = await written((sheet) => {
      sheet.addRow(['单号', '原因'])
      sheet.addRow([{ formula: '1+1', result: 2 }, '甲'])
      sheet.addRow(['3', '乙'])
      sheet.mergeCells('B2:B3')
    })
    expect((await readTable(content)).rows.map(({ cells }) => cells)).toEqual([['2', '甲'], ['3', '甲']])
    expect((await readPlainTable(content)).rows[0]?.cells).toEqual(['=1+1', '甲'])
  })

  it('may have formats out to its last column, which hold nothing', async () => {
    const content = await written((sheet) => {
      sheet.addRow(['单号', '原因'])
      sheet.addRow(['1', '甲'])
      sheet.getCell('XFD2').font = { bold: true }
    })
    const { header, rows } = await readTable(content)
    expect(header.slice(0, 3)).toEqual(['单号', '原因', ''])
    expect(rows[0]?.cells.slice(0, 2)).toEqual(['1', '甲'])
    expect(rows[0]?.cells).toHaveLength(200)
  })

  it('with more cells than it could hold in memory is refused before it is', async () => {
    const cells = Buffer.from(`<worksheet><sheetData><row>${'<c/>'.repeat(1_000_001)}</row></sheetData></worksheet>`)
    await expect(readTable(zipOf('xl/worksheets/sheet1.xml', deflateRawSync(cells), cells.length))).rejects.toMatchObject({ code: 'file-too-many' })
  })
})
