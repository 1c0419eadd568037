import 'server-only'
import { dayInChina, now } from '@/server/clock'
import { keepFile } from '@/server/files/file-store'
import type { JobKind } from '@/server/jobs/run-job'
import { buildReport } from './build-report'
import { reportRequestSchema, type WrittenReport } from './schemas'
import { writeDocx } from './write-docx'
import { writePdfApart } from './write-pdf-apart'

/** Writes a project's report as Word and PDF and keeps both; doing it again keeps the same or newer ones beside. */
export const qualityReportJob: JobKind = async (params, { viewer, progress }): Promise<WrittenReport> => {
  const { project, locale } = reportRequestSchema.parse(params)
  const report = await buildReport(viewer, project, locale, dayInChina(now()))
  await progress(1n)
  const docx = await keepFile(await writeDocx(report))
  await progress(2n)
  const pdf = await keepFile(await writePdfApart(report))
  await progress(3n)
  return { docx: docx.sha256, pdf: pdf.sha256, title: report.title }
}
