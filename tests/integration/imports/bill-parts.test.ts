import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AT, bring, commit, found } from '@tests/factories/imports'
import { asDatabaseOwner } from '@tests/factories/owner'
import { givenAccount, givenAssignment, givenBills, givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth, plainDate } from '@/domain/plain-date'
import { categoryMonths } from '@/features/bills/totals-queries'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { confirmRow } from '@/features/imports/commands/decide-row'
import { getImport } from '@/features/imports/queries'
import { db } from '@/server/db'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')
const HEADER = '户号,电费月份,用电类别,电量,电费'

let station: GivenStation
let mixed: { id: bigint; accountNo: string }
let household: { id: bigint; accountNo: string }
let categories: ReadonlyMap<string, number>
beforeAll(async () => {
  categories = await givenTariffs()
})
beforeEach(async () => {
  station = await givenStation()
  household = await givenAccount(station)
  mixed = await givenAccount(station, { validFrom: plainDate('2014-01-01') })
  await givenAssignment(station, mixed, { from: plainDate('2013-01-01'), to: plainDate('2014-01-01'), splits: [{ method: 'fixed-ratio', category: 'COM-1', ratio: '0.3' }] })
  await givenBills(station, household, billingMonth('2013-08'), [100, 110])
})

const check = (...rows: string[]) => bring(clerk, [HEADER, ...rows].join('\n'), { kind: 'bills' })
// 30 kWh at 0.7335 and 70 kWh at 0.5469 yuan.
const shop = () => `${mixed.accountNo},2013-10,一般工商业,30,22.01`
const home = () => `${mixed.accountNo},2013-10,居民照明,70,38.28`
const sound = () => `${household.accountNo},2013-10,居民照明,120,65.63`
const billOf = (account: { id: bigint }) => db(system('test')).bill.findMany({ where: { stationId: station.id, accountId: account.id, month: new Date('2013-10-01') } })
const october = { from: billingMonth('2013-10'), to: billingMonth('2013-10') }

describe('a bill that comes in a row for each of its categories', () => {
  it.each([
    ['into a month that the books do not have yet', () => asDatabaseOwner('DROP TABLE IF EXISTS bill_201310')],
    ['beside bills of the month', () => asDatabaseOwner(`SELECT ensure_bill_partition('2013-10-01')`)],
  ])('becomes one bill with its parts, %s; the totals by category are those of the parts', async (_where, given) => {
    await given()
    const { id } = await check(home(), sound(), shop())
    expect(await found(clerk, id)).toEqual([])
    expect((await getImport(clerk, id)).summary).toMatchObject({ rows: 3, added: 2, partRows: 2, energyWh: '220000', amountFen: '12592' })
    expect(await commit(clerk, id)).toEqual({ added: 2, changed: 0, unchanged: 0, left: 0 })
    expect(await billOf(mixed)).toMatchObject([{
      energyWh: 100_000n, amountFen: 6_029n, categoryId: categories.get('RES-1'),
      parts: [{ category: 'COM-1', energyWh: '30000', amountFen: '2201' }, { category: 'RES-1', energyWh: '70000', amountFen: '3828' }],
    }])
    const totals = await categoryMonths(clerk, { stationId: station.id, ...october }, 'billed')
    expect(totals.map(({ categoryId, accounts, energyWh }) => [categoryId, accounts, energyWh]).sort()).toEqual([[categories.get('RES-1'), 2, 190_000n], [categories.get('COM-1'), 0, 30_000n]].sort())
    expect(await findDrift(station.id, await monthsWithBooks(station.id))).toEqual([])
    const again = await check(shop(), home(), sound())
    expect((await getImport(clerk, again.id)).summary).toMatchObject({ added: 0, unchanged: 3 })
    expect(await found(clerk, again.id)).toEqual([])
  })

  it('may have a row for the whole, which the parts must add up to', async () => {
    const { id } = await check(`${mixed.accountNo},2013-10,,100,60.29`, home(), shop())
    expect(await found(clerk, id)).toEqual([])
    await commit(clerk, id)
    expect(await billOf(mixed)).toMatchObject([{ energyWh: 100_000n, amountFen: 6_029n, parts: [{ category: 'COM-1' }, { category: 'RES-1' }] }])
    const wrong = await givenAccount(station, { validFrom: plainDate('2014-01-01') })
    await givenAssignment(station, wrong, { from: plainDate('2013-01-01'), to: plainDate('2014-01-01'), splits: [{ method: 'fixed-ratio', category: 'COM-1', ratio: '0.3' }] })
    const rows = [`${mixed.accountNo},2013-10,,101,60.29`, home(), shop()].map((row) => row.replace(mixed.accountNo, wrong.accountNo))
    const differing = await check(...rows)
    expect(await found(clerk, differing.id)).toEqual(['2 energyKwh parts-differ', '3 accountNo part-left-out', '4 accountNo part-left-out'])
  })

  it('stays out altogether when one of its rows does', async () => {
    const { id } = await check(home(), shop().replace('30,', '三十,'), sound())
    expect(await found(clerk, id)).toEqual(['2 accountNo part-left-out', '3 energyKwh unreadable'])
    expect(await commit(clerk, id)).toMatchObject({ added: 1, left: 2 })
  })

  it('with a doubtful part is held as a whole, and goes in when both rows are confirmed', async () => {
    const { id } = await check(home(), shop().replace('22.01', '220.10'))
    expect(await found(clerk, id)).toEqual(['2 accountNo part-held', '3 amountYuan price-out-of-range'])
    const confirm = async (rowNo: number) => confirmRow(clerk, { id, version: (await getImport(clerk, id)).version, rowNo, reason: 'seen' }, AT)
    await confirm(3)
    await expect(commit(clerk, id)).rejects.toMatchObject({ code: 'import-parts-open', params: { rows: '2' } })
    await confirm(2)
    expect(await commit(clerk, id)).toEqual({ added: 1, changed: 0, unchanged: 0, left: 0 })
    expect(await billOf(mixed)).toMatchObject([{ amountFen: 25_838n, parts: [{ category: 'COM-1', amountFen: '22010' }, { category: 'RES-1' }] }])
  })

  it('is still held where a part costs what only another category may', async () => {
    const { id } = await check(home(), shop().replace('22.01', '16.41'))
    expect(await found(clerk, id)).toEqual(['2 accountNo part-held', '3 amountYuan price-out-of-range'])
  })

  it('adds up its registers; the same category twice, or an account that is not split, is a row too many', async () => {
    const header = `${HEADER},峰电量,谷电量`
    const { id } = await bring(clerk, [header, `${home()},50,20`, `${shop()},10,20`].join('\n'), { kind: 'bills' })
    await commit(clerk, id)
    expect(await billOf(mixed)).toMatchObject([{ registers: { peak: '60000', valley: '40000' } }])
    const other = await check(sound(), `${household.accountNo},2013-10,一般工商业,200,146.70`)
    expect(await found(clerk, other.id)).toEqual(['2 accountNo duplicate', '3 accountNo duplicate'])
  })

  it('counts once in the year’s energy of the months that follow in the same file', async () => {
    const newcomer = await givenStation()
    const account = await givenAccount(newcomer, { validFrom: plainDate('2014-01-01') })
    await givenAssignment(newcomer, account, { from: plainDate('2013-01-01'), to: plainDate('2014-01-01'), splits: [{ method: 'fixed-ratio', category: 'COM-1', ratio: '0.3' }] })
    const rows = ['2013-01', '2013-02'].flatMap((month) => [',100,60.29', '居民照明,70,38.28', '一般工商业,30,22.01'].map((rest) => `${account.accountNo},${month},${rest}`))
    const { id } = await check(...rows)
    expect(await found(clerk, id)).toEqual([])
    await commit(clerk, id)
    const bills = await db(system('test')).bill.findMany({ where: { stationId: newcomer.id }, orderBy: { month: 'asc' } })
    expect(bills.map(({ yearToDateWh }) => yearToDateWh)).toEqual([0n, 100_000n])
  })
})

it('a row that cannot be read takes the other of its account with it, for nobody can say which is right', async () => {
  const { id } = await check(sound(), `${household.accountNo},2013-10,居民照明,一百,65.63`)
  expect(await found(clerk, id)).toEqual(['2 accountNo duplicate', '3 energyKwh unreadable'])
  const months = await check(`${household.accountNo},2013-10,居民照明,一百,65.63`, `${household.accountNo},2013-11,居民照明,120,65.63`)
  expect(await found(clerk, months.id)).toEqual(['2 energyKwh unreadable'])
})

it('of two doubtful rows of one account that is not split, only one can be confirmed', async () => {
  const { id } = await check(`${household.accountNo},2013-10,居民照明,120,656.30`, `${household.accountNo},2013-10,居民照明,121,656.30`)
  const confirm = async (rowNo: number) => confirmRow(clerk, { id, version: (await getImport(clerk, id)).version, rowNo, reason: 'seen' }, AT)
  await confirm(2)
  await confirm(3)
  await expect(commit(clerk, id)).rejects.toMatchObject({ code: 'import-parts-open', params: { rows: '2、3' } })
})
