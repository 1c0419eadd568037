import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AT, bring, commit, found } from '@tests/factories/imports'
import { givenAccount, givenBills, givenStation, givenTariffs } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth } from '@/domain/plain-date'
import { confirmRow } from '@/features/imports/commands/decide-row'
import { getImport, importRow } from '@/features/imports/queries'
import { authDb, pool } from '@/server/db'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')

let household: { id: bigint; accountNo: string }
let shop: { id: bigint; accountNo: string }
beforeAll(givenTariffs)
beforeEach(async () => {
  // The books of each test have gone up to September; October is open.
  const station = await givenStation()
  household = await givenAccount(station)
  shop = await givenAccount(station, { category: 'COM-1' })
  await givenBills(station, household, billingMonth('2013-08'), [100, 110])
})

const check = (...rows: string[]) => bring(clerk, ['户号,电费月份,用电类别,电量,电费', ...rows].join('\n'), { kind: 'bills' })
// 120 kWh at 0.5469 and 200 kWh at 0.7335 yuan.
const right = (month: string) => [`${household.accountNo},${month},居民照明,120,65.63`, `${shop.accountNo},${month},一般工商业,200,146.70`]

describe('what a kWh can cost', () => {
  const given = async (code: string, versions: { effectiveFrom: string; charges: object[] }[]) => {
    const header = { category: code, name: { 'zh-CN': code, en: code }, class: 'large-industrial', currency: 'CNY' }
    await authDb().tariffCategory.create({
      data: { code, class: 'large_industrial', nameZh: code, nameEn: code, synonyms: [], header, versions: { create: versions.map((content) => ({ effectiveFrom: new Date(content.effectiveFrom), content, releasedAt: new Date(0) })) } },
    })
  }
  const energy = (rate: string) => ({ code: 'energy', kind: 'energy', rate })

  it('under a tariff of two parts is at least its energy, and any more', async () => {
    await given('TWO-PART', [{ effectiveFrom: '2012-07-01', charges: [energy('0.5'), { code: 'capacity', kind: 'demand', rate: '26', unit: 'kVA', basis: 'contract' }] }])
    const { id } = await check(`${household.accountNo},2013-10,TWO-PART,1000,450.00`, `${shop.accountNo},2013-10,TWO-PART,1000,90000.00`)
    expect(await found(clerk, id)).toEqual(['2 amountYuan price-out-of-range'])
    expect((await importRow(clerk, id, 2)).findings).toMatchObject([{ params: { priceLow: '0.49', priceHigh: 'none' } }])
    expect(await commit(clerk, id)).toMatchObject({ added: 1, left: 1 })
  })

  it('in a month whose tariff changes is what either version gives', async () => {
    await given('CHANGING', [{ effectiveFrom: '2012-07-01', charges: [energy('0.5')] }, { effectiveFrom: '2013-10-15', charges: [energy('0.8')] }])
    const { id } = await check(`${household.accountNo},2013-10,CHANGING,100,80.00`, `${shop.accountNo},2013-10,CHANGING,100,50.00`)
    expect(await found(clerk, id)).toEqual([])
    const next = await check(`${household.accountNo},2013-11,CHANGING,100,80.00`, `${shop.accountNo},2013-11,CHANGING,100,50.00`)
    expect(await found(clerk, next.id)).toEqual(['3 amountYuan price-out-of-range'])
  })
})

describe('a month that is not due', () => {
  it('is held, and makes no partition; the month after the open one goes in; what is confirmed does', async () => {
    const [good = '', other = ''] = right('2013-11')
    const { id } = await check(good, other.replace('2013-11', '2103-10'))
    expect(await found(clerk, id)).toEqual(['3 month month-ahead'])
    expect((await importRow(clerk, id, 3)).findings).toMatchObject([{ severity: 'held', params: { openMonth: '2013-10' } }])
    expect(await commit(clerk, id)).toMatchObject({ added: 1, left: 1 })
    expect(await pool(system('test')).query(`SELECT to_regclass('bill_210310') AS partition`)).toMatchObject({ rows: [{ partition: null }] })
    expect(await found(clerk, (await check(other.replace('2013-11', '2013-12'))).id)).toEqual([])
    const later = await check(other.replace('2013-11', '2014-01'))
    expect(await found(clerk, later.id)).toEqual(['2 month month-ahead'])
    await confirmRow(clerk, { id: later.id, version: (await getImport(clerk, later.id)).version, rowNo: 2, reason: 'billed early' }, AT)
    expect(await commit(clerk, later.id)).toMatchObject({ added: 1, left: 0 })
  })
})
