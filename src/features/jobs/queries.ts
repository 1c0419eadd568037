import 'server-only'
import type { Job } from '@/server/jobs/job-store'
import type { JobProgress } from './job-progress'

/** A job's progress as the browser gets it. */
export const progressOf = ({ id, state, done, total, startedAt, failure }: Job, at: Date): JobProgress => ({
  id, state, done: String(done), total: total === null ? null : String(total), elapsedMs: startedAt && at.getTime() - startedAt.getTime(), failure,
})
