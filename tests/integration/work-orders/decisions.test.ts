import { beforeEach, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, driftOf, givenHousehold, orderFormFor } from '@tests/factories/work-orders'
import { billingMonth } from '@/domain/plain-date'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { editOrder } from '@/features/work-orders/commands/edit-order'
import { accountAdjustments, findOrder, getOrder } from '@/features/work-orders/queries'
import { db, pool } from '@/server/db'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')
const supervisor = viewerAs('supervisor')

let station: GivenStation
let account: { id: bigint; accountNo: string }
beforeEach(async () => {
  ;({ station, account } = await givenHousehold())
})

const form = (more: object = {}) => orderFormFor(account, more)
const drift = () => driftOf(station.id)

describe('returned, edited, refused', () => {
  it('a returned order goes back to its preparer with the reason, is mended and submitted again', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    await expect(decide(supervisor, number, 'return')).rejects.toMatchObject({ code: 'reason-missing' })
    await decide(supervisor, number, 'return', { reason: 'from when?' })
    const draft = await getOrder(clerk, number)
    expect(draft).toMatchObject({ state: 'draft', decisionReason: 'from when?' })
    await editOrder(clerk, { ...form({ effectiveFrom: '2013-08-01' }), number, version: draft.version }, AT)
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'submitted', decisionReason: null, differenceFen: 37_320n, backBilling: [{ month: '2013-08' }, { month: '2013-09' }] })
  })

  it('a returned draft that is changed shows no amount of its earlier terms', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    await decide(supervisor, number, 'return', { reason: 'farm, not shop' })
    const { version } = await getOrder(clerk, number)
    await editOrder(clerk, { ...form({ terms: { remainder: 'AGR-1', splits: [] }, submit: false }), number, version }, AT)
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'draft', differenceFen: null, backBilling: [], decisionReason: 'farm, not shop' })
  })

  it.each(['reject', 'cancel'] as const)('after %s the books are as before, and another order may follow', async (decision) => {
    const { number } = await createOrder(clerk, form(), AT)
    await decide(decision === 'reject' ? supervisor : clerk, number, decision, { reason: 'mistaken' })
    expect(await accountAdjustments(clerk, { stationId: station.id, id: account.id })).toEqual([])
    await createOrder(clerk, form(), AT)
  })

  it('approving and applying may be two steps; once applied, nothing can be cancelled', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    await decide(supervisor, number, 'approve')
    expect(await accountAdjustments(clerk, { stationId: station.id, id: account.id })).toEqual([])
    await decide(supervisor, number, 'apply')
    expect(await accountAdjustments(clerk, { stationId: station.id, id: account.id })).toHaveLength(6)
    await expect(decide(clerk, number, 'cancel', { reason: 'too late' })).rejects.toMatchObject({ code: 'wrong-state' })
    expect(await drift()).toEqual([])
  })

  it('a stale version changes nothing', async () => {
    const { number } = await createOrder(clerk, form({ submit: false }), AT)
    const stale = { ...form({ reason: 'other' }), number, version: 7 }
    await expect(editOrder(clerk, stale, AT)).rejects.toMatchObject({ code: 'order-changed', params: { state: 'draft' } })
  })

  it('an approval waits for no one when the books have moved since', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    await givenBills(station, account, billingMonth('2013-10'), [500])
    await expect(decide(supervisor, number, 'approve')).rejects.toMatchObject({ code: 'back-billing-changed' })
  })

  it('an approved order whose books have moved goes back to its preparer, its approval taken back', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    await decide(supervisor, number, 'approve')
    await givenBills(station, account, billingMonth('2013-10'), [500])
    await expect(decide(supervisor, number, 'apply')).rejects.toMatchObject({ code: 'back-billing-changed' })
    await decide(supervisor, number, 'return', { reason: 'October has been billed' })
    expect(await getOrder(clerk, number)).toMatchObject({ state: 'draft', approverName: null, approvedAt: null })
  })

  it.each([
    ['same-terms', { terms: { remainder: 'RES-1', splits: [] } }],
    ['category-unknown', { terms: { remainder: 'NONE', splits: [] } }],
    ['effective-too-early', { effectiveFrom: '2012-06-30' }],
    ['effective-too-late', { effectiveFrom: '2013-11-01' }],
    ['account-not-found', { accountNo: '0000' }],
  ])('%s', async (code, more) => {
    await expect(createOrder(clerk, form(more), AT)).rejects.toMatchObject({ code })
    expect(await db(system('test')).workOrder.count({ where: { stationId: station.id } })).toBe(0)
  })

  it('a closed account is not corrected from after its closing on, but for the time before', async () => {
    const closed = await givenAccount(station)
    await pool(system('test')).query("UPDATE account SET closed_on = '2013-07-31' WHERE station_id = $1 AND id = $2", [station.id, closed.id])
    const after = orderFormFor(closed, { effectiveFrom: '2013-08-01' })
    await expect(createOrder(clerk, after, AT)).rejects.toMatchObject({ code: 'effective-after-closing', params: { date: '2013-07-31' } })
    await createOrder(clerk, orderFormFor(closed, { effectiveFrom: '2013-07-31' }), AT)
  })

  it('one order at a time for an account, and it says which is under way', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    await expect(createOrder(clerk, form(), AT)).rejects.toMatchObject({ code: 'order-under-way', params: { number } })
  })

  it('is not seen from another station', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    const elsewhere = viewerAs('supervisor', { stations: [station.id + 1000] })
    expect(await findOrder(elsewhere, number)).toBeNull()
    await expect(createOrder(viewerAs('clerk', { stations: [station.id + 1000] }), form(), AT)).rejects.toMatchObject({ code: 'account-not-found' })
  })
})
