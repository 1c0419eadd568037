import 'server-only'
import { firstDayOf, type BillingMonth } from '@/domain/plain-date'
import { Prisma } from '@/generated/prisma/client'
import { preparedRows } from '@/server/prepared-rows'
import { scopeArray, type Viewer } from '@/server/viewer'
import type { NoteKind } from './schemas'

export interface ChartNote {
  id: string
  /** 0: the whole company. */
  stationId: number
  /** 0: the whole station. */
  districtId: number
  month: BillingMonth
  kind: NoteKind
  text: string
  createdByName: string
}

interface NoteScope {
  stationId?: number | undefined
  districtId?: number | undefined
  from: BillingMonth
  to: BillingMonth
}

/**
 * The notes on charts of a scope: its own and those of what it is part of. A heat wave noted for the company is one in each
 * of its districts; what is noted for a district says nothing of the whole station.
 */
export async function notesFor(viewer: Viewer, { stationId, districtId, from, to }: NoteScope): Promise<ChartNote[]> {
  const seen = scopeArray(viewer)
  if (stationId !== undefined && seen !== null && !seen.includes(stationId)) return []
  const newest = await preparedRows<ChartNote>(viewer, Prisma.sql`
    SELECT id::text, station_id AS "stationId", district_id AS "districtId", to_char(month, 'YYYY-MM') AS month, kind, text, created_by_name AS "createdByName"
    FROM chart_note
    WHERE month BETWEEN ${firstDayOf(from)}::date AND ${firstDayOf(to)}::date
      AND station_id = ANY(${stationId === undefined ? [0] : [0, stationId]}::int[]) AND district_id = ANY(${districtId === undefined ? [0] : [0, districtId]}::int[])
    ORDER BY chart_note.month DESC, chart_note.id DESC
    LIMIT 50`)
  return newest.reverse()
}
