import 'server-only'
import { writeApart } from '@/server/files/write-apart'
import type { Report } from './report-model'

/** A report as PDF, by `pdf-process.ts`. @throws Error with what it said when it failed */
export const writePdfApart = (report: Report): Promise<Buffer> => writeApart('src/features/quality-report/pdf-process.ts', report)
