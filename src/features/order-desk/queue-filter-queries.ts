import 'server-only'
import { mayDo } from '@/domain/identity/permissions'
import type { OverdueRange } from '@/domain/work-order/due'
import { ORDER_STATES, TRANSITIONS, type OrderState } from '@/domain/work-order/transitions'
import { Prisma } from '@/generated/prisma/client'
import { scopeArray, type Viewer } from '@/server/viewer'
import { midnightInChina } from './due-queries'
import type { QueueView } from './choices'
import type { QueueFilter } from './schemas'

/** Applied, and the next bill has not shown it yet; or it has shown that it did not take. */
const AFTER_APPLYING: readonly string[] = ['applied', 'raised']
export const UNVERIFIED_STATES: readonly OrderState[] = ORDER_STATES.filter((state) => AFTER_APPLYING.includes(state))

/** States on the way to being applied: from there an order can still be decided on. */
export const OPEN_STATES: readonly OrderState[] = [...new Set([TRANSITIONS.edit, TRANSITIONS.approve, TRANSITIONS.apply].flatMap(({ from }) => from))]

const inStates = (states: readonly OrderState[]): Prisma.Sql => Prisma.sql`o.state = ANY(${[...states]}::work_order_state[])`

const ofViewer = (viewer: Viewer): Prisma.Sql => Prisma.sql`(o.preparer_id = ${viewer.userId} OR o.assignee_id = ${viewer.userId})`

/** The condition of a queue. Drafts that were submitted before are those that came back. */
export function viewCondition(viewer: Viewer, view: QueueView, overdue: readonly OverdueRange[]): Prisma.Sql {
  switch (view) {
    case 'all':
      return Prisma.sql`true`
    case 'approve':
      return inStates(TRANSITIONS.approve.from)
    case 'drafts':
      return Prisma.sql`${inStates(TRANSITIONS.edit.from)} AND o.submitted_at IS NULL AND ${ofViewer(viewer)}`
    case 'returned':
      return Prisma.sql`${inStates(TRANSITIONS.edit.from)} AND o.submitted_at IS NOT NULL AND ${mayDo(viewer.role, 'work-orders.prepare') ? ofViewer(viewer) : Prisma.sql`true`}`
    case 'assigned':
      return Prisma.sql`o.assignee_id = ${viewer.userId} AND ${inStates([...OPEN_STATES, ...UNVERIFIED_STATES])}`
    case 'overdue':
      return overdueCondition(overdue)
    case 'unverified':
      return inStates(UNVERIFIED_STATES)
  }
}

export const overdueCondition = (ranges: readonly OverdueRange[]): Prisma.Sql =>
  ranges.length === 0
    ? Prisma.sql`false`
    : Prisma.sql`(${Prisma.join(ranges.map(({ state, from, before }) => Prisma.sql`(o.state = ${state}::work_order_state AND o.state_since >= ${midnightInChina(from)}::timestamptz AND o.state_since < ${midnightInChina(before)}::timestamptz)`), ' OR ')})`

export const inViewersStations = (viewer: Viewer): Prisma.Sql => {
  const scope = scopeArray(viewer)
  return scope === null ? Prisma.sql`true` : Prisma.sql`o.station_id = ANY(${scope}::int[])`
}

/** Everything that the filter asks for, within the viewer's stations. */
export function filterCondition(viewer: Viewer, { view, state, mine, q, finding, station }: QueueFilter, overdue: readonly OverdueRange[]): Prisma.Sql {
  const parts = [inViewersStations(viewer), viewCondition(viewer, view, overdue)]
  if (state) parts.push(inStates([state]))
  if (mine) parts.push(Prisma.sql`o.preparer_id = ${viewer.userId}`)
  if (finding) parts.push(Prisma.sql`o.finding = ${finding.replaceAll('_', '-')}::finding_kind`)
  if (station) parts.push(Prisma.sql`o.station_id = (SELECT id FROM station WHERE code = ${station})`)
  if (q !== '') parts.push(textCondition(q))
  return Prisma.join(parts, ' AND ')
}

/** Part of an order's number, the beginning of an account's, or part of its name. */
function textCondition(q: string): Prisma.Sql {
  const part = q.replace(/[\\%_]/g, '\\$&')
  return /^[0-9A-Za-z-]+$/.test(q)
    ? Prisma.sql`(o.number LIKE ${`%${part.toUpperCase()}%`} OR a.account_no LIKE ${`${part}%`} OR a.name ILIKE ${`%${part}%`})`
    : Prisma.sql`a.name LIKE ${`%${part}%`}`
}
