import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { givenAccount, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, driftOf, givenHousehold, orderFormFor } from '@tests/factories/work-orders'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { decideOrder } from '@/features/work-orders/commands/decide-order'
import { editOrder } from '@/features/work-orders/commands/edit-order'
import { accountAdjustments, getOrder } from '@/features/work-orders/queries'
import { db } from '@/server/db'
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

describe('at the same time, and again', () => {
  it('two supervisors deciding at once: one effect, the other is told', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    const { version } = await getOrder(clerk, number)
    const results = await Promise.allSettled(
      [supervisor, viewerAs('supervisor'), viewerAs('supervisor')].map((viewer) => decideOrder(viewer, { number, version, decision: 'approve-and-apply', requestKey: randomUUID() }, AT)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) if (result.status === 'rejected') expect(['order-changed', 'wrong-state']).toContain((result.reason as { code: string }).code)
    expect(await accountAdjustments(clerk, { stationId: station.id, id: account.id })).toHaveLength(6)
    expect(await drift()).toEqual([])
  })

  it('a double click makes one order, and its repeat gets the same answer', async () => {
    const once = form()
    const answers = await Promise.all([createOrder(clerk, once, AT), createOrder(clerk, once, AT)])
    expect(answers[0]).toEqual(answers[1])
    expect(await createOrder(clerk, once, AT)).toEqual(answers[0])
    expect(await db(system('test')).workOrder.count({ where: { stationId: station.id } })).toBe(1)
  })

  it('a repeated approval answers as the first did, though the order has moved on', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    const { version } = await getOrder(clerk, number)
    const request = { number, version, decision: 'approve-and-apply' as const, requestKey: randomUUID() }
    const first = await decideOrder(supervisor, request, AT)
    expect(await decideOrder(supervisor, request, AT)).toEqual(first)
  })

  it('a double click on approving has one effect and one answer', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    const { version } = await getOrder(clerk, number)
    const request = { number, version, decision: 'approve-and-apply' as const, requestKey: randomUUID() }
    const answers = await Promise.all(Array.from({ length: 8 }, () => decideOrder(supervisor, request, AT)))
    expect(answers).toEqual(answers.map(() => ({ number, state: 'applied' })))
    expect(await accountAdjustments(clerk, { stationId: station.id, id: account.id })).toHaveLength(6)
  })

  it('who comes late is told who was there before, and where the order stands', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    const { version } = await getOrder(clerk, number)
    await decide(supervisor, number, 'approve')
    const late = decideOrder(viewerAs('supervisor'), { number, version, decision: 'reject', reason: 'no', requestKey: randomUUID() }, AT)
    await expect(late).rejects.toMatchObject({ code: 'order-changed', params: { number, state: 'approved', by: supervisor.name } })
  })

  it('an order edited in two windows at once: one edit, the other is told', async () => {
    const { number } = await createOrder(clerk, form({ submit: false }), AT)
    const { version } = await getOrder(clerk, number)
    const edit = (reason: string) => editOrder(clerk, { ...form({ reason, submit: false }), number, version, requestKey: randomUUID() }, AT)
    const results = await Promise.allSettled([edit('one'), edit('two')])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'order-changed', params: { number, state: 'draft', by: clerk.name } })
    expect(await getOrder(clerk, number)).toMatchObject({ version: version + 1 })
  })

  it('cancelled by its preparer while it is being approved: one of the two, and the books say the same', async () => {
    const { number } = await createOrder(clerk, form(), AT)
    const { version } = await getOrder(clerk, number)
    const results = await Promise.allSettled([
      decideOrder(clerk, { number, version, decision: 'cancel', reason: 'a slip', requestKey: randomUUID() }, AT),
      decideOrder(supervisor, { number, version, decision: 'approve-and-apply', requestKey: randomUUID() }, AT),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { state } = await getOrder(clerk, number)
    expect(await accountAdjustments(clerk, { stationId: station.id, id: account.id })).toHaveLength(state === 'applied' ? 6 : 0)
    expect(await drift()).toEqual([])
  })

  it('numbers are gapless under twenty clerks at once, refused ones included', async () => {
    const accounts = await Promise.all(Array.from({ length: 20 }, () => givenAccount(station)))
    const attempts = [...accounts, ...accounts.slice(0, 5)].map(({ accountNo }) => createOrder(viewerAs('clerk'), form({ accountNo, submit: false }), AT))
    const results = await Promise.allSettled(attempts)
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(5)
    const numbers = await db(system('test')).workOrder.findMany({ where: { stationId: station.id }, select: { number: true }, orderBy: { number: 'asc' } })
    expect(numbers.map(({ number }) => Number(number.slice(-4)))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })
})
