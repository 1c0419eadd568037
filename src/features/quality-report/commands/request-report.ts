import 'server-only'
import { getProject } from '@/features/quality/queries'
import { enqueueJob } from '@/server/jobs/job-store'
import { assertMay, type Viewer } from '@/server/viewer'
import { QUALITY_REPORT, type ReportRequest } from '../schemas'

/** Asks the worker for a project's report. @returns the job's number @throws DomainError `forbidden`, `project-not-found` */
export async function requestReport(viewer: Viewer, request: ReportRequest): Promise<{ job: string }> {
  assertMay(viewer, 'quality.read')
  const { stationId } = await getProject(viewer, request.project)
  return { job: await enqueueJob(viewer, { kind: QUALITY_REPORT, params: { ...request }, stationIds: [stationId], total: 3n }) }
}
