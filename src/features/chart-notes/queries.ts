import 'server-only'
import type { BillingMonth } from '@/domain/plain-date'
import { fromDbMonth, toDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
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
  const rows = await db(viewer).chartNote.findMany({
    where: { month: { gte: toDbMonth(from), lte: toDbMonth(to) }, stationId: { in: stationId === undefined ? [0] : [0, stationId] }, districtId: { in: districtId === undefined ? [0] : [0, districtId] } },
    orderBy: [{ month: 'asc' }, { id: 'asc' }],
    take: 50,
  })
  return rows.map(({ id, month, stationId: station, districtId: district, kind, text, createdByName }) => ({ id: String(id), stationId: station, districtId: district, month: fromDbMonth(month), kind, text, createdByName }))
}
