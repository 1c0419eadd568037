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

export const REPORTS_PER_PAGE = 50

const isKey = (text: string | undefined): text is string => text !== undefined && /^\d{1,18}$/.test(text)

/** Kept reports, the newest first; keyed by the report to continue after. A key that is none begins with the first. */
export async function listReports(viewer: Viewer, after?: string): Promise<{ reports: KeptReport[]; next: string | null }> {
  const rows = await db(viewer).monthlyReport.findMany({
    where: { AND: [visible(viewer), isKey(after) ? { id: { lt: BigInt(after) } } : {}] },
    orderBy: { id: 'desc' },
    take: REPORTS_PER_PAGE + 1,
  })
  const reports = rows.slice(0, REPORTS_PER_PAGE).map(({ id, month, ...row }) => ({ ...row, id: String(id), month: fromDbMonth(month) }))
  return { reports, next: rows.length > REPORTS_PER_PAGE ? (reports.at(-1)?.id ?? null) : null }
}

/** A kept report that the viewer may read, or null. */
export async function findReport(viewer: Viewer, id: string): Promise<KeptReport | null> {
  if (!isKey(id)) return null
  const row = await db(viewer).monthlyReport.findFirst({ where: { AND: [visible(viewer), { id: BigInt(id) }] } })
  return row && { ...row, id: String(row.id), month: fromDbMonth(row.month) }
}
