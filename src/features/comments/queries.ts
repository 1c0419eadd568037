import 'server-only'
import { mayDo, ROLES } from '@/domain/identity/permissions'
import { db } from '@/server/db'
import { inScope, seesStation, type Viewer } from '@/server/viewer'
import type { Colleague } from './schemas'

export interface CommentRow {
  id: bigint
  authorId: string
  authorName: string
  body: string
  at: Date
}

interface OrderKey {
  stationId: number
  id: bigint
}

/** What was said about an order, oldest first. */
export async function commentsOf(viewer: Viewer, order: OrderKey): Promise<CommentRow[]> {
  return db(viewer).workOrderComment.findMany({
    where: { AND: [inScope(viewer), { stationId: order.stationId, workOrderId: order.id }] },
    select: { id: true, authorId: true, authorName: true, body: true, at: true },
    orderBy: { id: 'asc' },
  })
}

const READERS = ROLES.filter((role) => mayDo(role, 'work-orders.read'))
const HANDLERS = ROLES.filter((role) => mayDo(role, 'work-orders.prepare') || mayDo(role, 'work-orders.decide'))

/** Who can read the orders of a station, by name; with `handling`, who can also do something about them. */
export async function colleaguesAt(viewer: Viewer, stationId: number, handling = false): Promise<Colleague[]> {
  if (!seesStation(viewer, stationId)) return []
  const rows = await db(viewer).appUser.findMany({
    where: { role: { in: handling ? HANDLERS : READERS }, OR: [{ allStations: true }, { scopes: { some: { stationId } } }] },
    select: { id: true, name: true, username: true },
    orderBy: { name: 'asc' },
  })
  return rows.map(({ id, name, username }) => ({ id, name, username: username ?? '' }))
}
