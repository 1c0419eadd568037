import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { keepFile, readKeptFile } from '@/server/files/file-store'
import { mediaTypeOf } from '@/server/files/media-type'
import { writeCsv, writeXlsx, YUAN_FORMAT } from '@/server/files/write-table'

describe('kept files', () => {
  it('come back as they were, and twice is once', async () => {
    const content = Buffer.from('照片')
    const kept = await keepFile(content)
    expect(await keepFile(content)).toEqual(kept)
    expect((await readKeptFile(kept.sha256)).equals(content)).toBe(true)
  })

  it('are refused when they have changed on disk', async () => {
    const { sha256 } = await keepFile(Buffer.from('evidence'))
    await writeFile(path.join(process.env['TARIFF_AUDIT_FILES'] ?? '', sha256.slice(0, 2), sha256), 'evidencE')
    await expect(readKeptFile(sha256)).rejects.toThrow('has changed')
  })

  it('have no name but their digest', async () => {
    await expect(readKeptFile('../../etc/passwd')).rejects.toThrow('not the digest')
  })
})

describe('what a file is', () => {
  it.each([
    ['image/png', Buffer.from('\x89PNG\r\n\x1a\n…', 'latin1')],
    ['image/jpeg', Buffer.from('\xff\xd8\xff\xe0', 'latin1')],
    ['application/pdf', Buffer.from('%PDF-1.7')],
  ])('%s', (type, content) => expect(mediaTypeOf(content)).toBe(type))

  it.each([['a script', '<script>alert(1)</script>'], ['an SVG, which can run one', '<svg onload="alert(1)">'], ['a workbook with macros', 'PK\x03\x04xl/workbook.xml xl/vbaProject.bin']])('%s is refused', (_, content) => {
    expect(() => mediaTypeOf(Buffer.from(content))).toThrow('attachment-wrong-kind')
  })
})

describe('tables to take away', () => {
  const sheet = { name: '导出', head: ['户号', '电费'], rows: [['=HYPERLINK("http://x")', { number: '-12.30', format: YUAN_FORMAT }], ['0107,1', null]] }

  it('open in a spreadsheet with numbers as numbers and formulas defused', async () => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await writeXlsx([sheet])) as unknown as ExcelJS.Buffer)
    const rows = workbook.getWorksheet('导出')?.getSheetValues().slice(1)
    expect(rows).toEqual([[undefined, '户号', '电费'], [undefined, `'=HYPERLINK("http://x")`, -12.3], [undefined, '0107,1']])
  })

  it('are CSV that keeps commas and quotes', () => {
    expect(writeCsv(sheet).toString('utf8')).toBe(`\ufeff户号,电费\r\n"'=HYPERLINK(""http://x"")",-12.30\r\n"0107,1",\r\n`)
  })
})
