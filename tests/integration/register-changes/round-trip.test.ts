import { randomUUID } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { zipOf } from '../imports/zip'
import { viewerAs } from '@tests/factories/viewers'
import { AT, orderFormFor } from '@tests/factories/work-orders'
import { billingMonth } from '@/domain/plain-date'
import { accountAssignments, getAccount } from '@/features/accounts/queries'
import { firstAccounts, searchAccounts } from '@/features/accounts/search-queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { applyProposal } from '@/features/register-changes/commands/apply-proposal'
import { discardProposal } from '@/features/register-changes/commands/discard-proposal'
import { moveAccount } from '@/features/register-changes/commands/move-account'
import { proposeChanges } from '@/features/register-changes/commands/propose-changes'
import { undoChange } from '@/features/register-changes/commands/undo-change'
import { listCells, listHead } from '@/features/register-changes/list-columns'
import { accountChanges, findChange, proposedRows } from '@/features/register-changes/queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { authDb, db } from '@/server/db'
import { readTable } from '@/server/files/read-table'
import { writeCsv, writeXlsx } from '@/server/files/write-table'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')
const supervisor = viewerAs('supervisor')
const key = () => randomUUID()

type Change = (cells: string[], head: readonly string[]) => void
const set = (column: string, value: string): Change => (cells, head) => {
  cells[head.indexOf(column)] = value
}

/** The station's accounts as exported, some rows changed by hand. */
async function exported(station: GivenStation, changes: readonly (Change | null)[], locale: 'zh-CN' | 'en' = 'zh-CN', inFull = true) {
  const { byId } = await categoryIndex()
  const head = listHead(locale)
  const rows = (await firstAccounts(clerk, { text: '', stationId: station.id }, 'number', 1_000)).map((row) => listCells(row, { locale, categories: byId, yes: 'yes', inFull }))
  changes.forEach((change, index) => rows[index] && change?.(rows[index], head))
  return { head, rows }
}

const csv = async (...args: Parameters<typeof exported>) => ({ name: 'list.csv', content: writeCsv(await exported(...args)) })

async function given(count: number) {
  const station = await givenStation()
  await authDb().district.create({ data: { stationId: station.id, code: `${station.code}-002`, name: 'Two' } })
  const accounts = []
  for (let index = 0; index < count; index += 1) accounts.push(await givenAccount(station, { name: `户主${index}` }))
  return { station, accounts, numbers: accounts.map(({ accountNo }) => accountNo) }
}

const rowsOf = async (id: string | null) => proposedRows(clerk, { id: id ?? '0', stationIds: [] })
const apply = (viewer: typeof clerk, id: string | null) => applyProposal(viewer, { id: id ?? '', reason: '核对户表', requestKey: key() }, AT)

describe('a list goes out and comes back', () => {
  it('a masked list changes what it shows; what is masked stays, and is no name to write back', async () => {
    const station = await givenStation()
    await authDb().district.create({ data: { stationId: station.id, code: `${station.code}-002`, name: 'Two' } })
    for (let index = 0; index < 3; index += 1) await givenAccount(station, { name: '张建国', address: '柳林镇张家庄村3组12号' })
    const file = await csv(station, [set('台区编码', `${station.code}-002`), set('户名', '张*军'), null], 'zh-CN', false)
    expect(file.content.toString()).toContain('张*国')
    expect(file.content.toString()).not.toMatch(/张建国|12号/)
    const proposal = await proposeChanges(clerk, file, AT)
    expect(proposal).toMatchObject({ rows: 3, unchanged: 1, changed: 1, refused: 1 })
    const [moved, masked] = await rowsOf(proposal.id)
    expect(Object.keys(moved?.after ?? {})).toEqual(['district'])
    expect(masked?.refusal).toMatchObject({ code: 'row-value-masked' })
  })

  it('only what changed is proposed, before and after; applied with its reason; the same file again changes nothing', async () => {
    const { station, numbers } = await given(4)
    const file = await csv(station, [set('户名', '李四'), set('用电地址', '新地址1号'), set('台区编码', `${station.code}-002`), null])
    const proposal = await proposeChanges(clerk, file, AT)
    expect(proposal).toMatchObject({ rows: 4, unchanged: 1, changed: 3, refused: 0 })
    expect(await rowsOf(proposal.id)).toMatchObject([
      { accountNo: numbers[0], before: { name: '户主0' }, after: { name: '李四' }, refusal: null },
      { accountNo: numbers[1], before: { address: '柳林镇王家庄村1组1号' }, after: { address: '新地址1号' } },
      { accountNo: numbers[2], before: { district: { code: `${station.code}-001` } }, after: { district: { code: `${station.code}-002` } } },
    ])
    expect((await getAccount(clerk, numbers[0] ?? '')).name).toBe('户主0')
    expect(await apply(clerk, proposal.id)).toEqual({ applied: 3, refused: 0 })
    expect(await getAccount(clerk, numbers[0] ?? '')).toMatchObject({ name: '李四' })
    expect(await getAccount(clerk, numbers[2] ?? '')).toMatchObject({ district: { code: `${station.code}-002` } })
    expect((await searchAccounts(clerk, { text: 'ls', stationId: station.id })).rows.map(({ name }) => name)).toEqual(['李四'])
    expect(await accountChanges(clerk, await getAccount(clerk, numbers[0] ?? ''))).toMatchObject([{ kind: 'round-trip', reason: '核对户表', before: { name: '户主0' }, after: { name: '李四' } }])
    expect(await db(system('test')).auditLog.findMany({ where: { stationId: station.id, action: 'register.round-trip-applied' } })).toHaveLength(1)
    expect(await proposeChanges(clerk, file, AT)).toEqual({ id: null, rows: 4, unchanged: 4, changed: 0, refused: 0 })
    await expect(apply(clerk, proposal.id)).rejects.toMatchObject({ code: 'proposal-decided' })
  })

  it('as a workbook in English too, columns in another order, a formula’s mark taken off again', async () => {
    const { station, numbers } = await given(1)
    await authDb().account.updateMany({ where: { stationId: station.id }, data: { name: '=HYPERLINK("x")' } })
    const { head, rows } = await exported(station, [set('Address', '-1号')], 'en')
    const content = await writeXlsx([{ name: 'accounts', head: head.toReversed(), rows: rows.map((row) => row.toReversed()) }])
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(new Uint8Array(content).buffer)
    expect(workbook.worksheets[0]?.getRow(2).values).toContain(`'=HYPERLINK("x")`)
    const { id } = await proposeChanges(clerk, { name: 'list.xlsx', content }, AT)
    expect(await rowsOf(id)).toMatchObject([{ accountNo: numbers[0], after: { address: '-1号' } }])
    expect((await rowsOf(id))[0]?.after.name).toBeUndefined()
  })

  it('formulas are refused row by row; macros, a stray value far out and what unpacks to absurd size as a whole, before all is read', async () => {
    const { station } = await given(2)
    const { head, rows } = await exported(station, [null, set('户名', '戊')])
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('accounts')
    for (const row of [head, ...rows]) sheet.addRow(row)
    sheet.getCell(2, head.indexOf('户名') + 1).value = { formula: 'CONCATENATE("甲","乙")', result: '甲乙' }
    const content = async () => Buffer.from(await workbook.xlsx.writeBuffer())
    const { id } = await proposeChanges(clerk, { name: 'list.xlsx', content: await content() }, AT)
    expect((await rowsOf(id)).map(({ refusal, after }) => refusal ?? after.name)).toEqual([{ code: 'row-formula', params: { column: 'name' } }, '戊'])
    sheet.getCell('XFD1').value = 'x'
    await expect(proposeChanges(clerk, { name: 'list.xlsx', content: await content() }, AT)).rejects.toMatchObject({ code: 'file-too-many' })
    await expect(readTable(await content())).rejects.toMatchObject({ code: 'file-too-many' })
    const bomb = zipOf('xl/worksheets/sheet1.xml', deflateRawSync(Buffer.alloc(64 * 1024 * 1024, '<row>')))
    await expect(proposeChanges(clerk, { name: 'list.xlsx', content: bomb }, AT)).rejects.toMatchObject({ code: 'file-bomb' })
    const macros = zipOf('xl/vbaProject.bin', deflateRawSync(Buffer.from('x')))
    await expect(proposeChanges(clerk, { name: 'list.xlsm', content: macros }, AT)).rejects.toMatchObject({ code: 'file-macros' })
  })

  it('is refused row by row where the account moved on: before comparing, and between comparing and applying', async () => {
    const { station, numbers } = await given(3)
    const file = await csv(station, [set('户名', '甲'), set('户名', '乙'), null])
    await authDb().account.updateMany({ where: { accountNo: { in: [numbers[0] ?? '', numbers[2] ?? ''] } }, data: { address: '已经变过' } })
    const proposal = await proposeChanges(clerk, file, AT)
    // The third row was left alone in the file: it says nothing of what has become of its account.
    expect(proposal).toMatchObject({ unchanged: 1, changed: 1, refused: 1 })
    expect(await rowsOf(proposal.id)).toMatchObject([{ accountNo: numbers[0], refusal: { code: 'row-moved-on' } }, { accountNo: numbers[1], refusal: null }])
    await authDb().account.updateMany({ where: { accountNo: numbers[1] ?? '' }, data: { address: '又变了' } })
    await expect(apply(clerk, proposal.id)).rejects.toMatchObject({ code: 'nothing-to-apply' })
    expect(await findChange(clerk, BigInt(proposal.id ?? 0))).toMatchObject({ state: 'proposed' })
    expect((await getAccount(clerk, numbers[1] ?? '')).name).toBe('户主1')
  })

  describe('where an account moved in the meantime', () => {
    const move = (accountNo: string | undefined, from: GivenStation, to: GivenStation, district: string) =>
      moveAccount(clerk, { accountNo: accountNo ?? '', from: from.code, station: to.code, district, reason: '线路改接', requestKey: key() }, AT)
    const movedOn = (accountNo: string | undefined) => ({ accountNo, refusal: { code: 'row-moved-on' } })

    it('to another district, its row is refused, whether the file came before the move or after it', async () => {
      const { station, numbers } = await given(3)
      const elsewhere = `${station.code}-002`
      const file = await csv(station, [set('用电地址', '新地址1号'), set('用电地址', '新地址2号'), set('用电地址', '新地址3号')])
      await move(numbers[0], station, station, elsewhere)
      const { id } = await proposeChanges(clerk, file, AT)
      expect((await rowsOf(id))[0]).toMatchObject(movedOn(numbers[0]))
      await move(numbers[1], station, station, elsewhere)
      expect(await apply(clerk, id)).toEqual({ applied: 1, refused: 1 })
      expect((await rowsOf(id))[1]).toMatchObject(movedOn(numbers[1]))
      for (const moved of numbers.slice(0, 2)) expect(await getAccount(clerk, moved)).toMatchObject({ address: '柳林镇王家庄村1组1号', district: { code: elsewhere } })
      expect(await getAccount(clerk, numbers[2] ?? '')).toMatchObject({ address: '新地址3号', district: { code: `${station.code}-001` } })
    })

    it('to another station, neither its record there nor the one it left is touched', async () => {
      const { station, accounts, numbers } = await given(3)
      const other = await givenStation()
      // One without a tariff: nothing but the move tells its record from what was compared.
      await authDb().tariffAssignment.deleteMany({ where: { accountId: accounts[1]?.id ?? 0n } })
      const file = await csv(station, [set('用电地址', '新地址1号'), set('用电地址', '新地址2号'), set('用电地址', '新地址3号')])
      await move(numbers[0], station, other, `${other.code}-001`)
      const { id } = await proposeChanges(clerk, file, AT)
      expect((await rowsOf(id)).map(({ refusal }) => refusal?.code)).toEqual(['account-closed', undefined, undefined])
      await move(numbers[1], station, other, `${other.code}-001`)
      expect(await apply(clerk, id)).toEqual({ applied: 1, refused: 1 })
      expect((await rowsOf(id))[1]).toMatchObject(movedOn(numbers[1]))
      const records = await db(system('test')).account.findMany({ where: { accountNo: { in: numbers.slice(0, 2) } } })
      expect(records.map(({ address }) => address)).toEqual(Array.from({ length: 4 }, () => '柳林镇王家庄村1组1号'))
    })
  })

  it('a category holds from the open month on, applied by a second person who may decide; billed months stay', async () => {
    const { station, accounts, numbers } = await given(2)
    await givenBills(station, accounts[0] ?? { id: 0n }, billingMonth('2013-09'), [100])
    const { id } = await proposeChanges(supervisor, await csv(station, [set('用电类别', 'COM-1'), set('户名', '丁')]), AT)
    await expect(apply(supervisor, id)).rejects.toMatchObject({ code: 'round-trip-four-eyes' })
    await expect(apply(clerk, id)).rejects.toMatchObject({ code: 'round-trip-four-eyes' })
    expect(await apply(viewerAs('supervisor'), id)).toEqual({ applied: 2, refused: 0 })
    const shop = await getAccount(clerk, numbers[0] ?? '')
    expect(await accountAssignments(clerk, shop)).toMatchObject([
      { validFrom: '2013-10-01', validTo: null, terms: { remainder: 'COM-1' } },
      { validFrom: '2012-07-01', validTo: '2013-10-01', terms: { remainder: 'RES-1' } },
    ])
    expect(await db(system('test')).auditLog.findMany({ where: { stationId: station.id, action: 'account.category-assigned', subjectKey: numbers[0] ?? '' } })).toHaveLength(1)
    await expect(undoChange(clerk, { id: id ?? '', reason: 'x', requestKey: key() }, AT)).rejects.toMatchObject({ code: 'undo-category' })
  })

  it('a row that was billed, or whose order was opened, since it was compared is refused by itself', async () => {
    const { station, accounts } = await given(3)
    const [billed, ordered, free] = accounts
    if (!billed || !ordered || !free) throw new Error('accounts are missing')
    await givenBills(station, ordered, billingMonth('2013-05'), [1000, 1000, 1000, 1000, 1000])
    const { id } = await proposeChanges(clerk, await csv(station, [set('用电类别', '一般工商业'), set('用电类别', '一般工商业'), set('用电类别', '一般工商业')]), AT)
    await givenBills(station, billed, billingMonth('2013-10'), [100])
    await createOrder(viewerAs('clerk'), orderFormFor(ordered), AT)
    expect(await apply(supervisor, id)).toEqual({ applied: 1, refused: 2 })
    expect((await rowsOf(id)).map(({ refusal }) => refusal?.code)).toEqual(['row-billed', 'order-under-way', undefined])
    expect(await accountAssignments(clerk, await getAccount(clerk, free.accountNo))).toHaveLength(2)
    expect(await accountAssignments(clerk, await getAccount(clerk, billed.accountNo))).toHaveLength(1)
  })

  it('says of each row why it is refused', async () => {
    const { station, accounts } = await given(8)
    await givenBills(station, accounts[0] ?? { id: 0n }, billingMonth('2013-10'), [100])
    const file = await csv(station, [
      set('用电类别', '一般工商业'), set('用电类别', '没有的类别'), set('台区编码', 'X'), set('台区名称', 'Two'), set('户名', ''), set('用电地址', '长'.repeat(201)),
      (cells, head) => (set('版本标记（请勿改动）', '')(cells, head), set('户名', '戊')(cells, head)), set('户号', '00000'),
    ])
    const { id, refused } = await proposeChanges(clerk, file, AT)
    expect((await rowsOf(id)).map(({ refusal }) => refusal?.code)).toEqual([
      'row-billed', 'category-unknown', 'district-not-found', 'row-district-name', 'row-value-missing', 'row-value-long', 'row-version-missing', 'account-not-found',
    ])
    expect(refused).toBe(8)
    await expect(proposeChanges(clerk, { name: 'x.csv', content: Buffer.from('户号,户名\n1,2\n') }, AT)).rejects.toMatchObject({ code: 'file-missing-columns' })
    await expect(proposeChanges(viewerAs('qc'), file, AT)).rejects.toMatchObject({ code: 'forbidden' })
    await discardProposal(clerk, { id: id ?? '' })
    await expect(apply(clerk, id)).rejects.toMatchObject({ code: 'proposal-decided' })
  })

  it('is undone as a whole by its counter-change; twice at once is once', async () => {
    const { station, numbers } = await given(2)
    const { id } = await proposeChanges(clerk, await csv(station, [set('户名', '张三'), set('台区编码', `${station.code}-002`)]), AT)
    const twice = await Promise.allSettled([apply(clerk, id), apply(viewerAs('clerk'), id)])
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await undoChange(clerk, { id: id ?? '', reason: '弄错了', requestKey: key() }, AT)
    expect(await getAccount(clerk, numbers[0] ?? '')).toMatchObject({ name: '户主0' })
    expect(await getAccount(clerk, numbers[1] ?? '')).toMatchObject({ district: { code: `${station.code}-001` } })
    expect((await searchAccounts(clerk, { text: 'zs', stationId: station.id })).rows).toEqual([])
  })
})
