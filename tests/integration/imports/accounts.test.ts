import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bring, commit, found } from '@tests/factories/imports'
import { givenAccount, givenAssignment, givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { plainDate } from '@/domain/plain-date'
import { getImport, importRow } from '@/features/imports/queries'
import { db } from '@/server/db'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')

let station: GivenStation
let shop: { id: bigint; accountNo: string }
beforeAll(givenTariffs)
beforeEach(async () => {
  station = await givenStation()
  await givenAccount(station)
  shop = await givenAccount(station, { category: 'COM-1' })
})

describe('accounts and assignments', () => {
  const ACCOUNTS = '供电所编码,供电所名称,台区编码,台区名称,户号,户名,用电地址,电表号,立户日期,用电类别'

  it('accounts come with new stations and districts; again nothing changes; a changed address does', async () => {
    const rows = ['8801,新所,8801-001,新台区,8801000001,王小明,柳林镇1号,M1,2012-07-01,居民照明', '8801,新所,8801-001,新台区,8801000002,李红,柳林镇2号,M2,2012-07-01,']
    const { id } = await bring(clerk, [ACCOUNTS, ...rows].join('\n'), { kind: 'accounts' })
    expect(await found(clerk, id)).toEqual(['2 district new-district', '2 station new-station'])
    expect((await getImport(clerk, id)).summary).toMatchObject({ added: 2, newStations: 1, newDistricts: 1 })
    expect(await commit(clerk, id)).toMatchObject({ added: 2, left: 0 })
    expect(await db(system('test')).account.count({ where: { accountNo: { startsWith: '8801' } } })).toBe(2)
    expect(await db(system('test')).tariffAssignment.count({ where: { account: { accountNo: '8801000001' } } })).toBe(1)

    const again = await bring(clerk, `${[ACCOUNTS, ...rows].join('\n')}\n`, { kind: 'accounts' })
    expect(await commit(clerk, again.id)).toEqual({ added: 0, changed: 0, unchanged: 2, left: 0 })
    const moved = await bring(clerk, [ACCOUNTS, ...rows].join('\n').replace('柳林镇2号', '柳林镇22号'), { kind: 'accounts' })
    expect(await commit(clerk, moved.id)).toEqual({ added: 0, changed: 1, unchanged: 1, left: 0 })
    const recategorised = await bring(clerk, [ACCOUNTS, ...rows].join('\n').replace('居民照明', '一般工商业'), { kind: 'accounts' })
    expect(await found(clerk, recategorised.id)).toEqual(['2 category category-kept'])
    expect((await importRow(clerk, recategorised.id, 2)).findings).toMatchObject([{ severity: 'warning', params: { category: '居民生活' } }])
    expect(await commit(clerk, recategorised.id)).toMatchObject({ added: 0, left: 0 })
    const log = await db(system('test')).auditLog.findFirst({ where: { action: 'accounts.imported', subjectKey: moved.id } })
    expect(log).toMatchObject({ before: { '8801000002': { address: '柳林镇2号' } }, after: { changed: 1, accounts: { '8801000002': { address: '柳林镇22号' } } } })
  })

  it('unknown district, another station’s account, twice, a station that the clerk may not make', async () => {
    const district = `${station.code}-001`
    const rows = [
      `${station.code},,nowhere,,7700000001,a,b,,,`,
      `${station.code},,${district},,7700000002,a,b,,,`,
      `${station.code},,${district},,7700000002,a,b,,,`,
      `${station.code},,${district},,7700000003,a,b,,,`,
    ]
    const { id } = await bring(clerk, [ACCOUNTS, ...rows].join('\n'), { kind: 'accounts' })
    expect(await found(clerk, id)).toEqual(['2 district unknown-district', '3 accountNo duplicate', '4 accountNo duplicate'])
    const other = await givenStation()
    const elsewhere = await bring(clerk, [ACCOUNTS, `${other.code},,${other.code}-001,,${shop.accountNo},a,b,,,`].join('\n'), { kind: 'accounts' })
    expect(await found(clerk, elsewhere.id)).toEqual(['2 accountNo account-elsewhere'])
    const own = viewerAs('clerk', { stations: [station.id] })
    const unmade = await bring(own, [ACCOUNTS, '8899,某所,8899-1,某台区,8899000001,a,b,,,'].join('\n'), { kind: 'accounts' })
    expect(await found(own, unmade.id)).toEqual(['2 station unknown-station'])
  })

  it('an assignment that a bill falls on is what the bill takes its category from', async () => {
    await givenAssignment(station, await givenAccount(station, { validFrom: plainDate('2014-01-01') }), { from: plainDate('2013-01-01'), to: plainDate('2014-01-01'), remainder: 'AGR-1' })
    const account = await db(system('test')).account.findFirstOrThrow({ where: { stationId: station.id }, orderBy: { id: 'desc' } })
    const { id } = await bring(clerk, `户号,月份,电量,电费\n${account.accountNo},2013-10,100,51.40`, { kind: 'bills' })
    await commit(clerk, id)
    expect(await db(system('test')).bill.findFirst({ where: { accountId: account.id } })).toMatchObject({ categoryId: (await givenTariffs()).get('AGR-1') })
  })
})
