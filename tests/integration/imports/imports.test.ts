import ExcelJS from 'exceljs'
import { encode } from './gbk'
import { zipOf } from './zip'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AT, bring, commit, correctSlip, found, printedFor, rightFor } from '@tests/factories/imports'
import { givenAccount, givenBills, givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth } from '@/domain/plain-date'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { categoryMonths } from '@/features/bills/totals-queries'
import { chooseMapping } from '@/features/imports/commands/choose-mapping'
import { confirmRow } from '@/features/imports/commands/decide-row'
import { discardImport } from '@/features/imports/commands/discard-import'
import { getImport, importRow } from '@/features/imports/queries'
import { authDb, db } from '@/server/db'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')

let station: GivenStation
beforeAll(givenTariffs)
beforeEach(async () => {
  station = await givenStation()
})

const printed = () => printedFor(station)
const right = () => rightFor(station)
const version = async (id: string) => (await getImport(clerk, id)).version

describe('the origin report’s table', () => {
  it('is held for the slip, cannot be committed, is corrected with a reason, and commits', async () => {
    const { id } = await bring(clerk, printed())
    expect(await found(clerk, id)).toEqual(['3 amountYuan price-out-of-range'])
    expect((await importRow(clerk, id, 3)).findings[0]?.slips?.[0]).toEqual({ kind: 'digit-too-many', value: '122252.36' })
    await expect(commit(clerk, id)).rejects.toMatchObject({ code: 'import-held', params: { count: 1, rows: '3' } })
    expect(await db(system('test')).categoryMonthStatement.count({ where: { stationId: station.id } })).toBe(0)

    expect(await correctSlip(clerk, id)).toEqual({ open: 0 })
    expect(await commit(clerk, id)).toEqual({ added: 6, changed: 0, unchanged: 0, left: 0 })
    const range = { stationId: station.id, from: billingMonth('2013-06'), to: billingMonth('2013-06') }
    const june = await categoryMonths(clerk, range, 'billed')
    expect(june.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(44_050_621n)
    expect(june.every(({ source }) => source === 'statement')).toBe(true)
    expect(await findDrift(station.id, await monthsWithBooks(station.id))).toEqual([])
    const log = await db(system('test')).auditLog.findFirst({ where: { subject: 'import', subjectKey: id, action: 'import.row-corrected' } })
    expect(log).toMatchObject({ actorId: clerk.userId, reason: 'misprint', before: { row: 3, value: '1222252.36' }, after: { row: 3, value: '122252.36' } })
    expect(await db(system('test')).$queryRaw`SELECT relname FROM pg_class WHERE relname LIKE ${`import\\_%\\_${id}`}`).toEqual([])
  })

  it('the same file again stores nothing and says so', async () => {
    const { id } = await bring(clerk, printed())
    expect(await bring(clerk, printed(), { name: 'renamed.csv' })).toEqual({ id, seenBefore: true, mapped: true })
    expect(await db(system('test')).importBatch.count({ where: { fileName: 'renamed.csv' } })).toBe(0)
  })

  it('the same rows in another file change nothing', async () => {
    await commit(clerk, (await bring(clerk, right())).id)
    expect(await commit(clerk, (await bring(clerk, `${right()}\n`)).id)).toEqual({ added: 0, changed: 0, unchanged: 6, left: 0 })
  })

  it('of a closed month another statement does not replace the one that stands; of the open month it does', async () => {
    await commit(clerk, (await bring(clerk, right())).id)
    const closed = await bring(clerk, right().replace('20245', '20246'))
    expect(await found(clerk, closed.id)).toEqual(['2 month month-closed'])
    await expect(commit(clerk, closed.id)).rejects.toMatchObject({ code: 'import-held' })
    await authDb().station.update({ where: { id: station.id }, data: { openMonth: new Date('2013-06-01') } })
    const open = await bring(clerk, `${right().replace('20245', '20246')}\n`)
    expect(await commit(clerk, open.id)).toEqual({ added: 0, changed: 1, unchanged: 5, left: 0 })
  })

  it('a statement that came in since the check is not overwritten', async () => {
    await authDb().station.update({ where: { id: station.id }, data: { openMonth: new Date('2013-06-01') } })
    const first = await bring(clerk, right())
    await commit(clerk, (await bring(clerk, right().replace('20245', '20246'))).id)
    await expect(commit(clerk, first.id)).rejects.toMatchObject({ code: 'import-books-moved' })
  })

  it('what is held may be confirmed as right, with a reason', async () => {
    const { id } = await bring(clerk, printed())
    await expect(confirmRow(clerk, { id, version: await version(id), rowNo: 2, reason: 'x' }, AT)).rejects.toMatchObject({ code: 'row-not-found' })
    expect(await confirmRow(clerk, { id, version: await version(id), rowNo: 3, reason: 'seen the voucher' }, AT)).toEqual({ open: 0 })
    await expect(confirmRow(clerk, { id, version: await version(id), rowNo: 3, reason: 'x' }, AT)).rejects.toMatchObject({ code: 'nothing-to-confirm' })
    expect(await commit(clerk, id)).toMatchObject({ added: 6 })
  })

  it('a month far beyond the books is held; statements go on where they end', async () => {
    const slip = await bring(clerk, right().replace('2013-07', '2103-07'))
    expect(await found(clerk, slip.id)).toEqual(['5 month month-ahead'])
    await expect(commit(clerk, slip.id)).rejects.toMatchObject({ code: 'import-held' })
    for (const month of ['2013-11', '2013-12']) {
      const { id } = await bring(clerk, right().replaceAll('2013-06', month).replaceAll('2013-07', month).split('\n').slice(0, 4).join('\n'))
      expect(await found(clerk, id)).toEqual([])
      await commit(clerk, id)
    }
  })

  it('leaves the totals of months that have bills to the bills', async () => {
    const account = await givenAccount(station)
    await givenBills(station, account, billingMonth('2013-06'), [100])
    await commit(clerk, (await bring(clerk, right())).id)
    const rows = await categoryMonths(clerk, { stationId: station.id, from: billingMonth('2013-06'), to: billingMonth('2013-07') }, 'billed')
    expect(rows.map(({ month, source, accounts }) => [month, source, accounts])).toEqual([
      ['2013-06', 'bills', 1],
      ['2013-07', 'statement', 20_219], ['2013-07', 'statement', 537], ['2013-07', 'statement', 707],
    ])
  })
})

describe('files as people have them', () => {
  it.each<[string, () => string | Buffer, string]>([
    ['UTF-8 with a mark', () => `\uFEFF${right()}`, 'UTF-8'],
    ['GBK', () => encode(right().replaceAll('month', '月份').replaceAll('category', '用电类别')), 'GB18030'],
    ['UTF-16 as Excel saves “Unicode text”', () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(right().replaceAll(',', '\t'), 'utf16le')]), 'UTF-16'],
    ['tabs', () => right().replaceAll(',', '\t'), 'UTF-8'],
    ['semicolons and CRLF', () => right().replaceAll(',', ';').replaceAll('\n', '\r\n'), 'UTF-8'],
    ['Chinese headers', () => right().replace(/^.*\n/, '月份,供电所,用电类别,户数,电量（千瓦时）,电费（元）\n'), 'UTF-8'],
    ['thousands separators and full-width digits', () => right().replace('487625', '"４８７，６２５"').replace('266683.75', '"266,683.75"'), 'UTF-8'],
    ['a title and a remark above the header', () => `2013年6、7月 电费明细\n制表：,营销科,,\n\n${right()}`, 'UTF-8'],
    ['a quoted title above columns parted by tabs', () => `"电费,明细"\n${right()}`.replaceAll(',', '\t'), 'UTF-8'],
    ['rows of nothing but commas behind the last one, and between', () => `${right().replace('\n', '\n,,,,,\n')}\n,,,,,\r\n , ,,,,\n"","",,,,\n`, 'UTF-8'],
    ['columns in another order, and one too many', () => right().trimEnd().split('\n').map((line) => line.trim().split(',').reverse().concat('x').join(',')).join('\n'), 'UTF-8'],
  ])('%s', async (_name, content, encoding) => {
    const { id } = await bring(clerk, content())
    expect(await getImport(clerk, id)).toMatchObject({ encoding, counts: { blocker: 0, held: 0 }, summary: { rows: 6 } })
    expect(await commit(clerk, id)).toEqual({ added: 6, changed: 0, unchanged: 0, left: 0 })
    const june = await categoryMonths(clerk, { stationId: station.id, from: billingMonth('2013-06'), to: billingMonth('2013-06') }, 'billed')
    expect(june.reduce((sum, { energyWh }) => sum + energyWh, 0n)).toBe(754_625_000n)
  })

  it('xlsx: numbers without the noise of floats, months as days, further sheets with the same header', async () => {
    const book = new ExcelJS.Workbook()
    const lines = right().trim().split('\n').map((line) => line.trim().split(','))
    for (const name of ['June', 'July']) {
      const sheet = book.addWorksheet(name)
      for (const [index, cells] of lines.entries()) {
        if (index > 0 && (name === 'June') !== (cells[0] === '2013-06')) continue
        sheet.addRow(index === 0 ? cells : [new Date(`${cells[0] ?? ''}-01T00:00:00Z`), ...cells.slice(1).map((cell) => (/^[\d.]+$/.test(cell) ? Number(cell) : cell))])
      }
    }
    book.addWorksheet('Notes').addRow(['nothing', 'of', 'it'])
    book.addWorksheet('Empty')
    book.addWorksheet('Further').addRow((lines[1] ?? []))
    const { id } = await bring(clerk, Buffer.from(await book.xlsx.writeBuffer()), { name: 'months.xlsx' })
    expect((await getImport(clerk, id)).summary).toMatchObject({ rows: 6, months: ['2013-06', '2013-07'], sheetsLeft: ['Notes', 'Further'] })
    expect(await commit(clerk, id)).toEqual({ added: 6, changed: 0, unchanged: 0, left: 0 })
    const july = await categoryMonths(clerk, { stationId: station.id, from: billingMonth('2013-07'), to: billingMonth('2013-07') }, 'billed')
    expect(july.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(50_024_255n)
  })

  it('xlsx: a title above the header, on each of its sheets; rows keep their numbers', async () => {
    const book = new ExcelJS.Workbook()
    const lines = printed().trim().split('\n').map((line) => line.trim().split(','))
    for (const [name, rows] of [['一', lines.slice(1, 4)], ['二', lines.slice(4)]] as const) {
      const sheet = book.addWorksheet(name)
      sheet.addRow(['电费明细', '', '', '单位：元'])
      sheet.addRow([])
      sheet.addRows([lines[0], ...rows])
    }
    const { id } = await bring(clerk, Buffer.from(await book.xlsx.writeBuffer()), { name: 'titled.xlsx' })
    expect((await getImport(clerk, id)).header).toEqual(lines[0])
    expect((await getImport(clerk, id)).summary).toMatchObject({ rows: 6, months: ['2013-06', '2013-07'] })
    expect(await found(clerk, id)).toEqual(['5 amountYuan price-out-of-range'])
  })

  it('names nobody knows wait for a mapping by hand, which is remembered for the source', async () => {
    const header = 'a,b,c,d,e,f\n'
    const { id, mapped } = await bring(clerk, right().replace(/^.*\n/, header))
    expect(mapped).toBe(false)
    const mapping = { month: 0, station: 1, category: 2, accounts: 3, energyKwh: 4, amountYuan: 5 }
    await chooseMapping(clerk, { id, version: 1, kind: 'category-months', mapping, source: 'old system' }, AT)
    const next = await bring(clerk, right().replace(/^.*\n/, ' A,B ,c,d,e,f\n'))
    expect(next.mapped).toBe(true)
    expect(await getImport(clerk, next.id)).toMatchObject({ mapping, source: 'old system', state: 'checked' })
    const similar = await bring(clerk, right().replace(/^.*\n/, 'a,b,c,d,e,金额\n'))
    expect(similar.mapped).toBe(true)
  })
})

describe('files that cannot be read leave nothing behind', () => {
  const workbook = async (fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> => {
    const book = new ExcelJS.Workbook()
    fill(book.addWorksheet('Sheet1'))
    return Buffer.from(await book.xlsx.writeBuffer())
  }

  it.each<[string, string, () => string | Buffer | Promise<Buffer>]>([
    ['empty', 'file-empty', () => ''],
    ['only line breaks', 'file-empty', () => '\n\r\n\n'],
    ['only a header', 'file-header-only', () => printed().split('\n')[0] ?? ''],
    ['a picture called .csv', 'file-wrong-kind', () => Buffer.from('89504e470d0a1a0a', 'hex')],
    ['an old .xls', 'file-wrong-kind', () => Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['an open quote', 'file-open-quote', () => printed().replace('2013-06,', '"2013-06,')],
    ['a zip that is no workbook', 'file-broken', () => Buffer.from('504b030400000000', 'hex')],
    ['a zip of something else', 'file-wrong-kind', () => zipOf('readme.txt', Buffer.from([3, 0]))],
    ['macros', 'file-macros', () => zipOf('xl/vbaProject.bin', Buffer.from([3, 0]))],
    ['a header of a million columns', 'file-too-many', () => `${'x,'.repeat(1_000_000)}\n1\n`],
    ['a header of half a million columns', 'file-too-many', () => `${'x,'.repeat(400_000)}\n1\n`],
    ['a sheet of a thousand columns', 'file-too-many', () => workbook((sheet) => void sheet.addRow(Array.from({ length: 1_000 }, (_, index) => `c${index}`)))],
  ])('%s', async (_name, code, content) => {
    const before = await db(system('test')).importBatch.count()
    await expect(bring(clerk, await content())).rejects.toMatchObject({ code })
    expect(await db(system('test')).importBatch.count()).toBe(before)
  })

  it('fewer columns than it takes: says which are missing, and what was found', async () => {
    await expect(bring(clerk, 'month,station,其他\n2013-06,X,1\n')).rejects.toMatchObject({
      code: 'file-missing-columns',
      params: { missing: '用电类别 / Category、户数 / Accounts、电量（千瓦时） / Energy kWh、电费（元） / Amount yuan', found: 'month、station、其他' },
    })
  })

  it('a xlsx that unpacks to absurd size is refused while it is unpacked, whatever its directory says', async () => {
    const { deflateRawSync } = await import('node:zlib')
    const bomb = deflateRawSync(Buffer.alloc(260 * 1024 * 1024, '<row>'))
    await expect(bring(clerk, zipOf('xl/worksheets/sheet1.xml', bomb), { name: 'bomb.xlsx' })).rejects.toMatchObject({ code: 'file-bomb' })
  })

  it('a quote left open far into a file: the check says where, and the books are as they were', async () => {
    const { id } = await bring(clerk, `${right()}${'2013-08,X,Y,1,1,1\n'.repeat(40)}`)
    await discardImport(clerk, { id, version: await version(id) })
    await expect(bring(clerk, `${right().replace(/\n/g, '\r\n')}"2013-08,${'X,Y,1,1,1\n'.repeat(200_000)}`)).rejects.toMatchObject({ code: 'file-open-quote', params: { row: 8 } })
  })

  /** Beyond the bytes by which a file is known to be text. */
  const farIn = (text: string) => text.trimEnd().split('\n').map((line, index) => `${line.trim()},${index === 0 ? `note${'-'.repeat(5_000)}` : 'x'}`).join('\n')

  it('a byte that is no text in a header, or beside the columns of a row that is faulty for something else', async () => {
    await expect(bring(clerk, farIn(right()).replace('-\n', '\x00\n'))).rejects.toMatchObject({ code: 'file-wrong-kind' })
    const { id } = await bring(clerk, farIn(printed()).replace('1222252.36,', '1222252.36,a\x00'))
    expect(await found(clerk, id)).toEqual(['3 amountYuan price-out-of-range'])
    expect((await importRow(clerk, id, 3)).cells.at(-1)).toBe('a␀x')
  })

  it.each<[string, string, string]>([
    ['a row with a column too many', '20,245', 'uneven-row'],
    ['a byte that is no text', '20\x00245', 'unreadable'],
    ['a formula', '=1+1', 'formula'],
    ['a formula that would run a program', '"=cmd|\' /C calc\'!A0"', 'formula'],
  ])('%s is named with its row, and the file stays out', async (_name, value, code) => {
    const { id } = await bring(clerk, farIn(right()).replace('20245', value))
    expect((await found(clerk, id)).map((text) => text.split(' ').at(-1))).toEqual([code])
    await expect(commit(clerk, id)).rejects.toMatchObject({ code: 'import-held' })
  })

  it('a formula in a workbook is named, whatever it last came to', async () => {
    const content = await workbook((sheet) => {
      for (const [index, line] of right().trim().split('\n').entries()) {
        const cells: (string | ExcelJS.CellFormulaValue)[] = line.trim().split(',')
        if (index === 1) cells[3] = { formula: '20000+245', result: 20_245 }
        sheet.addRow(cells)
      }
    })
    const { id } = await bring(clerk, content, { name: 'formula.xlsx' })
    expect(await found(clerk, id)).toEqual(['2 accounts formula'])
  })
})
