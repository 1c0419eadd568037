import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide, givenApplied, orderFormFor } from '@tests/factories/work-orders'
import type { Role } from '@/domain/identity/permissions'
import { billingMonth, plainDate } from '@/domain/plain-date'
import { openComplaint } from '@/features/complaints/commands/open-complaint'
import { takeComplaintStep } from '@/features/complaints/commands/take-step'
import { complaintCounts, findComplaint, getComplaint, listComplaints } from '@/features/complaints/queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { getOrder } from '@/features/work-orders/queries'
import { authDb, db } from '@/server/db'
import { system } from '@/server/scope'
import type { Viewer } from '@/server/viewer'

/** Someone who is in the database too, as owners of complaints must be. */
async function person(role: Role): Promise<Viewer> {
  const viewer = viewerAs(role)
  await authDb().appUser.upsert({ where: { id: viewer.userId }, update: {}, create: { id: viewer.userId, name: viewer.name, email: `${viewer.userId}@test`, role, allStations: true } })
  return viewer
}

let station: GivenStation
let account: { id: bigint; accountNo: string }
let people: { preparer: Viewer; clerk: Viewer; approver: Viewer; supervisor: Viewer }
let order = ''
beforeEach(async () => {
  station = await givenStation()
  account = await givenAccount(station)
  await givenBills(station, account, billingMonth('2013-08'), [1000, 1000])
  people = { preparer: await person('clerk'), clerk: await person('clerk'), approver: await person('supervisor'), supervisor: await person('supervisor') }
  order = await givenApplied(people.preparer, people.approver, account)
})

const words = { complainant: '王小明', contact: '13800000000', content: '我家没有开店' }
const received = async (viewer = people.clerk, orderNumber = order) => (await openComplaint(viewer, { orderNumber, ...words, requestKey: randomUUID() }, AT)).number
const step = async (viewer: Viewer, number: string, action: Parameters<typeof takeComplaintStep>[1]['action'], more: object = {}) =>
  takeComplaintStep(viewer, { number, version: (await getComplaint(viewer, number)).version, action, requestKey: randomUUID(), ...more }, AT)

describe('a complaint from its receipt to its end', () => {
  it('has a number, an owner and one working day', async () => {
    const number = await received()
    expect(number).toBe(`TS-${station.code}-201310-0001`)
    // Tuesday 8 October 2013.
    expect(await getComplaint(people.clerk, number)).toMatchObject({ state: 'received', ownerId: people.clerk.userId, dueOn: '2013-10-09', orderNumber: order, accountNo: account.accountNo })
  })

  it('received on a Friday before a worked Saturday it is due on that Saturday', async () => {
    const { number } = await openComplaint(people.clerk, { orderNumber: order, ...words, requestKey: randomUUID() }, new Date('2013-10-11T02:00:00Z'))
    expect(await getComplaint(people.clerk, number)).toMatchObject({ dueOn: '2013-10-12' })
  })

  it('upheld: the order that takes the correction back is prepared and linked; answered; closed', async () => {
    const number = await received()
    await step(people.clerk, number, 'investigate')
    const { reversal } = await step(people.supervisor, number, 'uphold', { text: '现场没有商铺' })
    expect(await getComplaint(people.clerk, number)).toMatchObject({ state: 'decided', outcome: 'upheld', decisionReason: '现场没有商铺', reversal: { number: reversal, state: 'draft' } })
    expect(await getOrder(people.clerk, reversal ?? '')).toMatchObject({ reverses: { number: order }, preparerId: people.clerk.userId, reason: `${number}: 现场没有商铺` })
    await decide(people.clerk, reversal ?? '', 'submit')
    await decide(people.supervisor, reversal ?? '', 'approve-and-apply')
    expect(await getOrder(people.clerk, order)).toMatchObject({ state: 'reversed' })
    await step(people.clerk, number, 'answer', { text: '已退还差额' })
    await step(people.clerk, number, 'close')
    expect(await getComplaint(people.clerk, number)).toMatchObject({ state: 'closed', answer: '已退还差额', dueOn: null, closedAt: AT })
    const log = await db(system('test')).auditLog.findMany({ where: { stationId: station.id, subject: 'complaint', subjectKey: number }, orderBy: { id: 'asc' } })
    expect(log.map(({ action }) => action)).toEqual(['complaint.received', 'complaint.investigating', 'complaint.upheld', 'complaint.answered', 'complaint.closed'])
  })

  it('dismissed: the reasons stand, nothing is taken back', async () => {
    const number = await received()
    await step(people.clerk, number, 'investigate')
    expect(await step(people.supervisor, number, 'dismiss', { text: '照片为证' })).toMatchObject({ state: 'decided', reversal: null })
    expect(await getOrder(people.clerk, order)).toMatchObject({ state: 'applied', reversedBy: null })
  })

  it('is handed over with a new day; only an owner takes the owner’s steps', async () => {
    const number = await received()
    await step(people.clerk, number, 'hand-over', { ownerId: people.preparer.userId })
    await expect(step(people.clerk, number, 'investigate')).rejects.toMatchObject({ code: 'complaint-owner-only' })
    await step(people.preparer, number, 'investigate')
    await expect(step(people.clerk, number, 'hand-over', { ownerId: 'nobody' })).rejects.toMatchObject({ code: 'owner-unknown' })
  })
})

describe('what is refused', () => {
  it('whoever approved the order does not decide on the complaint', async () => {
    const number = await received()
    await step(people.clerk, number, 'investigate')
    await expect(step(people.approver, number, 'dismiss', { text: 'no' })).rejects.toMatchObject({ code: 'complaint-four-eyes' })
    await expect(step(people.clerk, number, 'uphold', { text: 'no' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(step(people.supervisor, number, 'uphold')).rejects.toMatchObject({ code: 'reason-missing' })
  })

  it('upholding while a supervisor owns it: a clerk has to prepare the reversal', async () => {
    const number = await received()
    await step(people.clerk, number, 'investigate', { ownerId: people.supervisor.userId })
    await expect(step(people.supervisor, number, 'uphold', { text: 'yes' })).rejects.toMatchObject({ code: 'clerk-missing' })
    expect(await getComplaint(people.clerk, number)).toMatchObject({ state: 'investigating', reversal: null })
  })

  it('upholding rolls back whole when the correction cannot be taken back', async () => {
    const later = await givenApplied(people.preparer, people.approver, account, { terms: { remainder: 'AGR-1', splits: [] }, effectiveFrom: '2013-09-01' })
    const number = await received()
    await step(people.clerk, number, 'investigate')
    await expect(step(people.supervisor, number, 'uphold', { text: 'yes' })).rejects.toMatchObject({ code: 'reverse-later-first', params: { number: later } })
    expect(await getComplaint(people.clerk, number)).toMatchObject({ state: 'investigating', outcome: null })
  })

  it('a draft has nothing in it to object to; a second open case about one order is refused', async () => {
    const other = await givenAccount(station)
    await givenBills(station, other, billingMonth('2013-08'), [1000])
    const { number: draft } = await createOrder(people.preparer, orderFormFor(other, { submit: false }), AT)
    await expect(received(people.clerk, draft)).rejects.toMatchObject({ code: 'complaint-not-yet' })
    const number = await received()
    await expect(received(people.preparer)).rejects.toMatchObject({ code: 'complaint-open', params: { number } })
  })

  it('other roles, and other stations', async () => {
    await expect(received(viewerAs('qc'))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(received(viewerAs('clerk', { stations: [] }))).rejects.toMatchObject({ code: 'order-not-found' })
    const number = await received()
    expect(await findComplaint(viewerAs('clerk', { stations: [] }), number)).toBeNull()
  })

  it('an order not yet applied: upheld prepares nothing, since it can be returned', async () => {
    const other = await givenAccount(station)
    await givenBills(station, other, billingMonth('2013-08'), [1000])
    const { number: waiting } = await createOrder(people.preparer, orderFormFor(other), AT)
    const number = await received(people.clerk, waiting)
    await step(people.clerk, number, 'investigate')
    expect(await step(people.supervisor, number, 'uphold', { text: 'yes' })).toMatchObject({ state: 'decided', reversal: null })
  })
})

describe('at the same time, and again', () => {
  it('two supervisors decide at once: one effect, one reversal at most, the other is told', async () => {
    const number = await received()
    await step(people.clerk, number, 'investigate')
    const { version } = await getComplaint(people.clerk, number)
    const third = await person('supervisor')
    const results = await Promise.allSettled(
      ([[people.supervisor, 'uphold'], [third, 'dismiss'], [third, 'uphold']] as const).map(([viewer, action]) => takeComplaintStep(viewer, { number, version, action, text: 'because', requestKey: randomUUID() }, AT)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) if (result.status === 'rejected') expect(['complaint-changed', 'complaint-wrong-state', 'already-reversed', 'order-under-way']).toContain((result.reason as { code: string }).code)
    const { outcome } = await getComplaint(people.clerk, number)
    expect(await db(system('test')).workOrder.count({ where: { stationId: station.id, NOT: { reversesId: null } } })).toBe(outcome === 'upheld' ? 1 : 0)
  })

  it('a double click and a lost answer: one case, one decision, one answer', async () => {
    const request = { orderNumber: order, ...words, requestKey: randomUUID() }
    const opened = await Promise.all(Array.from({ length: 4 }, () => openComplaint(people.clerk, request, AT)))
    expect(new Set(opened.map((answer) => answer.number)).size).toBe(1)
    const number = opened[0]?.number ?? ''
    expect(await openComplaint(people.clerk, request, AT)).toEqual({ number })
    await step(people.clerk, number, 'investigate')
    const decision = { number, version: (await getComplaint(people.clerk, number)).version, action: 'uphold' as const, text: 'yes', requestKey: randomUUID() }
    const answers = await Promise.all(Array.from({ length: 4 }, () => takeComplaintStep(people.supervisor, decision, AT)))
    expect(answers).toEqual(answers.map(() => answers[0]))
    expect(await takeComplaintStep(people.supervisor, decision, AT)).toEqual(answers[0])
  })

  it('numbers are gapless under many at once, refused ones included', async () => {
    const orders: string[] = []
    while (orders.length < 8) {
      const one = await givenAccount(station)
      await givenBills(station, one, billingMonth('2013-08'), [1000])
      orders.push((await createOrder(people.preparer, orderFormFor(one), AT)).number)
    }
    const attempts = [...orders, ...orders.slice(0, 3)].map((orderNumber) => openComplaint(people.clerk, { orderNumber, ...words, requestKey: randomUUID() }, AT))
    const results = await Promise.allSettled(attempts)
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(3)
    const numbers = await db(system('test')).complaint.findMany({ where: { stationId: station.id }, select: { number: true }, orderBy: { number: 'asc' } })
    expect(numbers.map(({ number }) => Number(number.slice(-4)))).toEqual(Array.from({ length: 8 }, (_, index) => index + 1))
  })
})

it('lists by view: open, mine, overdue, closed', async () => {
  const number = await received()
  const [before, after] = [plainDate('2013-10-09'), plainDate('2013-10-10')]
  expect(await listComplaints(people.clerk, 'overdue', before)).toMatchObject({ rows: [] })
  expect((await listComplaints(people.clerk, 'overdue', after)).rows.map((row) => row.number)).toContain(number)
  expect((await listComplaints(people.clerk, 'mine', after)).rows.map((row) => row.number)).toEqual([number])
  expect(await complaintCounts(people.clerk, after)).toMatchObject({ mine: 1 })
})
