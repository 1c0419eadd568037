import 'server-only'
import { DomainError } from '@/domain/errors'
import { listStations } from '@/features/accounts/queries'
import { createJob, enqueueJob } from '@/server/jobs/job-store'
import { assertMay, type Viewer } from '@/server/viewer'
import { SUSPECT_SCORING } from '../suspect-scoring-job'

interface Scope {
  /** All of the viewer's stations when absent. */
  stationCode?: string | undefined
}

/**
 * Asks for accounts to be scored by the worker.
 * @returns the job's number
 * @throws DomainError `forbidden`, `station-not-found`
 */
export async function requestScoring(viewer: Viewer, scope: Scope): Promise<{ job: string }> {
  assertMay(viewer, 'suspects.decide')
  return { job: await enqueueJob(viewer, await planned(viewer, scope)) }
}

/** The same put on record only, for whoever runs it at once. */
export const recordScoring = async (viewer: Viewer, scope: Scope = {}): Promise<bigint> => createJob(viewer, await planned(viewer, scope))

async function planned(viewer: Viewer, { stationCode }: Scope) {
  const stations = (await listStations(viewer)).filter(({ code }) => stationCode === undefined || code === stationCode)
  if (stations.length === 0) throw new DomainError('station-not-found', { station: stationCode ?? '' })
  return { kind: SUSPECT_SCORING, params: stationCode === undefined ? {} : { stationCode }, stationIds: stations.map(({ id }) => id), total: null }
}
