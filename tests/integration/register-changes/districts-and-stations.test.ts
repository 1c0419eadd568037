import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, orderFormFor } from '@tests/factories/work-orders'
import { billingMonth } from '@/domain/plain-date'
import { accountAssignments, findAccount, getAccount, sameNumberElsewhere } from '@/features/accounts/queries'
import { askedList } from '@/features/accounts/list-queries'
import { accountBills } from '@/features/bills/account-bills'
import { districtFigures } from '@/features/bills/place-totals-queries'
import { findDrift } from '@/features/bills/verify-queries'
import { changeDistrict } from '@/features/register-changes/commands/change-district'
import { moveAccount } from '@/features/register-changes/commands/move-account'
import { undoChange } from '@/features/register-changes/commands/undo-change'
import { accountChanges, changedAccounts, findChange, listChanges } from '@/features/register-changes/queries'
import { selectionSchema } from '@/features/register-changes/schemas'
import { matchingCount, previewSelection } from '@/features/register-changes/selection-queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { authDb, db } from '@/server/db'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')
const AUGUST = billingMonth('2013-08')
const key = () => randomUUID()

const anotherDistrict = (station: GivenStation, code: string) => authDb().district.create({ data: { stationId: station.id, code, name: `District ${code}` } })

async function given(accounts = 3) {
  const station = await givenStation()
  const other = await anotherDistrict(station, `${station.code}-002`)
  const rows = []
  for (let count = 0; count < accounts; count += 1) {
    const account = await givenAccount(station, { address: `迁改村${station.code}组` })
    await givenBills(station, account, AUGUST, [100])
    rows.push(account)
  }
  return { station, other, accounts: rows }
}

const all = (station: GivenStation) => selectionSchema.parse({ all: true, q: `迁改村${station.code}`, station: station.code })
const districtOf = async (accountNo: string) => (await getAccount(clerk, accountNo)).district.code

describe('many accounts change their district', () => {
  it('as previewed, once, with the reason and each account’s before and after; bills and totals stay', async () => {
    const { station, other, accounts } = await given()
    const selection = all(station)
    const preview = await previewSelection(clerk, selection)
    expect(preview).toMatchObject({ accounts: 3, month: AUGUST, energyWh: 300_000n, districts: [{ code: `${station.code}-001`, accounts: 3 }] })
    const before = await districtFigures(clerk, station.id, AUGUST)
    const input = { selection, station: station.code, district: other.code, reason: '线路改接', seen: preview.seen, requestKey: key() }
    const done = await changeDistrict(clerk, input, AT)
    expect(done.accounts).toBe(3)
    expect(await changeDistrict(clerk, input, AT)).toEqual(done)
    for (const { accountNo } of accounts) expect(await districtOf(accountNo)).toBe(other.code)
    expect(await districtFigures(clerk, station.id, AUGUST)).toEqual(before)
    expect(await findDrift(station.id, [AUGUST])).toEqual([])
    const rows = await changedAccounts(clerk, BigInt(done.change), 10)
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatchObject({ before: { district: { code: `${station.code}-001` } }, after: { district: { code: other.code } } })
    const entries = await db(system('test')).auditLog.findMany({ where: { stationId: station.id, action: 'register.district-changed' } })
    expect(entries).toMatchObject([{ subjectKey: done.change, reason: '线路改接', after: { accounts: 3, district: other.code } }])
  })

  it('of a list of closed accounts means none, and what the button counts is what the preview shows', async () => {
    const { station, accounts } = await given()
    await authDb().account.update({ where: { stationId_id: { stationId: station.id, id: accounts[0]?.id ?? 0n } }, data: { closedOn: new Date('2013-09-01') } })
    for (const [status, count] of [['', 2], ['open', 2], ['closed', 0]] as const) {
      expect(await previewSelection(clerk, { ...all(station), status })).toMatchObject({ accounts: count })
      const { filter } = await askedList(clerk, { ...all(station), all: undefined, accountNos: undefined, status })
      expect(await matchingCount(clerk, filter)).toBe(count)
    }
  })

  it('not when what was previewed is no longer so; nothing is written', async () => {
    const { station, other } = await given()
    const selection = all(station)
    const { seen } = await previewSelection(clerk, selection)
    await givenAccount(station, { address: `迁改村${station.code}组` })
    const input = { selection, station: station.code, district: other.code, reason: 'x', seen, requestKey: key() }
    await expect(changeDistrict(clerk, input, AT)).rejects.toMatchObject({ code: 'selection-changed' })
    expect(await db(system('test')).registerChange.count({ where: { stationIds: { has: station.id } } })).toBe(0)
  })

  it('refuses another station’s accounts, a district that is none, an empty choice, where they are already, and a role without the right', async () => {
    const { station, other, accounts } = await given(1)
    const elsewhere = await givenAccount(await givenStation())
    const of = async (accountNos: string[], district = other.code) => {
      const selection = selectionSchema.parse({ accountNos })
      return { selection, station: station.code, district, reason: 'x', seen: (await previewSelection(clerk, selection)).seen, requestKey: key() }
    }
    const mine = accounts[0]?.accountNo ?? ''
    await expect(changeDistrict(clerk, await of([mine, elsewhere.accountNo]), AT)).rejects.toMatchObject({ code: 'other-stations' })
    await expect(changeDistrict(clerk, await of([mine], 'NONE'), AT)).rejects.toMatchObject({ code: 'district-not-found' })
    await expect(changeDistrict(clerk, await of([]), AT)).rejects.toMatchObject({ code: 'selection-empty' })
    await expect(changeDistrict(clerk, await of([mine], `${station.code}-001`), AT)).rejects.toMatchObject({ code: 'already-there' })
    await expect(changeDistrict(viewerAs('qc'), await of([mine]), AT)).rejects.toMatchObject({ code: 'forbidden' })
    const outside = viewerAs('clerk', { stations: [station.id + 1000] })
    expect((await previewSelection(outside, all(station))).accounts).toBe(0)
    expect(await previewSelection(clerk, selectionSchema.parse({ all: true, q: '迁改村', station: 'NONE' }))).toMatchObject({ accounts: 0 })
  })

  it('is undone by its counter-change, once; not when an account has moved on since', async () => {
    const { station, other, accounts } = await given(2)
    const change = async (district: string) => {
      const selection = all(station)
      return changeDistrict(clerk, { selection, station: station.code, district, reason: 'x', seen: (await previewSelection(clerk, selection)).seen, requestKey: key() }, AT)
    }
    const first = await change(other.code)
    const undoing = await undoChange(clerk, { id: first.change, reason: '搞错了', requestKey: key() }, AT)
    for (const { accountNo } of accounts) expect(await districtOf(accountNo)).toBe(`${station.code}-001`)
    expect(await findChange(clerk, BigInt(first.change))).toMatchObject({ undoneById: undoing.change })
    expect(await findChange(clerk, BigInt(undoing.change))).toMatchObject({ kind: 'undo', undoesId: first.change, accounts: 2 })
    await expect(undoChange(clerk, { id: first.change, reason: 'x', requestKey: key() }, AT)).rejects.toMatchObject({ code: 'change-undone' })
    await expect(undoChange(clerk, { id: undoing.change, reason: 'x', requestKey: key() }, AT)).rejects.toMatchObject({ code: 'change-not-found' })
    const second = await change(other.code)
    const third = await anotherDistrict(station, `${station.code}-003`)
    await moveAccount(clerk, { accountNo: accounts[0]?.accountNo ?? '', from: station.code, station: station.code, district: third.code, reason: 'x', requestKey: key() }, AT)
    await expect(undoChange(clerk, { id: second.change, reason: 'x', requestKey: key() }, AT)).rejects.toMatchObject({ code: 'undo-moved-on', params: { count: 1 } })
  })
})

it('a correction made after the move belongs to the district its bill was billed in', async () => {
  const { station, other, accounts } = await given(1)
  const [shop] = accounts
  if (!shop) throw new Error('no account')
  await moveAccount(clerk, { accountNo: shop.accountNo, from: station.code, station: station.code, district: other.code, reason: 'x', requestKey: key() }, AT)
  const { number } = await createOrder(clerk, orderFormFor(shop), AT)
  await decide(viewerAs('supervisor'), number, 'approve-and-apply')
  const posted = await db(system('test')).adjustment.findMany({ where: { stationId: station.id } })
  expect(new Set(posted.map(({ districtId }) => districtId))).toEqual(new Set([station.districtId]))
  expect(await findDrift(station.id, [AUGUST, billingMonth('2013-10')])).toEqual([])
})

describe('an account moves to another station', () => {
  const move = (accountNo: string, from: GivenStation, to: GivenStation, more: object = {}) =>
    moveAccount(clerk, { accountNo, from: from.code, station: to.code, district: `${to.code}-001`, reason: '供区调整', requestKey: key(), ...more }, AT)

  it('its history stays readable from its page, its bills and totals where they were, its tariff goes on', async () => {
    const [here, there] = [await givenStation(), await givenStation()]
    const shop = await givenAccount(here, { category: 'COM-1' })
    await givenBills(here, shop, AUGUST, [100, 200], 'COM-1')
    const { change } = await move(shop.accountNo, here, there)
    const now = await getAccount(clerk, shop.accountNo)
    expect(now).toMatchObject({ stationId: there.id, openedOn: '2013-10-01', closedOn: null, district: { code: `${there.code}-001` } })
    const [before] = await sameNumberElsewhere(clerk, now)
    expect(before).toMatchObject({ stationId: here.id, closedOn: '2013-10-01' })
    expect(await findAccount(clerk, shop.accountNo, here.code)).toEqual(before)
    expect((await accountBills(clerk, before ?? now)).map(({ month }) => month)).toEqual(['2013-08', '2013-09'])
    expect(await accountBills(clerk, now)).toEqual([])
    expect(await accountAssignments(clerk, now)).toMatchObject([{ validFrom: '2013-10-01', validTo: null, terms: { remainder: 'COM-1' } }])
    expect(await accountAssignments(clerk, before ?? now)).toMatchObject([{ validTo: '2013-10-01' }])
    for (const row of [now, before ?? now]) expect(await accountChanges(clerk, row)).toMatchObject([{ changeId: change, kind: 'station', before: { station: { code: here.code } }, after: { station: { code: there.code } } }])
    expect(await findDrift(here.id, [AUGUST])).toEqual([])
    expect(await findAccount(viewerAs('clerk', { stations: [here.id] }), shop.accountNo)).toMatchObject({ stationId: here.id })
  })

  it('and back, into the record it had; or by undoing, which is the same', async () => {
    const [here, there] = [await givenStation(), await givenStation()]
    const home = await givenAccount(here)
    const { change } = await move(home.accountNo, here, there)
    await undoChange(clerk, { id: change, reason: '搞错了', requestKey: key() }, AT)
    expect(await getAccount(clerk, home.accountNo)).toMatchObject({ stationId: here.id, id: home.id, closedOn: null })
    expect((await accountAssignments(clerk, { stationId: here.id, id: home.id })).filter(({ validTo }) => validTo === null)).toHaveLength(1)
    await move(home.accountNo, here, there)
    expect(await getAccount(clerk, home.accountNo)).toMatchObject({ stationId: there.id, closedOn: null })
    expect(await db(system('test')).account.count({ where: { accountNo: home.accountNo } })).toBe(2)
    expect((await listChanges(clerk)).rows.filter(({ stationIds }) => stationIds.includes(here.id))).toHaveLength(3)
  })

  it('not while the open months differ, its month is billed, an order is under way, or it has gone', async () => {
    const [here, there] = [await givenStation(), await givenStation()]
    const later = await givenStation(billingMonth('2013-11'))
    const billed = await givenAccount(here)
    await givenBills(here, billed, billingMonth('2013-10'), [100])
    await expect(move(billed.accountNo, here, there)).rejects.toMatchObject({ code: 'move-after-billing' })
    const home = await givenAccount(here)
    await expect(move(home.accountNo, here, later)).rejects.toMatchObject({ code: 'open-months-differ' })
    await givenBills(here, home, billingMonth('2013-07'), [100])
    const { number } = await createOrder(clerk, orderFormFor(home), AT)
    await expect(move(home.accountNo, here, there)).rejects.toMatchObject({ code: 'order-under-way', params: { number } })
    const gone = await givenAccount(here)
    await move(gone.accountNo, here, there)
    await expect(move(gone.accountNo, here, there)).rejects.toMatchObject({ code: 'account-closed' })
  })

  it('twice at once is once', async () => {
    const [here, there] = [await givenStation(), await givenStation()]
    const home = await givenAccount(here)
    const outcomes = await Promise.allSettled([move(home.accountNo, here, there), move(home.accountNo, here, there)])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await db(system('test')).account.count({ where: { accountNo: home.accountNo, closedOn: null } })).toBe(1)
  })
})
