import { randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import { carriedOut, givenSubmitted, givenUser } from '@tests/factories/order-desk'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { AT, decide } from '@tests/factories/work-orders'
import { billingMonth } from '@/domain/plain-date'
import { batchItems, getBatch } from '@/features/order-desk/batch-queries'
import { uploadBatch } from '@/features/order-desk/commands/upload-batch'
import { approvalList } from '@/features/order-desk/files/approval-list'
import { correctionsTemplate } from '@/features/order-desk/files/corrections'
import { queueFilterSchema } from '@/features/order-desk/schemas'
import { getOrder } from '@/features/work-orders/queries'
import { db } from '@/server/db'
import { system } from '@/server/scope'
import type { Viewer } from '@/server/viewer'

let station: GivenStation
let clerk: Viewer
let supervisor: Viewer
beforeAll(async () => {
  station = await givenStation()
  clerk = await givenUser('clerk')
  supervisor = await givenUser('supervisor')
})

/** Fills rows into a workbook of ours, below its head. */
async function filledIn(content: Buffer, rows: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  const workbook = await opened(content)
  workbook.worksheets[0]?.addRows(rows.map((row) => [...row]))
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

async function opened(content: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(new Uint8Array(content).buffer)
  return workbook
}

const items = async (viewer: Viewer, id: string) => batchItems(viewer, await getBatch(viewer, BigInt(id)))
const upload = (viewer: Viewer, kind: 'drafts' | 'decisions', content: Buffer) => uploadBatch(viewer, { kind, name: 'file.xlsx', content }, AT)

describe('many corrections', () => {
  it('become drafts from the good rows; of the others it says row, column and fault', async () => {
    const accounts = await Promise.all(Array.from({ length: 4 }, () => givenAccount(station)))
    for (const account of accounts) await givenBills(station, account, billingMonth('2013-07'), [1000, 1000])
    const [one, two, three, four] = accounts.map(({ accountNo }) => accountNo)
    const content = await filledIn(await correctionsTemplate('zh-CN'), [
      [one ?? '', '低价高用', 'COM-1', '2013-07-01', '开店', '照片 1'],
      [two ?? '', '定比定量执行不到位', 'RES-1', '2013/07/01', '楼下开店', '', '', '', 'COM-1', '30%'],
      ['0000000000', '低价高用', 'COM-1', '2013-07-01', '开店'],
      [three ?? '', '不知道', 'XYZ', '明天', ''],
      [one ?? '', '低价高用', 'COM-1', '2013-07-01', '又一次'],
      [four ?? '', '低价高用', 'COM-1', '2011-01-01', '太早'],
    ])
    const { id } = await upload(clerk, 'drafts', content)
    const checked = await items(clerk, id)
    expect(checked.map(({ place, findings }) => [place, findings.map(({ column, code }) => `${column} ${code}`)])).toEqual([
      [2, []],
      [3, []],
      [4, ['户号 account-not-found']],
      [5, ['问题类型 finding-unknown', '更正为 category-unknown', '执行日期 date-unreadable', '更正原因 reason-missing']],
      [6, ['户号 row-twice']],
      [7, ['执行日期 effective-too-early']],
    ])
    const done = await carriedOut(clerk, id)
    expect(done.map(({ outcome, findings }) => outcome ?? findings.length)).toEqual(['done', 'done', 1, 4, 1, 1])
    expect(await getOrder(clerk, done[1]?.number ?? '')).toMatchObject({ state: 'draft', reason: '楼下开店', terms: { remainder: 'RES-1', splits: [{ method: 'fixed-ratio', category: 'COM-1', ratio: '0.3' }] } })
    const before = await db(system('test')).workOrder.count({ where: { stationId: station.id } })
    expect(await upload(clerk, 'drafts', content)).toEqual({ id })
    expect(await db(system('test')).workOrder.count({ where: { stationId: station.id } })).toBe(before)
  })

  it('two uploads of one file at once are one batch', async () => {
    const account = await givenAccount(station)
    await givenBills(station, account, billingMonth('2013-07'), [1000])
    const content = await filledIn(await correctionsTemplate('en'), [[account.accountNo, 'Wrong master data', 'COM-1', '2013-07-01', `reason ${randomUUID()}`]])
    const [first, second] = await Promise.all([upload(clerk, 'drafts', content), upload(clerk, 'drafts', content)])
    expect(second).toEqual(first)
    expect(await items(clerk, first.id)).toHaveLength(1)
  })

  it('a file without the columns is refused as a whole; so is one by somebody who prepares nothing', async () => {
    await expect(upload(clerk, 'drafts', Buffer.from('户号,电量\n1,2\n'))).rejects.toMatchObject({ code: 'file-missing-columns' })
    await expect(upload(supervisor, 'drafts', Buffer.from('户号\n1\n'))).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the approval list', () => {
  it('goes out, comes back filled in, and is carried out but for what has moved on', async () => {
    const place = await givenStation()
    const numbers = await givenSubmitted(place, clerk, [{}, {}, {}, {}])
    const filter = queueFilterSchema.parse({ view: 'approve', station: place.code })
    const workbook = await opened(await approvalList(supervisor, filter, AT, 'zh-CN', (state) => state))
    const sheet = workbook.worksheets[0]
    expect(sheet?.getRow(1).values).toEqual([undefined, '工作单号', '版本', '状态', '户号', '户名', '问题类型', '执行日期', '追补金额（元）', '违约使用电费（元）', '编制人', '审批决定', '审批意见'])
    expect(sheet?.getColumn(1).values.slice(2)).toEqual(numbers)
    const filled = [['批准并执行', ''], ['退回', '请补照片'], ['退回', ''], ['同意', '']]
    filled.forEach(([decision, remark], index) => {
      const row = sheet?.getRow(index + 2)
      if (row) [row.getCell(11).value, row.getCell(12).value] = [decision ?? '', remark ?? '']
    })
    await decide(supervisor, numbers[1] ?? '', 'reject', { reason: 'no' })
    const { id } = await upload(supervisor, 'decisions', Buffer.from(await workbook.xlsx.writeBuffer()))
    expect((await items(supervisor, id)).map(({ findings }) => findings.map(({ column, code }) => `${column} ${code}`))).toEqual([[], ['版本 order-moved-on'], ['审批意见 reason-missing'], ['审批决定 decision-unknown']])
    const done = await carriedOut(supervisor, id)
    expect(done.map(({ outcome }) => outcome)).toEqual(['done', null, null, null])
    expect(await getOrder(supervisor, numbers[0] ?? '')).toMatchObject({ state: 'applied' })
  })

  it('refuses what moved on between the upload and the confirmation', async () => {
    const place = await givenStation()
    const [number = ''] = await givenSubmitted(place, clerk, [{}])
    const { version } = await getOrder(supervisor, number)
    const { id } = await upload(supervisor, 'decisions', Buffer.from(`工作单号,版本,审批决定\n${number},${version},批准\n`))
    await decide(supervisor, number, 'return', { reason: 'no' })
    expect((await carriedOut(supervisor, id))[0]).toMatchObject({ outcome: 'refused', refusal: { code: 'order-changed' } })
  })
})
