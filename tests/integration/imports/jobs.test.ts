import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import { createTranslator } from 'next-intl'
import { beforeAll, describe, expect, it } from 'vitest'
import { AT, bring } from '@tests/factories/imports'
import { givenAccount, givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { COMMAND_FLAGS } from '@/cli/command-flags.mjs'
import { JOB_KINDS } from '@/cli/job-kinds'
import { root } from '@/cli/places'
import type { ImportKind } from '@/domain/imports/columns'
import { checkImport } from '@/features/imports/commands/check-import'
import { commitImport } from '@/features/imports/commands/commit-import'
import { discardImport } from '@/features/imports/commands/discard-import'
import { recordCheck, recordCommit } from '@/features/imports/commands/request-job'
import { errorWorkbook } from '@/features/imports/error-workbook'
import { importCommitJob, IMPORT_COMMIT, type AfterBills } from '@/features/imports/import-jobs'
import { getImport } from '@/features/imports/queries'
import { loadMessages } from '@/messages/load'
import { db, pool } from '@/server/db'
import { cancelJob, createJob, findJob } from '@/server/jobs/job-store'
import { runJob } from '@/server/jobs/run-job'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')
const HEADER = '户号,电费月份,用电类别,电量,电费'

let station: GivenStation
let accounts: string[]
beforeAll(async () => {
  await givenTariffs()
  station = await givenStation()
  accounts = []
  for (let count = 0; count < 30; count += 1) accounts.push((await givenAccount(station)).accountNo)
})

const file = (rows: readonly string[]) => [HEADER, ...rows].join('\n')
const billRows = (month: string) => accounts.map((accountNo) => `${accountNo},${month},居民照明,100,54.69`)
const billCount = () => db(system('test')).bill.count({ where: { stationId: station.id } })

/** Rows enough that a process can be killed among them. */
const many = (count: number) => Array.from({ length: count }, (_, index) => `99${String(index).padStart(8, '0')},2013-10,居民照明,100,54.69`)

describe('a check or commit that is broken off', () => {
  it('is taken up by the next worker after its process was killed, and leaves what one run leaves', async () => {
    const large = await bring(clerk, file([...billRows('2013-10'), ...many(15_000)]).replace('电费月份', '月份'), { kind: 'bills' })
    await pool(system('test')).query(`UPDATE import_batch SET state = 'uploaded', summary = NULL WHERE id = $1`, [large.id])
    const job = await recordCheck(clerk, large.id)
    const child = spawn(process.execPath, [...COMMAND_FLAGS, path.join(root, 'src/cli/main.ts'), 'worker'], { cwd: root, env: { ...process.env, TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json') }, stdio: 'ignore' })
    await untilRunning(job)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect((await findJob(clerk, job))?.state).toBe('running')
    expect((await getImport(clerk, large.id)).state).toBe('uploaded')

    await runJob(job, JOB_KINDS)
    const batch = await getImport(clerk, large.id)
    expect(batch).toMatchObject({ state: 'checked', summary: { rows: 15_030, added: 30 }, counts: { blocker: 15_000 } })
    const commit = await recordCommit(clerk, { id: large.id, version: batch.version })
    await runJob(commit, JOB_KINDS)
    await runJob(commit, JOB_KINDS)
    expect(await billCount()).toBe(30)
    expect((await getImport(clerk, large.id)).outcome).toEqual({ added: 30, changed: 0, unchanged: 0, left: 15_000 })
  })

  it('stops when asked to: nothing is committed, and it can be asked for again', async () => {
    const { id } = await bring(clerk, file(billRows('2013-11')), { kind: 'bills' })
    const { version } = await getImport(clerk, id)
    const before = await billCount()
    const job = await recordCommit(clerk, { id, version })
    await pool(system('test')).query('UPDATE background_job SET cancel_requested = true WHERE id = $1', [job])
    await runJob(job, JOB_KINDS)
    expect((await findJob(clerk, job))?.state).toBe('cancelled')
    expect(await billCount()).toBe(before)
    const check = await recordCheck(clerk, id)
    await cancelJob(clerk, check)
    await runJob(check, JOB_KINDS)
    expect((await findJob(clerk, check))?.state).toBe('cancelled')
    await runJob(await recordCommit(clerk, { id, version }), JOB_KINDS)
    expect(await billCount()).toBe(before + 30)
  })

  const FILES: [ImportKind, () => string][] = [
    ['accounts', () => `供电所编码,台区编码,户号,户名,用电地址\n${station.code},${station.code}-001,${station.code}880001,王小明,x`],
    ['assignments', () => `户号,用电类别,执行日期,终止日期\n${accounts[0] ?? ''},居民照明,2012-07-01,2019-01-01\n${accounts[0] ?? ''},居民照明,2019-01-01,`],
    ['category-months', () => `月份,供电所,用电类别,户数,电量,电费\n2013-01,${station.name},居民照明,10,1000,546.90`],
    ['bills', () => file(billRows('2013-12'))],
  ]
  it.each(FILES)('%s: says between its statements how far it is, and stops there when asked to', async (kind, content) => {
    const { id } = await bring(clerk, content(), { kind })
    const checking: number[] = []
    await checkImport(clerk, [station.id], BigInt(id), (done, total) => Promise.resolve(void checking.push(Number((done * 100n) / total))))
    const rows = (await getImport(clerk, id)).summary?.rows ?? 0
    expect(checking.length).toBeGreaterThanOrEqual(3)
    expect(checking).toEqual([...checking].sort((a, b) => a - b))
    const { version } = await getImport(clerk, id)
    const stop = new Error('asked to stop')
    await expect(commitImport(clerk, [station.id], { id: BigInt(id), version }, AT, (percent) => (percent > 0 ? Promise.reject(stop) : Promise.resolve()))).rejects.toBe(stop)
    expect((await getImport(clerk, id)).state).toBe('checked')
    const committing: number[] = []
    const { outcome } = await commitImport(clerk, [station.id], { id: BigInt(id), version }, AT, (percent) => Promise.resolve(void committing.push(percent)))
    expect(outcome.added + outcome.changed).toBe(rows)
    expect(committing.length).toBeGreaterThanOrEqual(2)
  })

  it('is not put aside by somebody else meanwhile', async () => {
    const { id } = await bring(clerk, file(billRows('2014-02')), { kind: 'bills' })
    const check = await recordCheck(clerk, id)
    const step = { id, version: (await getImport(clerk, id)).version }
    await expect(discardImport(clerk, step)).rejects.toMatchObject({ code: 'import-under-way' })
    await cancelJob(clerk, check)
    await discardImport(clerk, step)
    expect((await getImport(clerk, id)).state).toBe('discarded')
  })

  it('killed between the books and what has to follow, what follows is done when it is taken up', async () => {
    const { id } = await bring(clerk, file(billRows('2014-01')), { kind: 'bills' })
    const { version } = await getImport(clerk, id)
    const done: string[] = []
    const dies: AfterBills = () => Promise.reject(new Error('killed'))
    const follows: AfterBills = (_, months) => Promise.resolve(done.push(...months.map(({ stationId, month }) => `${stationId} ${month}`)))
    const job = await createJob(clerk, { kind: IMPORT_COMMIT, params: { id, version }, stationIds: [station.id], total: null })
    await runJob(job, { [IMPORT_COMMIT]: importCommitJob([dies]) })
    expect((await getImport(clerk, id)).state).toBe('committed')
    await pool(system('test')).query(`UPDATE background_job SET state = 'running' WHERE id = $1`, [job])
    await runJob(job, { [IMPORT_COMMIT]: importCommitJob([follows]) })
    expect(done).toEqual([`${station.id} 2014-01`])
    expect((await findJob(clerk, job))?.state).toBe('done')
  })
})

async function untilRunning(job: bigint): Promise<void> {
  for (;;) {
    const { rows } = await pool(system('test')).query<{ under_way: boolean }>(`SELECT state = 'running' AND EXISTS (SELECT 1 FROM pg_class WHERE relname LIKE 'import_stage_%') AS under_way FROM background_job WHERE id = $1`, [job])
    if (rows[0]?.under_way) return
  }
}

describe('the faulty rows come back', () => {
  const words = async (locale: 'zh-CN' | 'en') => ({ t: createTranslator({ locale, messages: await loadMessages(locale), namespace: 'imports' }), locale })
  const opened = async (id: string, locale: 'zh-CN' | 'en') => {
    const book = new ExcelJS.Workbook()
    const content = await buffer(await errorWorkbook(clerk, await getImport(clerk, id), await words(locale)))
    await book.xlsx.load(new Uint8Array(content).buffer)
    return { book, content }
  }

  it('in the user’s own workbook: cells coloured, a note each, an error sheet, everything else as it was', async () => {
    const own = new ExcelJS.Workbook()
    const sheet = own.addWorksheet('十月')
    sheet.addRow(HEADER.split(','))
    sheet.addRow([accounts[0], '2014-02', '居民照明', 100, 54.69])
    sheet.addRow([accounts[1], '2014-02', '照明', 100, 546.9]).getCell(1).font = { italic: true }
    sheet.addRow([accounts[2], '2014-02', '居民照明', 100, 546.9])
    own.addWorksheet('说明').addRow(['备注'])
    const { id } = await bring(clerk, Buffer.from(await own.xlsx.writeBuffer()), { kind: 'bills', name: '十月.xlsx' })
    const { book } = await opened(id, 'zh-CN')
    expect(book.worksheets.map(({ name }) => name)).toEqual(['十月', '说明', '错误'])
    const back = book.getWorksheet('十月')
    expect(back?.getCell('C3').fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } })
    expect(JSON.stringify(back?.getCell('C3').note)).toContain('没有用电类别“照明”')
    expect(back?.getCell('E4').fill).toMatchObject({ fgColor: { argb: 'FFFFEB9C' } })
    expect(JSON.stringify(back?.getCell('E4').note)).toContain('可能小数点错位: 54.69')
    expect(back?.getCell('A3').font).toMatchObject({ italic: true })
    expect(back?.getCell('E2').fill).not.toMatchObject({ type: 'pattern', pattern: 'solid' })
    expect(book.getWorksheet('错误')?.getRow(2).values).toEqual([undefined, 3, 3, '用电类别', '照明', '没有用电类别“照明”', '错误'])
  })

  it('of a workbook with much else in it alone, so that it is not taken into memory as a whole', async () => {
    const own = new ExcelJS.Workbook()
    const sheet = own.addWorksheet('十月')
    sheet.addRow(HEADER.split(','))
    sheet.addRow([accounts[0], '2014-02', '照明', 100, 54.69])
    const notes = own.addWorksheet('说明')
    for (let line = 1; line <= 5_000; line += 1) notes.addRow([`备注${line}`])
    notes.getCell('XFD5001').value = 'far out'
    const { id } = await bring(clerk, Buffer.from(await own.xlsx.writeBuffer()), { kind: 'bills', name: '十月.xlsx' })
    const { book } = await opened(id, 'zh-CN')
    expect(book.worksheets.map(({ name }) => name)).toEqual(['有问题的行', '错误'])
  })

  it('of a CSV in a workbook made from it, which can be mended and uploaded as it is; leading = + - @ defused', async () => {
    const { id } = await bring(clerk, file([`${accounts[0] ?? ''},2014-02,居民照明,100,54.69`, `${accounts[1] ?? ''},2014-02,"=1+1",100,54.69`, '-99,2014-02,居民照明,100,54.69']), { kind: 'bills' })
    const { book, content } = await opened(id, 'en')
    const [rows, errors] = book.worksheets
    expect(rows?.getRow(1).values).toEqual([undefined, ...HEADER.split(',')])
    expect(rows?.rowCount).toBe(3)
    expect(rows?.getCell('C2').value).toBe("'=1+1")
    expect(rows?.getCell('A3').value).toBe("'-99")
    expect(rows?.getCell('C2').note).toBeDefined()
    expect(errors?.getRow(2).values).toEqual([undefined, 3, 2, 'Category', "'=1+1", 'The cell is a formula (=1+1); paste it as a value', 'Faulty'])
    const again = await bring(clerk, content, { kind: 'bills', name: 'again.xlsx' })
    expect((await getImport(clerk, again.id)).summary).toMatchObject({ rows: 2 })
  })
})
