import 'server-only'
import type { PlainDate } from '@/domain/plain-date'
import { toDbDate } from '@/server/database-dates'
import { keepFile } from '@/server/files/file-store'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import type { ReportFormat } from '../schemas'

interface WrittenReport {
  jobId: bigint
  /** 0: the whole company. */
  stationId: number
  month: PlainDate
  locale: string
  format: ReportFormat
  content: Buffer
}

/** Puts a written report on record. A second one of the same job, language and format changes nothing. */
export async function keepReport(viewer: Viewer, { content, month, ...report }: WrittenReport, at: Date): Promise<void> {
  const { sha256, bytes } = await keepFile(content)
  await transact(viewer, async (tx, record) => {
    const known = await tx.monthlyReport.findFirst({ where: { jobId: report.jobId, locale: report.locale, format: report.format } })
    if (known) return
    const { id } = await tx.monthlyReport.create({ data: { ...report, month: toDbDate(month), sha256, bytes, createdByName: viewer.name, createdAt: at } })
    await record({ stationId: report.stationId, action: 'monthly-report.written', subject: 'monthly-report', subjectKey: String(id), after: { month, locale: report.locale, format: report.format, sha256 } })
  })
}
