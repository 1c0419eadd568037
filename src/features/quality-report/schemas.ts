import * as z from 'zod'
import { projectNumberSchema } from '@/features/quality/schemas'
import { REPORT_LANGUAGES } from './choices'

export const QUALITY_REPORT = 'quality-report'

export const reportRequestSchema = z.strictObject({ project: projectNumberSchema, locale: z.enum(REPORT_LANGUAGES) })
export type ReportRequest = z.infer<typeof reportRequestSchema>

/** What is kept of a report that was written: where its files lie, by their digests. */
export const writtenReportSchema = z.strictObject({ docx: z.string(), pdf: z.string(), title: z.string() })
export type WrittenReport = z.infer<typeof writtenReportSchema>
