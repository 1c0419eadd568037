import 'server-only'
import { db } from '@/server/db'
import { inScope, type Viewer } from '@/server/viewer'

export interface HistoryEntry {
  id: bigint
  at: Date
  actorName: string
  action: string
  reason: string | null
  before: unknown
  after: unknown
}

const LIMIT = 200

/** What happened to one thing, newest first. */
export async function historyOf(viewer: Viewer, stationId: number, subject: string, subjectKey: string): Promise<HistoryEntry[]> {
  return db(viewer).auditLog.findMany({
    where: { AND: [inScope(viewer), { stationId, subject, subjectKey }] },
    select: { id: true, at: true, actorName: true, action: true, reason: true, before: true, after: true },
    orderBy: { id: 'desc' },
    take: LIMIT,
  })
}
