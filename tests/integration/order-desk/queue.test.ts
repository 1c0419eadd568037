import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { givenSubmitted, givenUser } from '@tests/factories/order-desk'
import { givenAccount, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, orderFormFor } from '@tests/factories/work-orders'
import { assignOrder } from '@/features/order-desk/commands/assign-order'
import { queueCounts, queuePage, QUEUE_PAGE } from '@/features/order-desk/queue-queries'
import { queueFilterSchema, type QueueFilter } from '@/features/order-desk/schemas'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { db } from '@/server/db'
import { system } from '@/server/scope'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'

const clerk = viewerAs('clerk')
const supervisor = viewerAs('supervisor')
const filter = (more: object = {}): QueueFilter => queueFilterSchema.parse(more)

let station: GivenStation
let numbers: string[]
let draft: string
let helper: Viewer

beforeAll(async () => {
  station = await givenStation()
  helper = await givenUser('clerk', { name: '李敏', stationIds: [station.id] })
  numbers = await givenSubmitted(station, clerk, [{}, { terms: { remainder: 'AGR-1', splits: [] } }, {}, { finding: 'wrong_record' }])
  draft = (await createOrder(clerk, orderFormFor(await givenAccount(station, { name: '福临超市' }), { submit: false }), AT)).number
  await decide(supervisor, numbers[0] ?? '', 'return', { reason: 'look again' })
  await decide(supervisor, numbers[2] ?? '', 'approve-and-apply')
  await assignOrder(supervisor, { requestKey: randomUUID(), number: numbers[1] ?? '', assigneeId: helper.userId, seenAssigneeId: null })
})

const listed = async (viewer: Viewer, more: object) => (await queuePage(viewer, filter({ station: station.code, ...more }), AT)).rows.map(({ number }) => number)

describe('the queues', () => {
  it.each([
    ['approve', () => supervisor, () => [numbers[3], numbers[1]]],
    ['drafts', () => clerk, () => [draft]],
    ['drafts', () => supervisor, () => []],
    ['returned', () => clerk, () => [numbers[0]]],
    ['returned', () => supervisor, () => [numbers[0]]],
    ['unverified', () => clerk, () => [numbers[2]]],
    ['assigned', () => helper, () => [numbers[1]]],
    ['assigned', () => clerk, () => []],
  ] as const)('%s', async (view, viewer, expected) => expect(await listed(viewer(), { view })).toEqual(expected()))

  it('count what stands in each', async () => {
    const { matching, views } = await queueCounts({ ...supervisor, stations: [station.id] }, filter({ q: '福临' }), AT)
    expect(matching).toBe(1)
    expect(views).toEqual({ all: 5, approve: 2, drafts: 0, returned: 1, assigned: 0, overdue: 0, unverified: 1 })
  })

  it('hold what is overdue by working days', async () => {
    // Submitted on Tuesday 8 October 2013; three working days on is Friday 11, overdue from Saturday 12 on.
    const at = (day: string) => queuePage(supervisor, filter({ station: station.code, view: 'overdue' }), new Date(`${day}T10:00:00+08:00`))
    expect((await at('2013-10-11')).rows.map(({ number }) => number)).toEqual([])
    const late = (await at('2013-10-12')).rows
    expect(late.filter(({ state }) => state === 'submitted').map(({ number, due, overdue, ageDays }) => ({ number, due, overdue, ageDays }))).toEqual(
      [numbers[3], numbers[1]].map((number) => ({ number, due: '2013-10-11', overdue: true, ageDays: 4 })),
    )
  })

  it('follow a rule from the day it holds', async () => {
    await transact(viewerAs('admin'), async (tx, record) => {
      await tx.orderDueRule.create({ data: { state: 'submitted', effectiveFrom: new Date('2013-10-08T00:00:00Z'), workingDays: 10, source: 'test' } })
      await record({ stationId: 0, action: 'due-rule.added', subject: 'due-rule', subjectKey: 'submitted' })
    })
    const late = await queuePage(supervisor, filter({ station: station.code, view: 'overdue' }), new Date('2013-10-21T10:00:00+08:00'))
    expect(late.rows.filter(({ state }) => state === 'submitted')).toEqual([])
  })
})

describe('finding, sorting, paging', () => {
  it.each([
    ['part of a number', () => (numbers[1] ?? '').slice(-9), () => [numbers[1]]],
    ['a name', () => '福临', () => [draft]],
    ['nothing', () => '不存在', () => []],
  ])('%s', async (_, q, expected) => expect(await listed(clerk, { q: q() })).toEqual(expected()))

  it('by finding and state', async () => {
    expect(await listed(clerk, { finding: 'wrong_record' })).toEqual([numbers[3]])
    expect(await listed(clerk, { state: 'applied' })).toEqual([numbers[2]])
  })

  it('the largest amount first', async () => {
    expect((await listed(clerk, { sort: 'difference', view: 'approve' }))).toEqual([numbers[3], numbers[1]])
  })

  it('stays in the viewer’s stations', async () => expect(await listed({ ...supervisor, stations: [] }, {})).toEqual([]))

  it.each(['number', 'waiting', 'difference'])('page after page by %s shows each once', async (sort) => {
    const big = await givenStation()
    const accounts = await Promise.all(Array.from({ length: QUEUE_PAGE + 7 }, () => givenAccount(big)))
    for (const account of accounts) await createOrder(clerk, orderFormFor(account, { submit: false }), AT)
    const first = await queuePage(clerk, filter({ station: big.code, sort }), AT)
    const second = await queuePage(clerk, filter({ station: big.code, sort }), AT, first.next ?? '')
    expect([first.rows.length, second.rows.length, second.next]).toEqual([QUEUE_PAGE, 7, null])
    expect(new Set([...first.rows, ...second.rows].map(({ number }) => number)).size).toBe(QUEUE_PAGE + 7)
  })
})

it.each(['x~y', '~', '', "1'; DROP TABLE work_order~GD-1"])('a page that is none (%s) is the first', async (after) => {
  for (const sort of ['waiting', 'difference']) expect((await queuePage(clerk, filter({ station: station.code, sort }), AT, after)).rows).toHaveLength(5)
})

describe('handing over', () => {
  const assign = (viewer: Viewer, more: object) => assignOrder(viewer, { requestKey: randomUUID(), number: draft, assigneeId: null, seenAssigneeId: null, ...more })

  it('two at once: one hands over, the other is told', async () => {
    const results = await Promise.allSettled([assign(clerk, { assigneeId: helper.userId }), assign(supervisor, { assigneeId: helper.userId })])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(results.find((result) => result.status === 'rejected')?.reason).toMatchObject({ code: 'assignee-changed' })
    expect(await db(system('test')).auditLog.count({ where: { stationId: station.id, action: 'work-order.assigned', subjectKey: draft } })).toBe(1)
  })

  it('not to someone of another station, nor to one who cannot do anything about it', async () => {
    const stranger = await givenUser('clerk', { stationIds: [] })
    const reader = await givenUser('qc')
    for (const { userId } of [stranger, reader]) await expect(assign(clerk, { assigneeId: userId, seenAssigneeId: helper.userId })).rejects.toMatchObject({ code: 'assignee-cannot' })
  })

  it('not by someone who only reads', async () => expect(assign(viewerAs('qc'), { assigneeId: helper.userId })).rejects.toMatchObject({ code: 'forbidden' }))
})
