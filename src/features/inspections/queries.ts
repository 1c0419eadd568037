import 'server-only'
import type { PlainDate } from '@/domain/plain-date'
import { assignmentTermsSchema, type AssignmentTerms } from '@/domain/tariff/assignment'
import { fromDbDate } from '@/server/database-dates'
import { db, type Db } from '@/server/db'
import { inScope, type Viewer } from '@/server/viewer'
import type { Prisma } from '@/generated/prisma/client'
import type { InspectionSummary } from './inspection-summary'
import { proposalWords } from './phone/proposal'
import type { Answer, Check } from '@/domain/campaigns/checklist'
import { checksSchema, positionSchema } from './schemas'

const whole = {
  files: { select: { kind: true, sha256: true, mediaType: true }, orderBy: { id: 'asc' } },
  task: { select: { id: true, rules: true, checklist: true, campaign: { select: { number: true, name: true } }, account: { select: { accountNo: true, name: true, address: true } } } },
} satisfies Prisma.InspectionInclude

type Row = Prisma.InspectionGetPayload<{ include: typeof whole }>

export interface InspectionDetail {
  stationId: number
  id: bigint
  taskId: bigint
  requestKey: string
  standing: 'accepted' | 'conflict' | 'set_aside'
  conflict: string | null
  outcome: 'as_recorded' | 'finding' | 'no_access'
  finding: 'low_tariff_high_use' | 'split_not_applied' | 'alternating_use' | 'wrong_record' | null
  terms: AssignmentTerms | null
  effectiveFrom: PlainDate | null
  checks: Readonly<Partial<Record<Check, Answer>>>
  note: string
  position: { latitude: string; longitude: string; accuracyM: string } | null
  inspectorId: string
  inspectorName: string
  inspectedAt: Date
  orderNumber: string | null
  files: { kind: 'photo' | 'signature'; sha256: string; mediaType: string }[]
  campaign: { number: string; name: string }
  account: { accountNo: string; name: string; address: string }
  checklist: string
}

const detailOf = (row: Row): InspectionDetail => ({
  stationId: row.stationId,
  id: row.id,
  taskId: row.taskId,
  requestKey: row.requestKey,
  standing: row.standing,
  conflict: row.conflict,
  outcome: row.outcome,
  finding: row.finding,
  terms: row.terms === null ? null : assignmentTermsSchema.parse(row.terms),
  effectiveFrom: row.effectiveFrom && fromDbDate(row.effectiveFrom),
  checks: checksSchema.parse(row.checks),
  note: row.note,
  position: row.position === null ? null : positionSchema.parse(row.position),
  inspectorId: row.inspectorId,
  inspectorName: row.inspectorName,
  inspectedAt: row.inspectedAt,
  orderNumber: row.orderNumber,
  files: row.files,
  campaign: row.task.campaign,
  account: row.task.account,
  checklist: row.task.checklist,
})

const LIMIT = 500

/** What a campaign's accepted visits found, findings first, newest first. */
export async function campaignInspections(viewer: Viewer, { stationId, id }: { stationId: number; id: bigint }): Promise<InspectionDetail[]> {
  const rows = await db(viewer).inspection.findMany({
    where: { AND: [inScope(viewer), { stationId, standing: 'accepted', task: { campaignId: id } }] },
    include: whole,
    orderBy: [{ outcome: 'asc' }, { id: 'desc' }],
    take: LIMIT,
  })
  const details = rows.map(detailOf)
  return [...details.filter(({ outcome }) => outcome === 'finding'), ...details.filter(({ outcome }) => outcome !== 'finding')]
}

export interface Conflict {
  mine: InspectionDetail
  /** What counts now; null when it is the record that changed. */
  other: InspectionDetail | null
}

/** Visits that contradict what counts, each beside it: of a campaign, or those a person sent. */
export async function campaignConflicts(viewer: Viewer, of: { stationId: number; id: bigint } | { inspectorId: string }): Promise<Conflict[]> {
  const which = 'inspectorId' in of ? { inspectorId: of.inspectorId } : { stationId: of.stationId, task: { campaignId: of.id } }
  const rows = (await db(viewer).inspection.findMany({ where: { AND: [inScope(viewer), { standing: 'conflict', ...which }] }, include: whole, orderBy: { id: 'asc' }, take: LIMIT })).map(detailOf)
  const others = await db(viewer).inspection.findMany({ where: { standing: 'accepted', OR: rows.map(({ stationId, taskId }) => ({ stationId, taskId })) }, include: whole })
  return rows.map((mine) => {
    const other = others.find(({ stationId, taskId }) => stationId === mine.stationId && taskId === mine.taskId)
    return { mine, other: other ? detailOf(other) : null }
  })
}

/** An inspection in scope, or null. @param reader the transaction under way, where there is one */
export async function findInspection(viewer: Viewer, { stationId, id }: { stationId: number; id: bigint }, reader: Pick<Db, 'inspection'> = db(viewer)): Promise<InspectionDetail | null> {
  const row = await reader.inspection.findFirst({ where: { AND: [inScope(viewer), { stationId, id }] }, include: whole })
  return row && detailOf(row)
}

/** The kind of a kept file, if it is evidence that the viewer may see. */
export async function findEvidence(viewer: Viewer, sha256: string): Promise<{ mediaType: string } | null> {
  const own = viewer.role === 'inspector' ? { inspection: { inspectorId: viewer.userId } } : {}
  return db(viewer).inspectionFile.findFirst({ where: { AND: [inScope(viewer), { sha256, ...own }] }, select: { mediaType: true } })
}

export const summaryOf = (inspection: InspectionDetail): InspectionSummary => ({
  inspection: `${inspection.stationId}-${inspection.id}`,
  inspectorName: inspection.inspectorName,
  inspectedAt: inspection.inspectedAt.toISOString(),
  outcome: inspection.outcome,
  finding: inspection.finding,
  proposal: inspection.terms && proposalWords(inspection.terms),
  effectiveFrom: inspection.effectiveFrom,
  note: inspection.note,
  photos: inspection.files.filter(({ kind }) => kind === 'photo').length,
})
