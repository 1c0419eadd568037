import 'server-only'
import { DomainError } from '@/domain/errors'
import type { Prisma } from '@/generated/prisma/client'
import { now } from '../clock'
import { db } from '../db'
import { transact, type Record, type Transaction } from '../transaction'
import type { Viewer } from '../viewer'
import { queue } from './queue'

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

/** Long work as its page shows it. */
export interface Job {
  id: string
  kind: string
  params: unknown
  state: JobState
  done: bigint
  total: bigint | null
  result: unknown
  /** A code under `errors`, or `unexpected` with its reference number. */
  failure: string | null
  createdByName: string
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

interface JobRequest {
  kind: string
  params: Prisma.InputJsonObject
  /** The supply stations it works on. */
  stationIds: readonly number[]
  total: bigint | null
}

/** Puts work on record. `enqueue` hands it to the worker; the command line runs it itself. */
export async function createJob(viewer: Viewer, request: JobRequest): Promise<bigint> {
  return transact(viewer, (tx, record) => createJobIn(tx, record, viewer, request))
}

/** The same within a transaction that writes more than the job; `sendJob` after it has committed. */
export async function createJobIn(tx: Transaction, record: Record, viewer: Viewer, { kind, params, stationIds, total }: JobRequest): Promise<bigint> {
  const { id } = await tx.backgroundJob.create({
    data: { kind, params, stationIds: [...stationIds], totalUnits: total, createdById: viewer.userId, createdByName: viewer.name, createdAt: now() },
  })
  await record({ stationId: 0, action: 'job.requested', subject: 'job', subjectKey: String(id), after: { kind, ...params } })
  return id
}

/** Hands a job on record to the worker. Sending one twice does it once. */
export const sendJob = async (id: bigint): Promise<void> => (await queue()).send(id)

/** The same, done by the worker. @returns the job's number */
export async function enqueueJob(viewer: Viewer, request: JobRequest): Promise<string> {
  const id = await createJob(viewer, request)
  await sendJob(id)
  return String(id)
}

/** A job on stations that the viewer sees, or null. */
export async function findJob(viewer: Viewer, id: bigint): Promise<Job | null> {
  const row = await db(viewer).backgroundJob.findFirst({ where: { id } })
  return row && withinScope(viewer, row.stationIds) ? jobOf(row) : null
}

/** The newest jobs of a kind on stations that the viewer sees. */
export async function listJobs(viewer: Viewer, kind: string, take = 10): Promise<Job[]> {
  const rows = await db(viewer).backgroundJob.findMany({ where: { kind }, orderBy: { id: 'desc' }, take: take * 10 })
  return rows.filter(({ stationIds }) => withinScope(viewer, stationIds)).slice(0, take).map(jobOf)
}

/** A job on no station in particular is of the whole company. */
const withinScope = ({ stations }: Viewer, stationIds: readonly number[]): boolean => stations === 'all' || (stationIds.length > 0 && stationIds.every((id) => stations.includes(id)))

/** Asks a job to stop at its next step. What it has finished stays. @throws DomainError `job-not-found` */
export async function cancelJob(viewer: Viewer, id: bigint): Promise<void> {
  if (!(await findJob(viewer, id))) throw new DomainError('job-not-found')
  await transact(viewer, async (tx, record) => {
    await tx.backgroundJob.updateMany({ where: { id, state: { in: ['queued', 'running'] } }, data: { cancelRequested: true } })
    await tx.backgroundJob.updateMany({ where: { id, state: 'queued' }, data: { state: 'cancelled', finishedAt: now() } })
    await record({ stationId: 0, action: 'job.cancelled', subject: 'job', subjectKey: String(id) })
  })
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof db>['backgroundJob']['findFirst']>>>

const jobOf = ({ id, kind, params, state, doneUnits, totalUnits, result, failure, createdByName, createdAt, startedAt, finishedAt }: Row): Job => ({
  id: String(id), kind, params, state, done: doneUnits, total: totalUnits, result, failure, createdByName, createdAt, startedAt, finishedAt,
})
