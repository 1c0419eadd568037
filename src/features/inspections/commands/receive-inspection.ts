import 'server-only'
import { DomainError } from '@/domain/errors'
import { Prisma } from '@/generated/prisma/client'
import { toDbDate } from '@/server/database-dates'
import { keepFile } from '@/server/files/file-store'
import { mediaTypeOf } from '@/server/files/media-type'
import { transact, type Transaction } from '@/server/transaction'
import { answerOnce } from '@/server/answer-once'
import { assertMay, seesStation, type Viewer } from '@/server/viewer'
import type { InspectionSummary, ReceivedInspection } from '../inspection-summary'
import { findInspection, summaryOf } from '../queries'
import { MOST_FILE_BYTES, MOST_PHOTOS } from '../choices'
import { partsOfKey, type SentInspection } from '../schemas'

export interface SentFile {
  kind: 'photo' | 'signature'
  content: Uint8Array
}

interface KeptFile {
  kind: 'photo' | 'signature'
  sha256: string
  mediaType: string
  bytes: number
}

/**
 * Takes in what an inspector found at a door, with its evidence, exactly once: a repeat gets the first answer. What
 * contradicts an earlier visit, or a record that changed since the pack was made, is kept beside it for a person to decide.
 * @throws DomainError `forbidden`, `task-not-found`, `photos-too-many`, `photo-too-big`, `attachment-wrong-kind`
 */
export async function receiveInspection(viewer: Viewer, sent: SentInspection, files: readonly SentFile[], at: Date): Promise<ReceivedInspection> {
  assertMay(viewer, 'inspections.work')
  const request = { key: sent.requestKey, action: 'inspection.receive' }
  return answerOnce(viewer, request, async () => {
    const { stationId, id } = partsOfKey(sent.task)
    if (!seesStation(viewer, stationId)) throw new DomainError('task-not-found')
    const kept = await keepFiles(files)
    return transact(
      viewer,
      async (tx, record) => {
        const task = await lockedTask(tx, stationId, id)
        const { conflict, other } = await contradiction(viewer, tx, task, sent)
        const standing = conflict === null ? ('accepted' as const) : ('conflict' as const)
        if (standing === 'accepted') await setEarlierAside(tx, task)
        const inspection = await tx.inspection.create({ data: { ...columnsOf(sent), stationId, taskId: task.id, standing, conflict, inspectorId: viewer.userId, inspectorName: viewer.name, receivedAt: at } })
        await tx.inspectionFile.createMany({ data: kept.map((file) => ({ ...file, stationId, inspectionId: inspection.id })) })
        if (standing === 'accepted' && sent.outcome !== 'no_access') {
          await tx.inspectionTask.update({ where: { stationId_id: { stationId, id: task.id } }, data: { state: 'done', version: { increment: 1 } } })
        }
        await record({
          stationId, action: 'inspection.received', subject: 'inspection', subjectKey: task.accountNo,
          after: { campaign: task.campaignNumber, outcome: sent.outcome, finding: sent.finding, standing, conflict, files: kept.map(({ sha256 }) => sha256) },
        })
        return { inspection: `${stationId}-${inspection.id}`, state: standing, conflict, other }
      },
      request,
    )
  })
}

async function keepFiles(files: readonly SentFile[]): Promise<KeptFile[]> {
  if (files.filter(({ kind }) => kind === 'photo').length > MOST_PHOTOS) throw new DomainError('photos-too-many', { limit: MOST_PHOTOS })
  const kept: KeptFile[] = []
  for (const { kind, content } of files) {
    if (content.byteLength > MOST_FILE_BYTES) throw new DomainError('photo-too-big', { limit: MOST_FILE_BYTES / 1024 / 1024 })
    const mediaType = mediaTypeOf(content)
    if (!mediaType.startsWith('image/')) throw new DomainError('attachment-wrong-kind')
    kept.push({ kind, mediaType, ...(await keepFile(content)) })
  }
  return kept
}

interface LockedTask {
  stationId: number
  id: bigint
  accountNo: string
  campaignNumber: string
  /** The assignment in force, as decimal text of its id. */
  assignment: string
}

/** Locks the task, so that of two phones that send at once the second sees the first. */
async function lockedTask(tx: Transaction, stationId: number, id: bigint): Promise<LockedTask> {
  const [row] = await tx.$queryRaw<LockedTask[]>`
    SELECT t.station_id AS "stationId", t.id, a.account_no AS "accountNo", c.number AS "campaignNumber",
           COALESCE((SELECT s.id::text FROM tariff_assignment s WHERE s.station_id = t.station_id AND s.account_id = t.account_id AND s.valid_to IS NULL), '') AS assignment
    FROM inspection_task t
    JOIN account a ON a.station_id = t.station_id AND a.id = t.account_id
    JOIN campaign c ON c.station_id = t.station_id AND c.id = t.campaign_id
    WHERE t.station_id = ${stationId} AND t.id = ${id} FOR UPDATE OF t`
  if (!row) throw new DomainError('task-not-found')
  return row
}

async function contradiction(viewer: Viewer, tx: Transaction, task: LockedTask, sent: SentInspection): Promise<{ conflict: ReceivedInspection['conflict']; other: InspectionSummary | null }> {
  const earlier = await tx.inspection.findFirst({ where: { stationId: task.stationId, taskId: task.id, standing: 'accepted', outcome: { not: 'no_access' } }, select: { id: true } })
  if (earlier) {
    const detail = await findInspection(viewer, { stationId: task.stationId, id: earlier.id }, tx)
    return { conflict: 'already-inspected', other: detail && summaryOf(detail) }
  }
  return { conflict: task.assignment === sent.seenAssignment ? null : 'record-changed', other: null }
}

/** A visit that found nobody in makes way for one that did, or for another try. */
async function setEarlierAside(tx: Transaction, { stationId, id }: LockedTask): Promise<void> {
  await tx.inspection.updateMany({ where: { stationId, taskId: id, standing: 'accepted' }, data: { standing: 'set_aside' } })
}

function columnsOf(sent: SentInspection) {
  const found = sent.outcome === 'finding'
  return {
    requestKey: sent.requestKey,
    outcome: sent.outcome,
    finding: found ? sent.finding : null,
    terms: found && sent.terms ? sent.terms : Prisma.DbNull,
    effectiveFrom: found && sent.effectiveFrom !== null ? toDbDate(sent.effectiveFrom) : null,
    checks: sent.checks,
    note: sent.note,
    position: sent.position ?? Prisma.DbNull,
    inspectedAt: new Date(sent.inspectedAt),
  }
}
