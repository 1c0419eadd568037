import * as z from 'zod'
import { billingMonth, isBillingMonth } from '@/domain/plain-date'

/** The kind of its jobs. */
export const MONTHLY_REPORT = 'monthly-report'

export const REPORT_LOCALES = ['zh-CN', 'en'] as const
export const REPORT_FORMATS = ['pdf', 'docx'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

const month = z.string().refine(isBillingMonth).transform(billingMonth)

export const requestReportSchema = z.object({
  month,
  /** Empty: the whole company. */
  stationCode: z.string(),
  locale: z.enum(REPORT_LOCALES),
})
export type RequestReport = z.infer<typeof requestReportSchema>

/** What the job is asked for. */
export const reportParamsSchema = z.object({
  month,
  stationCode: z.string(),
  locales: z.array(z.enum(REPORT_LOCALES)),
  /** Ordered by the calendar, not by a person. */
  scheduled: z.boolean(),
})
export type ReportParams = z.infer<typeof reportParamsSchema>
