import 'server-only'
import { fen, ZERO_FEN, type Fen } from '@/domain/money'
import { monthRange, type BillingMonth } from '@/domain/plain-date'
import { fromDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'

export interface RecoveryTarget {
  effectiveFrom: BillingMonth
  monthlyFen: Fen
  setByName: string
}

/** A station's targets, or the company's for who sees all of it; the newest first. */
export async function listTargets(viewer: Viewer, stationId: number | undefined): Promise<RecoveryTarget[]> {
  const seen = scopeArray(viewer)
  if (seen !== null && (stationId === undefined || !seen.includes(stationId))) return []
  const rows = await db().recoveryTarget.findMany({ where: { stationId: stationId ?? 0 }, orderBy: { effectiveFrom: 'desc' } })
  return rows.map(({ effectiveFrom, monthlyFen, setByName }) => ({ effectiveFrom: fromDbMonth(effectiveFrom), monthlyFen: fen(monthlyFen), setByName }))
}

/** What was to be brought up to each month of a range, added up from its beginning; null before the first target. */
export function targetUpTo(targets: readonly RecoveryTarget[], from: BillingMonth, to: BillingMonth): (Fen | null)[] {
  let sum: Fen | null = null
  return monthRange(from, to).map((month) => {
    const inForce = targets.filter(({ effectiveFrom }) => effectiveFrom <= month).sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0]
    if (inForce) sum = fen((sum ?? ZERO_FEN) + inForce.monthlyFen)
    return sum
  })
}
