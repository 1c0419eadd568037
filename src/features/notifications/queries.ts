import 'server-only'
import { maskName } from '@/domain/identity/masking'
import { mayDo } from '@/domain/identity/permissions'
import { ORDER_STATES, TRANSITIONS, type OrderState } from '@/domain/work-order/transitions'
import { dueBook, overdueNow } from '@/features/order-desk/due-queries'
import { inViewersStations, OPEN_STATES, overdueCondition } from '@/features/order-desk/queue-filter-queries'
import { alarmsFor } from '@/features/server-checks/queries'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/server/db'
import { preparedRows } from '@/server/prepared-rows'
import type { Viewer } from '@/server/viewer'
import type { NotificationKind } from './schemas'

export interface Notification {
  /** The same for the same occasion: an order that comes back a second time has another. */
  key: string
  kind: NotificationKind
  /** The order's number and its account; empty for an alarm about the server. */
  number: string
  accountName: string
  /** Who named the viewer. */
  by: string | null
  at: Date
  read: boolean
}

export const NOTIFICATION_LIMIT = 100
/** Being named or given an order is news for so long. */
const NEWS_DAYS = 60
const DAY_MS = 86_400_000

const inStates = (states: readonly OrderState[]): Prisma.Sql => (states.length === 0 ? Prisma.sql`false` : Prisma.sql`o.state = ANY(${[...states]}::work_order_state[])`)

const RAISED = ORDER_STATES.filter((state) => (state as string) === 'raised')

/** What the viewer is to know, newest first, read off what is the case: nothing has to be sent for it to be there. */
export async function notificationsOf(viewer: Viewer, at: Date): Promise<Notification[]> {
  const rows = await db(viewer).$queryRaw<Notification[]>`
    SELECT n.*, r.read_at IS NOT NULL AS read
    FROM (${await occasions(viewer, at)}) AS n
    LEFT JOIN notification_read r ON r.user_id = ${viewer.userId} AND r.key = n.key
    ORDER BY n.at DESC, n.key LIMIT ${NOTIFICATION_LIMIT}`
  return rows.map((row) => ({ ...row, accountName: maskName(row.accountName) }))
}

/** How many of them are unread, counted up to the limit. */
export async function unreadCount(viewer: Viewer, at: Date): Promise<number> {
  const [row] = await preparedRows<{ unread: number }>(viewer, Prisma.sql`
    SELECT count(*)::int AS unread FROM (
      SELECT 1 FROM (${await occasions(viewer, at)}) AS n
      WHERE NOT EXISTS (SELECT FROM notification_read r WHERE r.user_id = ${viewer.userId} AND r.key = n.key)
      LIMIT ${NOTIFICATION_LIMIT}) AS capped`)
  return row?.unread ?? 0
}

async function occasions(viewer: Viewer, at: Date): Promise<Prisma.Sql> {
  const me = viewer.userId
  const newsSince = new Date(at.getTime() - NEWS_DAYS * DAY_MS)
  const decides = mayDo(viewer.role, 'work-orders.decide')
  // What nobody in particular has in hand concerns everyone who may decide on it.
  const toDecide = decides ? Prisma.sql`(o.preparer_id <> ${me} AND (o.assignee_id IS NULL OR o.assignee_id = ${me}))` : Prisma.sql`false`
  const mine = Prisma.sql`(o.preparer_id = ${me} OR o.assignee_id = ${me})`
  const overdue = overdueCondition(overdueNow(await dueBook(), at))
  const draft = inStates(TRANSITIONS.edit.from)
  const decidable = inStates([...TRANSITIONS.approve.from, ...TRANSITIONS.apply.from])
  return Prisma.join(
    [
      ofState('approve', viewer, Prisma.sql`${inStates(TRANSITIONS.approve.from)} AND ${toDecide}`),
      ofState('returned', viewer, Prisma.sql`${draft} AND o.submitted_at IS NOT NULL AND ${mine}`),
      ofState('raised', viewer, Prisma.sql`${inStates(RAISED)} AND (${mine} OR o.approver_id = ${me})`),
      ofState('overdue', viewer, Prisma.sql`${overdue} AND (o.assignee_id = ${me} OR (o.preparer_id = ${me} AND NOT ${decidable}) OR (${decidable} AND ${toDecide}))`),
      Prisma.sql`(
        SELECT 'mentioned:' || o.number || ':' || c.id AS key, 'mentioned' AS kind, o.number, a.name AS "accountName", c.author_name AS by, c.at
        FROM work_order_comment c
        JOIN work_order_in_scope o ON o.station_id = c.station_id AND o.id = c.work_order_id
        JOIN account_in_scope a ON a.station_id = o.station_id AND a.id = o.account_id
        WHERE c.mentions @> ARRAY[${me}]::text[] AND c.at > ${newsSince} AND ${inViewersStations(viewer)}
        ORDER BY c.at DESC LIMIT ${NOTIFICATION_LIMIT})`,
      Prisma.sql`(
        SELECT 'assigned:' || o.number || ':' || l.id AS key, 'assigned' AS kind, o.number, a.name AS "accountName", l.actor_name AS by, l.at
        FROM audit_log l
        JOIN work_order_in_scope o ON o.station_id = l.station_id AND o.number = l.subject_key
        JOIN account_in_scope a ON a.station_id = o.station_id AND a.id = o.account_id
        WHERE l.action = 'work-order.assigned' AND l.after->>'assigneeId' = ${me} AND l.actor_id <> ${me} AND l.at > ${newsSince}
          AND o.assignee_id = ${me} AND ${inStates(OPEN_STATES)} AND ${inViewersStations(viewer)}
        ORDER BY l.at DESC LIMIT ${NOTIFICATION_LIMIT})`,
      ...(await alarmsFor(viewer, at)).map(({ kind, since }) => Prisma.sql`SELECT ${`${kind}:${since.getTime()}`} AS key, ${kind} AS kind, '' AS number, '' AS "accountName", NULL AS by, ${since}::timestamptz AS at`),
    ],
    ' UNION ALL ',
  )
}

/** Orders that concern the viewer in the state in which they are; the occasion is that they came into it. */
const ofState = (kind: NotificationKind, viewer: Viewer, condition: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  SELECT ${kind} || ':' || o.number || ':' || (extract(epoch FROM o.state_since) * 1000)::bigint AS key, ${kind} AS kind, o.number, a.name AS "accountName", NULL AS by, o.state_since AS at
  FROM work_order_in_scope o JOIN account_in_scope a ON a.station_id = o.station_id AND a.id = o.account_id
  WHERE ${condition} AND ${inViewersStations(viewer)}
  ORDER BY o.state_since DESC LIMIT ${NOTIFICATION_LIMIT})`

/** The viewer's address for mail, or null for one that nothing is sent to. */
export async function mailAddressOf(viewer: Viewer): Promise<string | null> {
  const user = await db(viewer).appUser.findFirst({ where: { id: viewer.userId }, select: { email: true } })
  return user && !isPlaceholder(user.email) ? user.email : null
}

/** Accounts of the system are opened with an address under the reserved domain `.invalid`. */
export const isPlaceholder = (address: string): boolean => address.endsWith('.invalid')
