import 'server-only'
import { writeApart } from '@/server/files/write-apart'
import type { ReportDocument } from '../report-document'

/** The report as PDF, by `pdf-process.ts`. @throws Error with what it said when it failed */
export const writePdf = (report: ReportDocument): Promise<Buffer> => writeApart('src/features/monthly-reports/pdf/pdf-process.ts', report)
