import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { givenSubmitted, givenUser } from '@tests/factories/order-desk'
import { givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, decide } from '@tests/factories/work-orders'
import { addComment } from '@/features/comments/commands/add-comment'
import { mailNotifications } from '@/features/notifications/commands/mail-notifications'
import { markRead } from '@/features/notifications/commands/mark-read'
import { setAddress } from '@/features/notifications/commands/set-address'
import { notificationsOf, unreadCount } from '@/features/notifications/queries'
import { assignOrder } from '@/features/order-desk/commands/assign-order'
import { pool } from '@/server/db'
import { system } from '@/server/scope'
import type { Viewer } from '@/server/viewer'
import { startMailServer, type MailServer } from './mail-server'

let mailServer: MailServer
// The environment is read once, when the first thing asks for it.
beforeAll(async () => {
  mailServer = await startMailServer()
  process.env['SMTP_URL'] = mailServer.url
  process.env['MAIL_FROM'] = 'Tariff Audit <audit@example.org>'
  process.env['APP_URL'] = 'http://audit.example.org'
})
afterAll(() => mailServer.stop())

let station: GivenStation
let clerk: Viewer
let supervisor: Viewer
beforeEach(async () => {
  station = await givenStation()
  clerk = await givenUser('clerk', { name: `王丽${station.code}`, stationIds: [station.id] })
  supervisor = await givenUser('supervisor', { name: `张建国${station.code}`, stationIds: [station.id] })
})

const LATER = new Date('2013-10-09T02:00:00Z')
const kinds = async (viewer: Viewer, at = LATER) => (await notificationsOf(viewer, at)).map(({ kind, number }) => [kind, number])

describe('what there is to know', () => {
  it('an order waits for whoever may approve it, until somebody has', async () => {
    const [number = ''] = await givenSubmitted(station, clerk, [{}])
    expect(await kinds(supervisor)).toEqual([['approve', number]])
    expect(await kinds(clerk)).toEqual([])
    expect(await kinds(viewerAs('supervisor', { stations: [] }))).toEqual([])
    await decide(supervisor, number, 'approve-and-apply')
    expect(await kinds(supervisor)).toEqual([])
  })

  it('in the hand of one it does not wait for the others', async () => {
    const [number = ''] = await givenSubmitted(station, clerk, [{}])
    const other = await givenUser('supervisor', { stationIds: [station.id] })
    await assignOrder(supervisor, { requestKey: randomUUID(), number, assigneeId: other.userId, seenAssigneeId: null })
    expect(await kinds(supervisor)).toEqual([])
    expect((await kinds(other, new Date())).map(([kind]) => kind).toSorted()).toEqual(['approve', 'assigned', 'overdue'])
  })

  it('a returned one goes back to its preparer; a second time it is news again', async () => {
    const [number = ''] = await givenSubmitted(station, clerk, [{}])
    await decide(supervisor, number, 'return', { reason: 'no' })
    expect(await kinds(clerk)).toEqual([['returned', number]])
    await markRead(clerk, { keys: 'all' }, LATER)
    expect(await unreadCount(clerk, LATER)).toBe(0)
    await decide(clerk, number, 'submit')
    await decide(supervisor, number, 'return', { reason: 'still not' })
    expect(await unreadCount(clerk, LATER)).toBe(1)
  })

  it('overdue is told to whoever it waits for', async () => {
    const [number = ''] = await givenSubmitted(station, clerk, [{}])
    expect(await kinds(supervisor, new Date('2013-10-14T02:00:00Z'))).toEqual([['approve', number], ['overdue', number]])
    expect(await kinds(clerk, new Date('2013-10-14T02:00:00Z'))).toEqual([])
  })

  it('who is named in a comment is told by whom', async () => {
    const [number = ''] = await givenSubmitted(station, clerk, [{}])
    await addComment(supervisor, { requestKey: randomUUID(), number, body: `@${clerk.name} 照片呢` }, AT)
    expect(await notificationsOf(clerk, LATER)).toMatchObject([{ kind: 'mentioned', number, by: supervisor.name, read: false }])
  })

  it('what one has read, another has not', async () => {
    await givenSubmitted(station, clerk, [{}])
    const other = await givenUser('supervisor', { stationIds: [station.id] })
    await Promise.all([markRead(supervisor, { keys: 'all' }, LATER), markRead(supervisor, { keys: 'all' }, LATER)])
    expect([await unreadCount(supervisor, LATER), await unreadCount(other, LATER)]).toEqual([0, 1])
  })
})

describe('by mail', () => {
  beforeEach(() => void mailServer.received.splice(0))

  it('goes once to whoever gave an address, however many senders there are', async () => {
    await setAddress(supervisor, { requestKey: randomUUID(), address: `zhang-${station.code}@example.org` })
    const numbers = await givenSubmitted(station, clerk, [{}, {}])
    const sent = await Promise.all([mailNotifications(LATER), mailNotifications(LATER), mailNotifications(LATER)])
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await mailNotifications(LATER)).toBe(0)
    expect(mailServer.received).toHaveLength(1)
    const [mail] = mailServer.received
    expect(mail?.to).toEqual([`zhang-${station.code}@example.org`])
    for (const number of numbers) expect(mail?.text).toContain(`http://audit.example.org/work-orders/${number}`)
  })

  it('one whose sender died is sent again after a while, as the same message', async () => {
    await setAddress(supervisor, { requestKey: randomUUID(), address: `li-${station.code}@example.org` })
    await givenSubmitted(station, clerk, [{}])
    await mailNotifications(LATER)
    await pool(system('test')).query('UPDATE notification_mail SET sent_at = NULL WHERE user_id = $1', [supervisor.userId])
    expect(await mailNotifications(LATER)).toBe(0)
    expect(await mailNotifications(new Date(LATER.getTime() + 11 * 60_000))).toBe(1)
    expect(mailServer.received).toHaveLength(2)
    expect(mailServer.received[1]?.messageId).toBe(mailServer.received[0]?.messageId)
  })

  it('an address is one person’s', async () => {
    await setAddress(supervisor, { requestKey: randomUUID(), address: `one-${station.code}@example.org` })
    await expect(setAddress(clerk, { requestKey: randomUUID(), address: `ONE-${station.code}@example.org` })).rejects.toMatchObject({ code: 'address-taken' })
  })
})
