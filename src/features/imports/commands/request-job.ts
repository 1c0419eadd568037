import 'server-only'
import { DomainError } from '@/domain/errors'
import { missingColumns } from '@/domain/imports/columns'
import { db, pool } from '@/server/db'
import { createJob, enqueueJob } from '@/server/jobs/job-store'
import { SHARED_TABLES } from '@/server/scope'
import { assertMay, type Viewer } from '@/server/viewer'
import { stationsOf } from '../asked-stations'
import { IMPORT_CHECK, IMPORT_COMMIT } from '../import-jobs'
import { KINDS } from '../kinds/kinds'
import { getImport, importRows, type ImportDetail } from '../queries'
import type { BatchStep } from '../schemas'

type Planned = Parameters<typeof enqueueJob>[1]

/** Asks for a file to be checked by the worker. @throws DomainError `mapping-missing`, `import-changed` */
export async function requestCheck(viewer: Viewer, id: string): Promise<{ job: string }> {
  const batch = await getImport(viewer, id)
  return (await underWay(batch)) ?? handOver(id, await enqueueJob(viewer, await plannedCheck(viewer, batch)))
}

/** Asks for a checked file to be brought into the books by the worker; asked twice, it is done once. @throws DomainError `import-held`, `import-changed` */
export async function requestCommit(viewer: Viewer, step: BatchStep): Promise<{ job: string }> {
  const batch = await getImport(viewer, step.id)
  return (await underWay(batch)) ?? handOver(step.id, await enqueueJob(viewer, await plannedCommit(viewer, batch, step)))
}

/** The same put on record only, for whoever runs it at once. */
export const recordCheck = async (viewer: Viewer, id: string): Promise<bigint> => createJob(viewer, await plannedCheck(viewer, await getImport(viewer, id)))
export const recordCommit = async (viewer: Viewer, step: BatchStep): Promise<bigint> => createJob(viewer, await plannedCommit(viewer, await getImport(viewer, step.id), step))

async function plannedCheck(viewer: Viewer, batch: ImportDetail): Promise<Planned> {
  assertMay(viewer, 'imports.write')
  if (batch.state !== 'uploaded' && batch.state !== 'checked') throw new DomainError('import-changed')
  if (missingColumns(batch.kind, batch.mapping).length > 0) throw new DomainError('mapping-missing')
  return { kind: IMPORT_CHECK, params: { id: batch.id }, stationIds: await stationsOf(viewer), total: null }
}

async function plannedCommit(viewer: Viewer, batch: ImportDetail, { id, version }: BatchStep): Promise<Planned> {
  assertMay(viewer, 'imports.write')
  if (batch.state !== 'checked' || batch.version !== version) throw new DomainError('import-changed')
  const { blocker, held } = batch.counts
  if (!KINDS[batch.kind].partial && blocker + held > 0) throw new DomainError('import-held', { count: blocker + held, rows: await firstOpenRows(viewer, id) })
  return { kind: IMPORT_COMMIT, params: { id, version }, stationIds: await stationsOf(viewer), total: BigInt(batch.summary?.rows ?? 0) }
}

const ROWS_NAMED = 5

async function firstOpenRows(viewer: Viewer, id: string): Promise<string> {
  const some = await Promise.all((['blocker', 'held'] as const).map((severity) => importRows(viewer, id, { severity }, ROWS_NAMED)))
  return some.flat().map(({ rowNo }) => rowNo).sort((a, b) => a - b).slice(0, ROWS_NAMED).join('、')
}

/** The job that is at it already. */
async function underWay({ jobId }: ImportDetail): Promise<{ job: string } | null> {
  const job = jobId === null ? null : await db(SHARED_TABLES).backgroundJob.findFirst({ where: { id: BigInt(jobId) }, select: { state: true } })
  return jobId !== null && (job?.state === 'queued' || job?.state === 'running') ? { job: jobId } : null
}

/** Which job is at it concerns nobody's books: it is kept outside of the audited transactions, as the job's progress is. */
async function handOver(id: string, job: string): Promise<{ job: string }> {
  await pool(SHARED_TABLES).query('UPDATE import_batch SET job_id = $2, failure = NULL WHERE id = $1', [id, job])
  return { job }
}
