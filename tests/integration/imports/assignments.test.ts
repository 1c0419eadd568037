import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AT, bring, checkAgain, commit, found } from '@tests/factories/imports'
import { asDatabaseOwner } from '@tests/factories/owner'
import { givenAccount, givenAssignment, givenBills, givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { orderFormFor } from '@tests/factories/work-orders'
import { billingMonth, plainDate } from '@/domain/plain-date'
import { chooseMapping } from '@/features/imports/commands/choose-mapping'
import { confirmRow } from '@/features/imports/commands/decide-row'
import { getImport, importRow } from '@/features/imports/queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { db } from '@/server/db'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')
const supervisor = viewerAs('supervisor')
const HEADER = '户号,用电类别,执行日期,终止日期'

let station: GivenStation
let household: { id: bigint; accountNo: string }
beforeAll(givenTariffs)
beforeEach(async () => {
  station = await givenStation()
  household = await givenAccount(station)
})

const check = (...rows: string[]) => bring(clerk, [HEADER, ...rows].join('\n'), { kind: 'assignments' })
const confirm = async (id: string, rowNo: number, viewer = supervisor) => confirmRow(viewer, { id, version: (await getImport(clerk, id)).version, rowNo, reason: 'seen on site' }, AT)
/** The account goes from household to shop on a day. */
const turned = (day: string) => [`${household.accountNo},居民照明,2012-07-01,${day}`, `${household.accountNo},一般工商业,${day},`]
/** What the account is on, as `from until category`. */
async function onRecord(account = household): Promise<string[]> {
  const codes = new Map([...(await givenTariffs())].map(([code, id]) => [id, code]))
  const rows = await db(system('test')).tariffAssignment.findMany({ where: { stationId: station.id, accountId: account.id }, orderBy: { validFrom: 'asc' } })
  return rows.map(({ validFrom, validTo, remainderCategoryId }) => [validFrom.toISOString().slice(0, 10), validTo?.toISOString().slice(0, 10) ?? '', codes.get(remainderCategoryId)].join(' '))
}
/** An account on record that nobody has put on a category. */
async function unassigned() {
  const account = await givenAccount(station)
  await asDatabaseOwner('DELETE FROM tariff_assignment WHERE station_id = $1 AND account_id = $2', [station.id, account.id])
  return account
}

describe('categories are not changed by one person through an import', () => {
  it('days that are billed are corrected by a work order', async () => {
    await givenBills(station, household, billingMonth('2013-08'), [100, 110])
    const back = await check(...turned('2013-09-01'))
    expect(await found(clerk, back.id)).toEqual(['2 validFrom month-closed', '3 validFrom month-closed'])
    const ahead = await check(...turned('2013-10-01'))
    expect(await found(clerk, ahead.id)).toEqual(['2 category category-changes', '3 category category-changes'])
  })

  it('an account with an order under way waits for it', async () => {
    await givenBills(station, household, billingMonth('2013-05'), [1000, 1000, 1000, 1000, 1000])
    const ahead = await check(...turned('2013-10-01'))
    await createOrder(viewerAs('clerk'), orderFormFor(household), AT)
    await confirm(ahead.id, 2)
    await confirm(ahead.id, 3)
    await expect(commit(clerk, ahead.id)).rejects.toMatchObject({ code: 'import-books-moved' })
    await checkAgain(clerk, ahead.id)
    expect(await found(clerk, ahead.id)).toEqual(['2 accountNo order-under-way', '3 accountNo order-under-way'])
  })

  it('a change is confirmed by a second person who decides work orders, in every row, or stays out', async () => {
    const { id } = await check(...turned('2013-10-01'))
    expect((await getImport(clerk, id)).summary).toMatchObject({ added: 0, changed: 0 })
    await expect(confirm(id, 2, clerk)).rejects.toMatchObject({ code: 'import-four-eyes' })
    await expect(confirm(id, 2, viewerAs('clerk'))).rejects.toMatchObject({ code: 'import-four-eyes' })
    await expect(confirm(id, 2, viewerAs('supervisor', { userId: clerk.userId }))).rejects.toMatchObject({ code: 'import-four-eyes' })
    await confirm(id, 3)
    await expect(commit(clerk, id)).rejects.toMatchObject({ code: 'import-rows-together', params: { rows: '2' } })
    expect(await onRecord()).toEqual(['2012-07-01  RES-1'])
    await confirm(id, 2)
    expect(await commit(clerk, id)).toEqual({ added: 1, changed: 1, unchanged: 0, left: 0 })
    expect(await onRecord()).toEqual(['2012-07-01 2013-10-01 RES-1', '2013-10-01  COM-1'])
  })

  it('an assignment is ended and followed by another; what overlaps stays out; again nothing changes', async () => {
    const header = '户号,用电类别,执行日期,终止日期,定比定量类别,定比或定量,定比定量值'
    const shop = await givenAccount(station, { category: 'COM-1' })
    await givenBills(station, household, billingMonth('2013-08'), [100, 110])
    const rows = [`${shop.accountNo},一般工商业,2012-07-01,2013-11-01,,,`, `${shop.accountNo},居民照明,2013-11-01,,一般工商业,定比,0.3`]
    const bad = [`${household.accountNo},一般工商业,2013-05-01,,,,`, '9999999999,居民照明,2013-05-01,,,,']
    const { id } = await bring(clerk, [header, ...rows, ...bad].join('\n'), { kind: 'assignments' })
    expect(await found(clerk, id)).toEqual(['2 category category-changes', '3 category category-changes', '4 validFrom month-closed', '5 accountNo unknown-account'])
    for (const rowNo of [2, 3]) await confirm(id, rowNo)
    expect(await commit(clerk, id)).toEqual({ added: 1, changed: 1, unchanged: 0, left: 2 })
    const on = await db(system('test')).tariffAssignment.findMany({ where: { accountId: shop.id }, orderBy: { validFrom: 'asc' } })
    expect(on.map(({ validTo, splits }) => [validTo?.toISOString().slice(0, 10), splits])).toEqual([['2013-11-01', null], [undefined, [{ category: 'COM-1', method: 'fixed-ratio', ratio: '0.3' }]]])
    const again = await bring(clerk, [header, ...rows].join('\n'), { kind: 'assignments' })
    expect(await commit(clerk, again.id)).toEqual({ added: 0, changed: 0, unchanged: 2, left: 0 })
    const within = await bring(clerk, [header, `${household.accountNo},居民照明,2010-01-01,2011-01-01,,,`, `${household.accountNo},一般工商业,2010-06-01,2012-01-01,,,`].join('\n'), { kind: 'assignments' })
    expect(await found(clerk, within.id)).toEqual(['3 validFrom assignment-overlap'])
  })

  it('what an order that was reversed left behind is no earlier change to go by', async () => {
    await givenAssignment(station, household, { from: plainDate('2013-09-15'), to: plainDate('2013-09-15'), remainder: 'COM-1' })
    const { id } = await check(...turned('2013-10-01'))
    expect(await found(clerk, id)).toEqual(['2 category category-changes', '3 category category-changes'])
  })

  it('an end with nothing behind it leaves an account on nothing, and is held as well', async () => {
    const { id } = await check(`${household.accountNo},居民照明,2012-07-01,2013-10-01`)
    expect(await found(clerk, id)).toEqual(['2 category category-changes'])
    expect((await importRow(clerk, id, 2)).findings).toMatchObject([{ params: { from: '居民生活', fromEn: 'Residential', to: 'none', toEn: 'none' } }])
  })

  it('a confirmation is of what was found then: found again, it is asked again', async () => {
    const { id } = await check(...turned('2013-10-01'))
    await confirm(id, 2)
    await checkAgain(clerk, id)
    expect((await importRow(clerk, id, 2)).decision.confirmed).toBeNull()
  })

  it('what nobody has confirmed stays out, and the rest goes in', async () => {
    const fresh = await unassigned()
    const { id } = await check(...turned('2013-10-01'), `${fresh.accountNo},一般工商业,2012-07-01,`)
    expect(await commit(clerk, id)).toEqual({ added: 1, changed: 0, unchanged: 0, left: 2 })
    expect(await onRecord()).toEqual(['2012-07-01  RES-1'])
    expect(await onRecord(fresh)).toEqual(['2012-07-01  COM-1'])
  })

  it('a confirmation does not outlive the mapping that it was given to', async () => {
    // A header of its own: how it is mapped is remembered.
    const { id } = await bring(clerk, [`${HEADER},备注`, ...turned('2013-10-01').map((row) => `${row},`)].join('\n'), { kind: 'assignments' })
    await confirm(id, 2)
    const { version, mapping } = await getImport(clerk, id)
    const { validTo: _, ...others } = mapping
    await chooseMapping(clerk, { id, version, kind: 'assignments', mapping: others, source: '' }, AT)
    expect((await importRow(clerk, id, 2)).decision.confirmed).toBeNull()
  })

  it('first assignments are free where they say what the bills say', async () => {
    const [fresh, other] = [await unassigned(), await unassigned()]
    await givenBills(station, fresh, billingMonth('2013-08'), [100, 110])
    await givenBills(station, other, billingMonth('2013-08'), [100, 110])
    const { id } = await check(`${fresh.accountNo},居民照明,2012-07-01,`, `${other.accountNo},一般工商业,2012-07-01,`)
    expect(await found(clerk, id)).toEqual(['3 validFrom month-closed'])
    expect(await commit(clerk, id)).toMatchObject({ added: 1, left: 1 })
    const divided = await unassigned()
    await givenBills(station, divided, billingMonth('2013-08'), [100, 110])
    const split = await bring(clerk, `${HEADER},定比定量类别,定比或定量,定比定量值\n${divided.accountNo},居民照明,2012-07-01,,一般工商业,定比,0.3`, { kind: 'assignments' })
    expect(await found(clerk, split.id)).toEqual(['2 validFrom month-closed'])
  })

  it('terms that were changed since the check stand against it', async () => {
    const fresh = await unassigned()
    const { id } = await check(`${fresh.accountNo},一般工商业,2013-10-01,`)
    await commit(clerk, (await check(`${fresh.accountNo},居民照明,2012-07-01,2013-09-01`)).id)
    await expect(commit(clerk, id)).rejects.toMatchObject({ code: 'import-books-moved' })
  })
})

describe('rows that share days', () => {
  it('are seen past one that lies between them', async () => {
    const fresh = await unassigned()
    const { id } = await check(`${fresh.accountNo},居民照明,2012-07-01,2014-01-01`, `${fresh.accountNo},一般工商业,2012-09-01,2012-10-01`, `${fresh.accountNo},农业生产,2013-06-01,`)
    expect(await found(clerk, id)).toEqual(['3 validFrom assignment-overlap', '4 validFrom assignment-overlap'])
    expect(await commit(clerk, id)).toMatchObject({ added: 1, left: 2 })
  })

  it('an end that is faulty itself ends nothing', async () => {
    const [first, second] = turned('2013-10-01')
    const { id } = await check(`${household.accountNo},农业生产,2012-07-01,2012-08-01`, first ?? '', second ?? '', `${randomUUID().slice(0, 8)},居民照明,2013-01-01,`)
    expect([...new Set(await found(clerk, id))]).toEqual(['2 validFrom assignment-overlap', '3 accountNo duplicate', '4 validFrom assignment-overlap', '5 accountNo unknown-account'])
    expect(await commit(clerk, id)).toMatchObject({ added: 0, changed: 0, left: 4 })
    expect(await onRecord()).toEqual(['2012-07-01  RES-1'])
  })
})
