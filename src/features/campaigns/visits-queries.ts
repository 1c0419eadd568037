import 'server-only'
import { addMonths, firstDayOf, type BillingMonth } from '@/domain/plain-date'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'

/** Where, and when by the calendar of China, doors were visited; what is absent is not asked about. */
export interface VisitScope {
  stationId?: number | undefined
  districtId?: number | undefined
  from?: BillingMonth | undefined
  to?: BillingMonth | undefined
}

/** The condition of a scope, in the viewer's stations, on an inspection `i` and its task `t`. */
export function visitsWithin(viewer: Viewer, { stationId, districtId, from, to }: VisitScope): Prisma.Sql {
  const scope = scopeArray(viewer)
  const midnight = (month: BillingMonth) => Prisma.sql`(${firstDayOf(month)}::date::timestamp AT TIME ZONE 'Asia/Shanghai')`
  return Prisma.join([
    Prisma.sql`(${scope}::int[] IS NULL OR i.station_id = ANY(${scope}::int[]))`,
    ...(stationId === undefined ? [] : [Prisma.sql`i.station_id = ${stationId}::int`]),
    ...(districtId === undefined ? [] : [Prisma.sql`t.district_id = ${districtId}::int`]),
    ...(from === undefined ? [] : [Prisma.sql`i.inspected_at >= ${midnight(from)}`]),
    ...(to === undefined ? [] : [Prisma.sql`i.inspected_at < ${midnight(addMonths(to, 1))}`]),
  ], ' AND ')
}

/** The districts in which an accepted visit got in, whether it found something or not. */
export async function visitedDistricts(viewer: Viewer, scope: VisitScope): Promise<{ stationId: number; districtId: number }[]> {
  return db(viewer).$queryRaw<{ stationId: number; districtId: number }[]>`
    SELECT DISTINCT t.station_id AS "stationId", t.district_id AS "districtId"
    FROM inspection i JOIN inspection_task t ON t.station_id = i.station_id AND t.id = i.task_id
    WHERE i.standing = 'accepted' AND i.outcome <> 'no-access' AND ${visitsWithin(viewer, scope)}`
}

/** Doors at which an accepted visit found something that no work order has been made of. */
export async function findingsWithoutOrder(viewer: Viewer, scope: VisitScope): Promise<number> {
  const [row] = await db(viewer).$queryRaw<{ doors: number }[]>`
    SELECT count(DISTINCT (t.station_id, t.account_id))::int AS doors
    FROM inspection i JOIN inspection_task t ON t.station_id = i.station_id AND t.id = i.task_id
    WHERE i.standing = 'accepted' AND i.outcome = 'finding' AND i.order_number IS NULL AND ${visitsWithin(viewer, scope)}`
  return row?.doors ?? 0
}
