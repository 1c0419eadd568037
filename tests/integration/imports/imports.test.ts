import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import { encode } from './gbk'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth } from '@/domain/plain-date'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { categoryMonths } from '@/features/bills/totals-queries'
import { checkFile } from '@/features/imports/commands/check-file'
import { commitImport } from '@/features/imports/commands/commit-import'
import { confirmRow, correctRow } from '@/features/imports/commands/decide-row'
import { discardImport } from '@/features/imports/commands/discard-import'
import { getImport } from '@/features/imports/queries'
import { isOpen } from '@/features/imports/stored-rows'
import { db } from '@/server/db'

const AT = new Date('2013-10-08T02:00:00Z')
const clerk = viewerAs('clerk')
const PRINTED = readFileSync('public/samples/category-months-as-printed.csv', 'utf8')

let station: GivenStation
beforeAll(givenTariffs)
beforeEach(async () => {
  station = await givenStation()
})

/** The origin report's table for this test's station. */
const printed = () => PRINTED.replaceAll('XX供电所', station.name)
const check = (content: string | Buffer, name = 'months.csv') => checkFile(clerk, { name, content: Buffer.from(content) }, AT)
const version = async (id: string) => (await getImport(clerk, id)).version
const correctSlip = async (id: string) =>
  correctRow(clerk, { id, version: await version(id), rowNo: 3, column: 'amountYuan', value: '122252.36', reason: 'misprint' }, AT)
const commit = async (id: string) => commitImport(clerk, { id, version: await version(id) }, AT)

describe('the origin report’s table', () => {
  it('is held for the slip, cannot be committed, is corrected with a reason, and commits', async () => {
    const { id } = await check(printed())
    const batch = await getImport(clerk, id)
    expect(batch.rows.filter(isOpen).map(({ rowNo }) => rowNo)).toEqual([3])
    expect(batch.rows[1]?.findings).toMatchObject([{ column: 'amountYuan', code: 'price-out-of-range', slips: expect.arrayContaining([{ kind: 'digit-too-many', value: '122252.36' }]) as unknown }])
    await expect(commit(id)).rejects.toMatchObject({ code: 'import-held', params: { count: 1, rows: '3' } })
    expect(await db().categoryMonthStatement.count({ where: { stationId: station.id } })).toBe(0)

    expect(await correctSlip(id)).toEqual({ open: 0 })
    expect(await commit(id)).toEqual({ added: 6, changed: 0, unchanged: 0 })
    const range = { stationId: station.id, from: billingMonth('2013-06'), to: billingMonth('2013-06') }
    const june = await categoryMonths(clerk, range, 'billed')
    expect(june.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(44_050_621n)
    expect(june.every(({ source }) => source === 'statement')).toBe(true)
    expect(await findDrift(station.id, await monthsWithBooks(station.id))).toEqual([])
    const log = await db().auditLog.findFirst({ where: { subject: 'import', subjectKey: id, action: 'import.row-corrected' } })
    expect(log).toMatchObject({ actorId: clerk.userId, reason: 'misprint', before: { row: 3, value: '1222252.36' }, after: { row: 3, value: '122252.36' } })
  })

  it('the same file again stores nothing and says so', async () => {
    const { id } = await check(printed())
    expect(await check(printed(), 'renamed.csv')).toEqual({ id, seenBefore: true })
    expect(await db().importBatch.count({ where: { fileName: 'renamed.csv' } })).toBe(0)
  })

  it('the same rows in another file change nothing', async () => {
    const right = printed().replace('1222252.36', '122252.36')
    await commit((await check(right)).id)
    expect(await commit((await check(`${right}\n`)).id)).toEqual({ added: 0, changed: 0, unchanged: 6 })
    expect(await commit((await check(right.replace('20245', '20246'))).id)).toEqual({ added: 0, changed: 1, unchanged: 5 })
  })

  it('what is held may be confirmed as right, with a reason', async () => {
    const { id } = await check(printed())
    await expect(confirmRow(clerk, { id, version: 1, rowNo: 2, reason: 'x' }, AT)).rejects.toMatchObject({ code: 'nothing-to-confirm' })
    expect(await confirmRow(clerk, { id, version: 1, rowNo: 3, reason: 'seen the voucher' }, AT)).toEqual({ open: 0 })
    expect(await commit(id)).toMatchObject({ added: 6 })
  })

  it('leaves the totals of months that have bills to the bills', async () => {
    const account = await givenAccount(station)
    await givenBills(station, account, billingMonth('2013-06'), [100])
    const { id } = await check(printed().replace('1222252.36', '122252.36'))
    await commit(id)
    const rows = await categoryMonths(clerk, { stationId: station.id, from: billingMonth('2013-06'), to: billingMonth('2013-07') }, 'billed')
    expect(rows.map(({ month, source, accounts }) => [month, source, accounts])).toEqual([
      ['2013-06', 'bills', 1],
      ['2013-07', 'statement', 20_219], ['2013-07', 'statement', 537], ['2013-07', 'statement', 707],
    ])
  })
})

describe('files as people have them', () => {
  const right = () => printed().replace('1222252.36', '122252.36')

  it.each<[string, () => string | Buffer, string]>([
    ['UTF-8 with a mark', () => `\uFEFF${right()}`, 'UTF-8'],
    ['GBK', () => encode(right().replaceAll('month', '月份').replaceAll('category', '用电类别')), 'GB18030'],
    ['tabs', () => right().replaceAll(',', '\t'), 'UTF-8'],
    ['semicolons and CRLF', () => right().replaceAll(',', ';').replaceAll('\n', '\r\n'), 'UTF-8'],
    ['Chinese headers', () => right().replace(/^.*\n/, '月份,供电所,用电类别,户数,电量（千瓦时）,电费（元）\n'), 'UTF-8'],
    ['thousands separators and full-width digits', () => right().replace('487625', '"４８７，６２５"').replace('266683.75', '"266,683.75"'), 'UTF-8'],
  ])('%s', async (_name, content, encoding) => {
    const { id } = await check(content())
    const batch = await getImport(clerk, id)
    expect(batch).toMatchObject({ encoding, openCount: 0, rowCount: 6 })
    expect(await commit(id)).toEqual({ added: 6, changed: 0, unchanged: 0 })
    const june = await categoryMonths(clerk, { stationId: station.id, from: billingMonth('2013-06'), to: billingMonth('2013-06') }, 'billed')
    expect(june.reduce((sum, { energyWh }) => sum + energyWh, 0n)).toBe(754_625_000n)
  })

  it('xlsx, numbers without the noise of floats', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('Sheet1')
    for (const line of printed().trim().split('\n')) sheet.addRow(line.trim().split(',').map((cell) => (/^[\d.]+$/.test(cell) ? Number(cell) : cell)))
    const { id } = await check(Buffer.from(await book.xlsx.writeBuffer()), 'months.xlsx')
    await correctSlip(id)
    expect(await commit(id)).toEqual({ added: 6, changed: 0, unchanged: 0 })
    const july = await categoryMonths(clerk, { stationId: station.id, from: billingMonth('2013-07'), to: billingMonth('2013-07') }, 'billed')
    expect(july.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(50_024_255n)
  })
})

describe('files that cannot be read leave nothing behind', () => {
  it.each<[string, string, () => string | Buffer]>([
    ['empty', 'file-empty', () => ''],
    ['only blanks', 'file-empty', () => ' \n \n'],
    ['only a header', 'file-header-only', () => PRINTED.split('\n')[0] ?? ''],
    ['a picture called .csv', 'file-wrong-kind', () => Buffer.from('89504e470d0a1a0a', 'hex')],
    ['an old .xls', 'file-wrong-kind', () => Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['an open quote', 'file-open-quote', () => PRINTED.replace('2013-06,XX', '"2013-06,XX')],
    ['a row with a column too many', 'file-uneven-row', () => PRINTED.replace('20245', '20,245')],
    ['a zip that is no workbook', 'file-broken', () => Buffer.from('504b030400000000', 'hex')],
  ])('%s', async (_name, code, content) => {
    const before = await db().importBatch.count()
    await expect(check(content())).rejects.toMatchObject({ code })
    expect(await db().importBatch.count()).toBe(before)
  })

  it('three columns missing: says which, and what was found', async () => {
    await expect(check('month,station,其他\n2013-06,X,1\n')).rejects.toMatchObject({
      code: 'file-missing-columns',
      params: { missing: 'category / 用电类别、accounts / 户数、energy_kwh / 电量、amount_yuan / 电费', found: 'month、station、其他' },
    })
  })

  it('an xlsx that unpacks to absurd size is refused before it is opened', async () => {
    const { deflateRawSync } = await import('node:zlib')
    const { zipOf } = await import('./zip')
    const bomb = deflateRawSync(Buffer.alloc(260 * 1024 * 1024))
    await expect(check(zipOf('xl/worksheets/sheet1.xml', bomb), 'bomb.xlsx')).rejects.toMatchObject({ code: 'file-bomb' })
  })
})

describe('at the same time', () => {
  it('two who commit at once: one effect, the other is told', async () => {
    const { id } = await check(printed().replace('1222252.36', '122252.36'))
    const results = await Promise.allSettled([commitImport(clerk, { id, version: 1 }, AT), commitImport(viewerAs('clerk'), { id, version: 1 }, AT)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db().auditLog.count({ where: { subject: 'import', subjectKey: id, action: 'import.committed' } })).toBe(1)
  })

  it('a decision on a stale page is refused', async () => {
    const { id } = await check(printed())
    await correctSlip(id)
    await expect(discardImport(clerk, { id, version: 1 })).rejects.toMatchObject({ code: 'import-changed' })
  })

  it('another station’s rows are refused to who does not see it', async () => {
    const elsewhere = viewerAs('clerk', { stations: [station.id + 1000] })
    const { id } = await checkFile(elsewhere, { name: 'x.csv', content: Buffer.from(`${printed()}\n\n`) }, AT)
    expect((await getImport(elsewhere, id)).rows[0]?.findings).toMatchObject([{ code: 'unknown-station' }])
  })
})
