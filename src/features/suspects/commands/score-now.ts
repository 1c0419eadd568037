import 'server-only'
import { findJob } from '@/server/jobs/job-store'
import { runJob } from '@/server/jobs/run-job'
import type { Viewer } from '@/server/viewer'
import { SUSPECT_SCORING, suspectScoringJob } from '../suspect-scoring-job'
import { recordScoring } from './request-scoring'

/** Scores the viewer's stations, or one of them, to the end: for the command line, which has no worker. @throws Error when it does not come to its end */
export async function scoreNow(viewer: Viewer, stationCode?: string): Promise<void> {
  const id = await recordScoring(viewer, stationCode === undefined ? {} : { stationCode })
  await runJob(id, { [SUSPECT_SCORING]: suspectScoringJob })
  const job = await findJob(viewer, id)
  if (job?.state !== 'done') throw new Error(`the scoring ended as ${job?.state ?? 'nothing'}: ${job?.failure ?? 'no reason given'}`)
}
