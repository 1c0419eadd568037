import 'server-only'
import { firstDayOf } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { now } from '@/server/clock'
import { db } from '@/server/db'
import type { JobKind } from '@/server/jobs/run-job'
import { keepReport } from './commands/keep-report'
import { writePdf } from './pdf/write-pdf'
import type { ReportDocument } from './report-document'
import { reportDocument } from './report-document-queries'
import { REPORT_FORMATS, reportParamsSchema, type ReportFormat } from './schemas'
import { writeDocx } from './write-docx'

const WRITERS: Record<ReportFormat, (report: ReportDocument) => Promise<Buffer>> = { pdf: writePdf, docx: writeDocx }

/** Writes a month's report in every language asked for, as PDF and Word. Taken up again, it goes on with those that are missing. */
export const monthlyReportJob: JobKind = async (params, { id, viewer, progress }) => {
  const { month, stationCode, locales } = reportParamsSchema.parse(params)
  const station = (await listStations(viewer)).find(({ code }) => code === stationCode)
  // The company's report is of all stations; the job's viewer sees just those there were when it was asked for.
  const whole = stationCode === '' ? { ...viewer, stations: 'all' as const } : viewer
  const written = await db(whole).monthlyReport.findMany({ where: { jobId: id }, select: { locale: true, format: true } })
  let done = BigInt(written.length)
  await progress(done, BigInt(locales.length * REPORT_FORMATS.length))
  for (const locale of locales) {
    const open = REPORT_FORMATS.filter((format) => !written.some((one) => one.locale === locale && one.format === format))
    if (open.length === 0) continue
    const document = await reportDocument(whole, { month, stationCode, locale }, now())
    for (const format of open) {
      await keepReport(whole, { jobId: id, stationId: station?.id ?? 0, month: firstDayOf(month), locale, format, content: await WRITERS[format](document) }, now())
      done += 1n
      await progress(done)
    }
  }
  return { written: String(done) }
}
