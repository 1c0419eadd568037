import 'server-only'
import type { MonthlyTarget } from '@/domain/change/target'
import { fen } from '@/domain/money'
import { fromDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'

export interface RecoveryTarget extends MonthlyTarget {
  setByName: string
}

/** A station's targets, or the company's for who sees all of it; the newest first. */
export async function listTargets(viewer: Viewer, stationId: number | undefined): Promise<RecoveryTarget[]> {
  const seen = scopeArray(viewer)
  if (seen !== null && (stationId === undefined || !seen.includes(stationId))) return []
  const rows = await db(viewer).recoveryTarget.findMany({ where: { stationId: stationId ?? 0 }, orderBy: { effectiveFrom: 'desc' } })
  return rows.map(({ effectiveFrom, monthlyFen, setByName }) => ({ effectiveFrom: fromDbMonth(effectiveFrom), monthlyFen: fen(monthlyFen), setByName }))
}
