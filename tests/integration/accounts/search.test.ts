import { beforeAll, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth } from '@/domain/plain-date'
import { accountAssignments, findAccount, getAccount } from '@/features/accounts/queries'
import { countAccounts, PAGE_SIZE, searchAccounts } from '@/features/accounts/search-queries'
import { accountBills } from '@/features/bills/account-bills'

const viewer = viewerAs('clerk')
let station: GivenStation
let other: GivenStation
let shop: { id: bigint; accountNo: string }
beforeAll(async () => {
  station = await givenStation()
  other = await givenStation()
  await givenTariffs()
  shop = await givenAccount(station, { name: '福临超市', address: '柳林镇张家湾村3组12号', category: 'COM-1' })
  await givenAccount(station, { name: '李敏', address: '东关街道100%路1号' })
  await givenAccount(other, { name: '福满楼饭店', address: '河口镇李家沟村2组5号', category: 'COM-1' })
  for (let count = 0; count < PAGE_SIZE + 5; count += 1) await givenAccount(station, { name: `户${count}`, address: '北山镇陈家铺村1组1号' })
})

const names = async (text: string, more: object = {}) => (await searchAccounts(viewer, { text, ...more })).rows.map(({ name }) => name)

describe('one box', () => {
  it.each([
    ['a number’s beginning', () => shop.accountNo.slice(0, 8), '福临超市'],
    ['a meter number', () => `M${shop.accountNo}`, '福临超市'],
    ['part of a name', () => '超市', '福临超市'],
    ['two characters of an address', () => '张家', '福临超市'],
    ['a longer part of an address', () => '家湾村3组', '福临超市'],
  ])('%s', async (_name, text, expected) => {
    expect(await names(text())).toContain(expected)
  })

  it('takes the wildcards of the database as plain characters', async () => {
    expect(await names('100%')).toEqual(['李敏'])
    expect(await names('%%')).toEqual([])
    expect(await names("'; DROP TABLE account; --")).toEqual([])
  })

  it('narrows by station and category', async () => {
    const commercial = (await givenTariffs()).get('COM-1')
    expect(await names('福', { categoryId: commercial })).toEqual(['福临超市', '福满楼饭店'])
    expect(await names('福', { categoryId: commercial, stationId: other.id })).toEqual(['福满楼饭店'])
  })

  it('pages by number without gap or repeat, and counts', async () => {
    const filter = { text: '陈家铺' }
    const first = await searchAccounts(viewer, filter)
    const second = await searchAccounts(viewer, filter, first.next ?? '')
    expect(first.rows).toHaveLength(PAGE_SIZE)
    expect(second).toMatchObject({ next: null })
    expect(new Set([...first.rows, ...second.rows].map(({ accountNo }) => accountNo)).size).toBe(PAGE_SIZE + 5)
    expect(await countAccounts(viewer, filter)).toBe(PAGE_SIZE + 5)
  })

  it('shows nothing of stations outside of the viewer’s scope', async () => {
    const elsewhere = viewerAs('clerk', { stations: [other.id] })
    expect((await searchAccounts(elsewhere, { text: '福' })).rows.map(({ name }) => name)).toEqual(['福满楼饭店'])
    expect((await searchAccounts(elsewhere, { text: '', stationId: station.id })).rows).toEqual([])
    expect(await findAccount(elsewhere, shop.accountNo)).toBeNull()
    await expect(getAccount(elsewhere, shop.accountNo)).rejects.toMatchObject({ code: 'account-not-found' })
  })
})

it('an account’s page: its assignment and its bills in order, with what came before in the year', async () => {
  await givenBills(station, shop, billingMonth('2013-01'), [100, 200, 300], 'COM-1')
  const account = await getAccount(viewer, shop.accountNo)
  expect(await accountAssignments(viewer, account)).toMatchObject([{ validFrom: '2012-07-01', validTo: null, terms: { remainder: 'COM-1', splits: [] } }])
  const bills = await accountBills(viewer, account)
  expect(bills.map(({ month, energyWh, amountFen, yearToDateWh }) => [month, energyWh, amountFen, yearToDateWh])).toEqual([
    ['2013-01', 100_000n, 7_335n, 0n],
    ['2013-02', 200_000n, 14_670n, 100_000n],
    ['2013-03', 300_000n, 22_005n, 300_000n],
  ])
})
