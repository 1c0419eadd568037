import 'server-only'
import type { BillingMonth } from '@/domain/plain-date'
import { fromDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'
import type { ReportFormat } from './schemas'

export interface KeptReport {
  id: string
  /** 0: the whole company. */
  stationId: number
  month: BillingMonth
  locale: string
  format: ReportFormat
  sha256: string
  bytes: number
  createdByName: string
  createdAt: Date
}

/** The company's reports are for those who see all of it. */
const visible = (viewer: Viewer) => {
  const scope = scopeArray(viewer)
  return scope === null ? {} : { stationId: { in: scope } }
}

/** Kept reports, the newest first. */
export async function listReports(viewer: Viewer, take = 100): Promise<KeptReport[]> {
  const rows = await db(viewer).monthlyReport.findMany({ where: visible(viewer), orderBy: { id: 'desc' }, take })
  return rows.map(({ id, month, ...row }) => ({ ...row, id: String(id), month: fromDbMonth(month) }))
}

/** A kept report that the viewer may read, or null. */
export async function findReport(viewer: Viewer, id: string): Promise<KeptReport | null> {
  if (!/^\d{1,18}$/.test(id)) return null
  const row = await db(viewer).monthlyReport.findFirst({ where: { AND: [visible(viewer), { id: BigInt(id) }] } })
  return row && { ...row, id: String(row.id), month: fromDbMonth(row.month) }
}
