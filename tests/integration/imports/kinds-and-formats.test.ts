import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import { bring, commit, found } from '@tests/factories/imports'
import { givenAccount, givenStation, givenTariffs } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import type { ImportKind } from '@/domain/imports/columns'
import { getImport } from '@/features/imports/queries'
import { db } from '@/server/db'
import { readTable } from '@/server/files/read-table'
import { system } from '@/server/scope'
import { encode } from './gbk'

const clerk = viewerAs('clerk')
beforeAll(givenTariffs)

async function workbook(rows: readonly string[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('数据')
  for (const cells of rows) sheet.addRow(cells)
  return Buffer.from(await book.xlsx.writeBuffer())
}

const FORMATS: [string, string, (rows: string[][]) => Buffer | Promise<Buffer>][] = [
  ['xlsx', 'xlsx', workbook],
  ['CSV in UTF-8 with a mark', 'UTF-8', (rows) => Buffer.from(`\uFEFF${rows.map((cells) => cells.join(',')).join('\r\n')}\r\n`)],
  ['tabs in GBK', 'GB18030', (rows) => encode(rows.map((cells) => cells.join('\t')).join('\n'))],
  ['CSV with every cell in quotes', 'UTF-8', (rows) => Buffer.from(rows.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n'))],
]

/** Two rows that may go in and one that may not, in Chinese as marketing systems name their columns. */
const KINDS: [ImportKind, () => Promise<{ rows: string[][]; fault: string }>][] = [
  ['accounts', async () => {
    const { code } = await givenStation()
    const rows = ['1', '2'].map((number) => [code, `${code}-001`, `${code}77000${number}`, '电力用户', '一号路', '2012-07-01', '居民照明'])
    return { rows: [['供电所编码', '台区编码', '户号', '户名', '用电地址', '立户日期', '用电类别'], ...rows, [code, '没有', `${code}770009`, '电力用户', '一号路', '2012-07-01', '居民照明']], fault: '4 district unknown-district' }
  }],
  ['assignments', async () => {
    const station = await givenStation()
    const [one, other] = [await givenAccount(station), await givenAccount(station)]
    const rows = [one, other].map(({ accountNo }) => [accountNo, '居民照明', '2010-01-01', '2011-01-01'])
    return { rows: [['户号', '用电类别', '执行日期', '终止日期'], ...rows, [one.accountNo, '一般工商业', '2010-05-01', '2010-06-01']], fault: '4 validFrom assignment-overlap' }
  }],
  ['bills', async () => {
    const station = await givenStation()
    const accounts = [await givenAccount(station), await givenAccount(station), await givenAccount(station)]
    const rows = accounts.map(({ accountNo }, index) => [accountNo, '2013-10', '居民照明', '100', index === 2 ? '546.90' : '54.69'])
    return { rows: [['户号', '电费月份', '用电类别', '电量', '电费'], ...rows], fault: '4 amountYuan price-out-of-range' }
  }],
  ['category-months', async () => {
    const { name } = await givenStation()
    const rows = ['居民照明', '一般工商业'].map((category, index) => ['2013-06', name, category, '10', '1000', index === 0 ? '546.90' : '733.50'])
    return { rows: [['月份', '供电所', '用电类别', '户数', '电量', '电费'], ...rows, ['2013-06', name, '居民照明', '10', '1000', '546.90']], fault: '4 category duplicate' }
  }],
]

describe.each(KINDS)('%s', (kind, given) => {
  it.each(FORMATS)('as %s: the fault is named by row and column; what is sound goes in, and again changes nothing', async (name, encoding, write) => {
    const { rows, fault } = await given()
    const faulty = await bring(clerk, await write(rows), { kind, name })
    expect((await getImport(clerk, faulty.id)).encoding).toBe(encoding)
    expect([...new Set(await found(clerk, faulty.id))]).toEqual([fault])
    const outcome = await commit(clerk, (await bring(clerk, await write(rows.slice(0, -1)), { kind, name })).id)
    expect(outcome.added + outcome.changed).toBe(2)
    const again = await bring(clerk, await write([...rows.slice(0, 1), ...rows.slice(1, -1).reverse()]), { kind, name })
    expect(await commit(clerk, again.id)).toEqual({ added: 0, changed: 0, unchanged: 2, left: 0 })
  })
})

describe('a workbook from Excel', () => {
  it('keeps zeros that only the format shows, and letters that XML cannot hold', async () => {
    const { code } = await givenStation()
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('数据')
    sheet.addRow(['供电所编码', '台区_x000D_\n编码', '户号', '户名', '用电地址'])
    for (const [index, name] of ['王小明_x000D_', 'a_x005F_x000D_b'].entries()) {
      const row = sheet.addRow([code, `${code}-001`, 123_401 + index, name, '一号_x0009_路'])
      row.getCell(3).numFmt = '0000000000'
    }
    const content = Buffer.from(await book.xlsx.writeBuffer())
    const { id } = await bring(clerk, content, { kind: 'accounts', name: '户档案.xlsx' })
    expect(await found(clerk, id)).toEqual([])
    await commit(clerk, id)
    const accounts = await db(system('test')).account.findMany({ where: { accountNo: { in: ['0000123401', '0000123402'] } }, orderBy: { accountNo: 'asc' } })
    expect(accounts.map(({ name, address }) => [name, address])).toEqual([['王小明', '一号\t路'], ['a_x000D_b', '一号\t路']])
    expect((await readTable(content)).rows.map(({ cells }) => cells[2])).toEqual(['0000123401', '0000123402'])
  })
})
