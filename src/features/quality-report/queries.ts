import 'server-only'
import { listJobs, type Job } from '@/server/jobs/job-store'
import type { Viewer } from '@/server/viewer'
import { QUALITY_REPORT, reportRequestSchema, writtenReportSchema, type ReportRequest, type WrittenReport } from './schemas'

export interface KeptReport {
  job: Job
  request: ReportRequest
  /** Null until it is written. */
  written: WrittenReport | null
}

/** A project's reports, the newest first. */
export async function projectReports(viewer: Viewer, project: string): Promise<KeptReport[]> {
  const jobs = await listJobs(viewer, QUALITY_REPORT, 50)
  return jobs.flatMap((job) => {
    const request = reportRequestSchema.safeParse(job.params)
    const written = writtenReportSchema.safeParse(job.result)
    return request.success && request.data.project === project ? [{ job, request: request.data, written: written.success ? written.data : null }] : []
  })
}
