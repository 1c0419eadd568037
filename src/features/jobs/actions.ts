'use server'

import * as z from 'zod'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { cancelJob, findJob } from '@/server/jobs/job-store'
import type { JobProgress } from './job-progress'
import { progressOf } from './queries'

const jobId = z.object({ id: z.string().regex(/^\d{1,18}$/) })

/** How far a job is, for the page that waits for it. */
export const jobProgressAction = authorizedAction
  .metadata({ action: 'jobs.progress', permission: 'bill-checks.read' })
  .inputSchema(jobId)
  .action(async ({ parsedInput, ctx }): Promise<JobProgress | null> => {
    const job = await findJob(ctx.viewer, BigInt(parsedInput.id))
    return job && progressOf(job, now())
  })

export const cancelJobAction = authorizedAction
  .metadata({ action: 'jobs.cancel', permission: 'bill-checks.run' })
  .inputSchema(jobId)
  .action(({ parsedInput, ctx }) => cancelJob(ctx.viewer, BigInt(parsedInput.id)))
