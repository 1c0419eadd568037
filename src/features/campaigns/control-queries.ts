import 'server-only'
import type { PlainDate } from '@/domain/plain-date'
import { fromDbDate } from '@/server/database-dates'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'

export interface DistrictCover {
  stationId: number
  districtId: number
  code: string
  name: string
  /** The day of its first accepted visit; null while nobody has inspected it, and it serves as a control. */
  firstInspectedOn: PlainDate | null
}

/** Every district with the day it was first inspected: the treated and the controls of a before-and-after comparison. */
export async function districtCover(viewer: Viewer, stationId?: number): Promise<DistrictCover[]> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<(Omit<DistrictCover, 'firstInspectedOn'> & { first: Date | null })[]>`
    SELECT d.station_id AS "stationId", d.id AS "districtId", d.code, d.name, min((i.inspected_at AT TIME ZONE 'Asia/Shanghai')::date) AS first
    FROM district d
    LEFT JOIN inspection_task t ON t.station_id = d.station_id AND t.district_id = d.id
    LEFT JOIN inspection i ON i.station_id = t.station_id AND i.task_id = t.id AND i.standing = 'accepted' AND i.outcome <> 'no-access'
    WHERE (${scope}::int[] IS NULL OR d.station_id = ANY(${scope}::int[])) AND (${stationId ?? null}::int IS NULL OR d.station_id = ${stationId ?? null}::int)
    GROUP BY d.station_id, d.id, d.code, d.name ORDER BY d.code`
  return rows.map(({ first, ...row }) => ({ ...row, firstInspectedOn: first && fromDbDate(first) }))
}
