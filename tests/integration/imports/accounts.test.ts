import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AT, bring, commit, found } from '@tests/factories/imports'
import { givenAccount, givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { JOB_KINDS } from '@/cli/job-kinds'
import { fillInitials } from '@/features/accounts/commands/fill-initials'
import { getAccount } from '@/features/accounts/queries'
import { recordCommit } from '@/features/imports/commands/request-job'
import { getImport } from '@/features/imports/queries'
import { changeDistrict } from '@/features/register-changes/commands/change-district'
import { undoChange } from '@/features/register-changes/commands/undo-change'
import { accountChanges, changedAccounts, findChange } from '@/features/register-changes/queries'
import { selectionSchema } from '@/features/register-changes/schemas'
import { previewSelection } from '@/features/register-changes/selection-queries'
import { authDb, db } from '@/server/db'
import { runJob } from '@/server/jobs/run-job'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')
const HEADER = '供电所编码,台区编码,台区名称,户号,户名,用电地址'

let station: GivenStation
let account: { id: bigint; accountNo: string }
beforeAll(givenTariffs)
beforeEach(async () => {
  station = await givenStation()
  account = await givenAccount(station)
})

const check = (...rows: string[]) => bring(clerk, [HEADER, ...rows].join('\n'), { kind: 'accounts' })
const row = ({ accountNo = account.accountNo, name = '王小明', address = '柳林镇王家庄村1组1号', district = '001' } = {}) =>
  `${station.code},${station.code}-${district},第${district}台区,${accountNo},${name},${address}`
const onRecord = (accountNo = account.accountNo) => db(system('test')).account.findFirstOrThrow({ where: { stationId: station.id, accountNo } })
/** As the worker does it. */
async function commitByJob(id: string): Promise<void> {
  await runJob(await recordCommit(clerk, { id, version: (await getImport(clerk, id)).version }), JOB_KINDS)
  expect((await getImport(clerk, id)).state).toBe('committed')
}
/** Puts the account into another district, as a bulk change does. */
async function moved(): Promise<number> {
  const { id, code } = await authDb().district.create({ data: { stationId: station.id, code: `${station.code}-099`, name: 'a new line' } })
  const selection = selectionSchema.parse({ accountNos: [account.accountNo] })
  const { seen } = await previewSelection(clerk, selection)
  await changeDistrict(clerk, { selection, station: station.code, district: code, reason: 'a new line', seen, requestKey: randomUUID() }, AT)
  return id
}

describe('names that come with a file', () => {
  it('are found by their initials, new and changed ones', async () => {
    await fillInitials(clerk)
    const { id } = await check(row({ name: '李红' }), row({ accountNo: `${station.code}900001`, name: '赵大海' }))
    await commitByJob(id)
    expect(await onRecord()).toMatchObject({ name: '李红', nameInitials: 'lh' })
    expect(await onRecord(`${station.code}900001`)).toMatchObject({ nameInitials: 'zdh' })
    await commitByJob((await check(row({ name: '李红', address: '柳林镇2号' }))).id)
    expect(await onRecord()).toMatchObject({ address: '柳林镇2号', nameInitials: 'lh' })
  })
})

describe('what became of the register since the check', () => {
  it('is not overwritten: a bulk change of district stands against the file', async () => {
    const { id } = await check(row({ address: '柳林镇9号' }))
    const district = await moved()
    await expect(commit(clerk, id)).rejects.toMatchObject({ code: 'import-books-moved', params: { count: 1 } })
    expect(await onRecord()).toMatchObject({ districtId: district, address: '柳林镇王家庄村1组1号' })
  })

  it('a number that another station has come to use stays there', async () => {
    const { id } = await check(row({ accountNo: `${station.code}900002` }))
    const other = await givenStation()
    const rival = await bring(clerk, `${HEADER}\n${other.code},${other.code}-001,,${station.code}900002,王小明,x`, { kind: 'accounts' })
    await commit(clerk, rival.id)
    await expect(commit(clerk, id)).rejects.toMatchObject({ code: 'import-books-moved' })
  })
})

describe('the history of accounts that a file changes', () => {
  it('stands on their pages, in one change of the register for the station, and is undone as a whole', async () => {
    const second = await givenAccount(station, { name: '李红' })
    const { id } = await check(row({ name: '王大明', district: '002' }), row({ accountNo: second.accountNo, name: '李红', address: '柳林镇2号' }))
    expect(await found(clerk, id)).toEqual(['2 district new-district'])
    await commitByJob(id)
    const [entry] = await accountChanges(clerk, await getAccount(clerk, account.accountNo, station.code))
    expect(entry).toMatchObject({
      kind: 'import', byName: clerk.name, reason: 'file.csv',
      before: { name: '王小明', district: { code: `${station.code}-001` } }, after: { name: '王大明', district: { code: `${station.code}-002`, name: '第002台区' } },
    })
    expect(entry?.after.address).toBeUndefined()
    const change = await findChange(viewerAs('clerk', { stations: [station.id] }), BigInt(entry?.changeId ?? 0))
    expect(change).toMatchObject({ accounts: 2, stationIds: [station.id], fileName: 'file.csv' })
    expect(await changedAccounts(clerk, BigInt(entry?.changeId ?? 0), 10)).toHaveLength(2)
    const log = await db(system('test')).auditLog.findFirstOrThrow({ where: { action: 'accounts.imported', subjectKey: id } })
    expect(log.after).toMatchObject({ changed: 2, change: entry?.changeId })

    await undoChange(clerk, { id: entry?.changeId ?? '', reason: 'the wrong file', requestKey: randomUUID() }, AT)
    expect(await onRecord()).toMatchObject({ name: '王小明', nameInitials: 'wxm', districtId: station.districtId })
    expect(await onRecord(second.accountNo)).toMatchObject({ address: '柳林镇王家庄村1组1号' })
  })

  it('has no line for what the file does not change of it, such as a meter', async () => {
    await commit(clerk, (await bring(clerk, `${HEADER},电表号\n${row()},M-NEW`, { kind: 'accounts' })).id)
    expect(await onRecord()).toMatchObject({ meterNo: 'M-NEW' })
    expect(await accountChanges(clerk, await getAccount(clerk, account.accountNo, station.code))).toEqual([])
  })
})
