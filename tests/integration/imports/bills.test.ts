import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AT, bring, checkAgain, commit, found } from '@tests/factories/imports'
import { asDatabaseOwner } from '@tests/factories/owner'
import { givenAccount, givenAssignment, givenBills, givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth, plainDate } from '@/domain/plain-date'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { confirmRow, correctRow } from '@/features/imports/commands/decide-row'
import { getImport, importRow } from '@/features/imports/queries'
import { toDbMonth } from '@/server/database-dates'
import { db, pool } from '@/server/db'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')
const HEADER = '户号,电费月份,用电类别,电量,电费'

let station: GivenStation
let household: { id: bigint; accountNo: string }
let shop: { id: bigint; accountNo: string }
beforeAll(givenTariffs)
beforeEach(async () => {
  // The books of each test have gone up to September; October is open.
  station = await givenStation()
  household = await givenAccount(station)
  shop = await givenAccount(station, { category: 'COM-1' })
  await givenBills(station, household, billingMonth('2013-08'), [100, 110])
})

const file = (...rows: string[]) => [HEADER, ...rows].join('\n')
// 120 kWh at 0.5469 and 200 kWh at 0.7335 yuan.
const right = (month = '2013-10') => [`${household.accountNo},${month},居民照明,120,65.63`, `${shop.accountNo},${month},一般工商业,200,146.70`]
const check = (...rows: string[]) => bring(clerk, file(...rows), { kind: 'bills' })
const billsOf = (month: string) => db(system('test')).bill.findMany({ where: { stationId: station.id, month: toDbMonth(billingMonth(month)) }, orderBy: { accountId: 'asc' } })
const dropMonth = async (month: string) => void (await asDatabaseOwner(`DROP TABLE IF EXISTS bill_${month.replace('-', '')}`))

describe('a month of bills', () => {
  it('becomes the month’s partition where the books have none; totals, audit and year to date follow', async () => {
    await dropMonth('2013-10')
    const { id } = await check(...right())
    expect((await getImport(clerk, id)).summary).toMatchObject({ rows: 2, added: 2, unchanged: 0, months: ['2013-10'], energyWh: '320000', amountFen: '21233' })
    expect(await commit(clerk, id)).toEqual({ added: 2, changed: 0, unchanged: 0, left: 0 })
    const [first, second] = await billsOf('2013-10')
    expect(first).toMatchObject({ accountId: household.id, energyWh: 120_000n, amountFen: 6_563n, yearToDateWh: 210_000n, districtId: station.districtId, importBatchId: BigInt(id) })
    expect(second).toMatchObject({ accountId: shop.id, yearToDateWh: 0n })
    expect(await findDrift(station.id, await monthsWithBooks(station.id))).toEqual([])
    expect(await db(system('test')).auditLog.count({ where: { stationId: station.id, action: 'bills.imported', subjectKey: id } })).toBe(1)
    await expect(asDatabaseOwner('UPDATE bill SET energy_wh = 0 WHERE month = $1', ['2013-10-01'])).rejects.toThrow(/never changed/)
    await expect(asDatabaseOwner(`INSERT INTO bill_201310 SELECT station_id, account_id, '2013-11-01', energy_wh, amount_fen, year_to_date_wh, period_from, period_to, district_id, category_id FROM bill_201310`)).rejects.toThrow(/bill_one_month/)
  })

  it('goes in beside other stations’ bills of the month, and again changes nothing', async () => {
    await commit(clerk, (await check(...right())).id)
    const again = await bring(clerk, `${file(...right())}\n`, { kind: 'bills' })
    expect((await getImport(clerk, again.id)).summary).toMatchObject({ added: 0, unchanged: 2 })
    expect(await commit(clerk, again.id)).toEqual({ added: 0, changed: 0, unchanged: 2, left: 0 })
    expect(await billsOf('2013-10')).toHaveLength(2)
    expect(await check(...right())).toMatchObject({ seenBefore: true })
    const late = await givenAccount(station)
    await commit(clerk, (await check(`${late.accountNo},2013-10,居民照明,10,5.47`)).id)
    expect(await billsOf('2013-10')).toHaveLength(3)
    expect(await findDrift(station.id, await monthsWithBooks(station.id))).toEqual([])
  })

  it('takes the category from the assignment and the registers from the file', async () => {
    const rows = [`${household.accountNo},2013-10,120,65.63,20,60,40`, `${shop.accountNo},2013-10,200,146.70,,,`]
    const { id } = await bring(clerk, ['户号,月份,电量,电费,峰电量,平电量,谷电量', ...rows].join('\n'), { kind: 'bills' })
    expect(await found(clerk, id)).toEqual([])
    await commit(clerk, id)
    const categories = await givenTariffs()
    expect(await billsOf('2013-10')).toMatchObject([
      { categoryId: categories.get('RES-1'), registers: { peak: '20000', flat: '60000', valley: '40000' } },
      { categoryId: categories.get('COM-1'), registers: null },
    ])
  })

  it('takes demand, reactive energy and losses as the tariff reads them', async () => {
    const { id } = await bring(clerk, `户号,月份,电量,电费,最大需量,核定需量,无功电量,变损电量\n${shop.accountNo},2013-10,200,146.70,31.5,40,62.25,1.2\n${household.accountNo},2013-10,120,65.63,,,,\n`, { kind: 'bills' })
    expect(await found(clerk, id)).toEqual([])
    await commit(clerk, id)
    expect(await billsOf('2013-10')).toMatchObject([{ meter: null }, { meter: { demand: { contract: '40', maximum: '31.5' }, reactiveKvarh: '62.25', lossKwh: '1.2' } }])
    const wrong = await bring(clerk, `户号,月份,电量,电费,无功电量\n${shop.accountNo},2013-11,200,146.70,-1`, { kind: 'bills' })
    expect(await found(clerk, wrong.id)).toEqual(['2 reactiveKvarh negative'])
  })

  it('a bill over several categories may cost what any of them does, but no more', async () => {
    const mixed = await givenAccount(station, { validFrom: plainDate('2014-01-01') })
    await givenAssignment(station, mixed, { from: plainDate('2013-01-01'), to: plainDate('2014-01-01'), splits: [{ method: 'fixed-ratio', category: 'COM-1', ratio: '0.5' }] })
    const { id } = await check(`${mixed.accountNo},2013-10,居民照明,100,64.02`)
    expect(await found(clerk, id)).toEqual([])
    const slip = await check(`${mixed.accountNo},2013-10,居民照明,100,640.20`)
    expect(await found(clerk, slip.id)).toEqual(['2 amountYuan price-out-of-range'])
  })

  it('several months of a station’s history go in at once, each with the year before it', async () => {
    const newcomer = await givenStation()
    const account = await givenAccount(newcomer)
    const rows = ['2013-01', '2013-02', '2013-03'].map((month) => `${account.accountNo},${month},居民照明,100,54.69`)
    const { id } = await check(...rows)
    expect(await commit(clerk, id)).toMatchObject({ added: 3 })
    const bills = await db(system('test')).bill.findMany({ where: { stationId: newcomer.id }, orderBy: { month: 'asc' } })
    expect(bills.map(({ yearToDateWh }) => yearToDateWh)).toEqual([0n, 100_000n, 200_000n])
    expect(await findDrift(newcomer.id, await monthsWithBooks(newcomer.id))).toEqual([])
    // Its books go on where they end; what lies before is closed.
    const late = await givenAccount(newcomer)
    const more = await check(...['2013-02', '2013-03', '2013-04'].map((month) => `${late.accountNo},${month},居民照明,100,54.69`))
    expect(await found(clerk, more.id)).toEqual(['2 month month-closed'])
  })
})

describe('what is wrong is named with row and column, and stays out', () => {
  it.each<[string, () => string, string]>([
    ['an account nobody knows', () => '9999999999,2013-10,居民照明,1,0.55', 'accountNo unknown-account'],
    ['a category nobody knows', () => `${shop.accountNo},2013-10,照明,200,146.70`, 'category unknown-category'],
    ['energy below nothing', () => `${shop.accountNo},2013-10,一般工商业,-200,-146.70`, 'energyKwh negative'],
    ['a household that uses a factory’s energy', () => `${shop.accountNo},2013-10,居民照明,30000,16407.00`, 'energyKwh absurd-energy'],
    ['the origin report’s slip, on one bill', () => `${shop.accountNo},2013-10,一般工商业,200,1466.70`, 'amountYuan price-out-of-range'],
    ['a kWh for nothing', () => `${shop.accountNo},2013-10,一般工商业,200,0`, 'amountYuan price-out-of-range'],
    ['no number', () => `${shop.accountNo},2013-10,一般工商业,两百,146.70`, 'energyKwh unreadable'],
    ['a closed month', () => `${shop.accountNo},2013-09,一般工商业,200,146.70`, 'month month-closed'],
    ['a posted bill with other figures', () => `${household.accountNo},2013-09,居民照明,111,60.71`, 'amountYuan bill-differs'],
  ])('%s', async (_name, row, what) => {
    const [good = ''] = right()
    const { id } = await check(good, row())
    expect(await found(clerk, id)).toEqual([`3 ${what}`])
    expect(await commit(clerk, id)).toEqual({ added: 1, changed: 0, unchanged: 0, left: 1 })
    expect((await billsOf('2013-10')).map(({ accountId }) => accountId)).toEqual([household.id])
  })

  it('a file without a row that can be read is committed as that: nothing goes in', async () => {
    const { id } = await check(`${shop.accountNo},2013-10,照明,200,146.70`)
    expect(await commit(clerk, id)).toEqual({ added: 0, changed: 0, unchanged: 0, left: 1 })
  })

  it('the slip comes with the range and the value it must have been', async () => {
    const { id } = await check(`${shop.accountNo},2013-10,一般工商业,200,1466.70`)
    const { findings } = await importRow(clerk, id, 2)
    expect(findings[0]).toMatchObject({ params: { price: '7.3335', priceLow: '0.7188', amountLow: '143.77', amountHigh: '149.63' } })
    expect(findings[0]?.slips).toContainEqual({ kind: 'digit-too-many', value: '146.70' })
  })

  it('an account twice: all its rows stay out, for nobody can say which is right', async () => {
    const [good = '', other = ''] = right()
    const { id } = await check(good, other, other.replace('200,146.70', '201,147.43'))
    expect(await found(clerk, id)).toEqual(['3 accountNo duplicate', '4 accountNo duplicate'])
    expect(await commit(clerk, id)).toMatchObject({ added: 1, left: 2 })
  })

  it('registers that do not add up, and no category anywhere', async () => {
    const newcomer = await givenStation()
    const account = await givenAccount(newcomer, { validFrom: plainDate('2014-01-01') })
    const { id } = await bring(clerk, `户号,月份,电量,电费,峰电量,谷电量\n${household.accountNo},2013-10,120,65.63,20,90\n${account.accountNo},2013-10,10,5.47,,`, { kind: 'bills' })
    expect(await found(clerk, id)).toEqual(['2 energyKwh registers-differ', '3 category no-category'])
  })

  it('an account number at two stations needs the station beside it', async () => {
    const other = await givenStation()
    await db(system('test')).$queryRaw`SELECT 1`
    await pool(system('test')).query('INSERT INTO account (station_id, district_id, account_no, name, address, meter_no, opened_on) VALUES ($1, $2, $3, $4, $5, $6, $7)', [other.id, other.districtId, shop.accountNo, 'x', 'y', 'z', '2012-07-01'])
    const { id } = await check(...right())
    expect(await found(clerk, id)).toEqual(['3 accountNo ambiguous-account'])
    const named = await bring(clerk, file(...right()).replace(/$/gm, `,${station.name}`).replace(`电费,${station.name}`, '电费,供电所'), { kind: 'bills' })
    expect(await found(clerk, named.id)).toEqual([])
  })

  it('the number of an account that moved to another station means the one in use in the month', async () => {
    const other = await givenStation()
    const { rows } = await pool(system('test')).query<{ id: string }>(
      'INSERT INTO account (station_id, district_id, account_no, name, address, meter_no, opened_on) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id', [other.id, other.districtId, shop.accountNo, 'x', 'y', 'z', '2013-10-01'])
    await pool(system('test')).query('UPDATE account SET closed_on = $3 WHERE station_id = $1 AND id = $2', [station.id, shop.id, '2013-10-01'])
    const { id } = await check(...right())
    expect(await found(clerk, id)).toEqual([])
    await commit(clerk, id)
    expect(await db(system('test')).bill.findMany({ where: { month: toDbMonth(billingMonth('2013-10')), accountId: { in: [shop.id, BigInt(rows[0]?.id ?? 0)] } } })).toMatchObject([{ stationId: other.id }])
    const own = viewerAs('clerk', { stations: [station.id] })
    const left = await bring(own, `${file(...right())}\n\n`, { kind: 'bills' })
    expect(await found(own, left.id)).toEqual(['3 accountNo unknown-account'])
    const assigned = await bring(clerk, `户号,用电类别,执行日期\n${shop.accountNo},一般工商业,2013-10-01`, { kind: 'assignments' })
    expect(await found(clerk, assigned.id)).toEqual([])
    const gone = await bring(own, `户号,用电类别,执行日期\n${shop.accountNo},一般工商业,2013-10-01\n`, { kind: 'assignments' })
    expect(await found(own, gone.id)).toEqual(['2 accountNo unknown-account'])
  })

  it('a clerk of one station does not see the accounts of another', async () => {
    const elsewhere = await givenStation()
    const other = await givenAccount(elsewhere)
    const own = viewerAs('clerk', { stations: [station.id] })
    const { id } = await bring(own, file(...right(), `${other.accountNo},2013-10,居民照明,120,65.63`), { kind: 'bills' })
    expect(await found(own, id)).toEqual(['4 accountNo unknown-account'])
  })
})

describe('deciding on rows', () => {
  it('a held price is confirmed with a reason and goes in; a wrong cell is corrected and checked again', async () => {
    const [good = ''] = right()
    const { id } = await check(good, `${shop.accountNo},2013-10,一般工商业,200,1466.70`)
    const at = async () => ({ id, version: (await getImport(clerk, id)).version, rowNo: 3, reason: 'seen' })
    await confirmRow(clerk, await at(), AT)
    expect((await getImport(clerk, id)).counts).toMatchObject({ held: 0, confirmed: 1 })
    expect(await commit(clerk, id)).toMatchObject({ added: 2, left: 0 })
    expect((await billsOf('2013-10')).map(({ amountFen }) => amountFen)).toEqual([6_563n, 146_670n])

    const second = await check(`9999999999,2013-10,居民照明,1,0.55`)
    const third = await givenAccount(station)
    await correctRow(clerk, { id: second.id, version: (await getImport(clerk, second.id)).version, rowNo: 2, column: 'accountNo', value: third.accountNo, reason: 'mistyped' }, AT)
    expect(await commit(clerk, second.id)).toMatchObject({ added: 1, left: 0 })
  })

  it('books that have moved since the check are not overwritten: it is checked again', async () => {
    const first = await check(...right())
    const second = await bring(clerk, file(...right(), `${(await givenAccount(station)).accountNo},2013-10,居民照明,10,5.47`), { kind: 'bills' })
    await commit(clerk, first.id)
    await expect(commit(clerk, second.id)).rejects.toMatchObject({ code: 'import-books-moved' })
    await checkAgain(clerk, second.id)
    expect(await commit(clerk, second.id)).toEqual({ added: 1, changed: 0, unchanged: 2, left: 0 })
  })
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
