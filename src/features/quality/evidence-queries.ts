import 'server-only'
import * as z from 'zod'
import { fen, type Fen } from '@/domain/money'
import { targetSchema, type Target } from '@/domain/quality/metric'
import { db } from '@/server/db'
import { withinStation } from '@/server/scope'
import type { ProjectHead, ProjectRecord } from './queries'

type Of = Pick<ProjectHead, 'stationId' | 'id'>

export interface Evidence {
  id: string
  step: string
  kind: 'photo' | 'document' | 'chart' | 'work_order' | 'campaign'
  title: string
  sha256: string
  fileName: string | null
  mediaType: string | null
  fileBytes: number | null
  reference: string | null
  figures: { name: string; value: string }[]
  recordedAt: Date
  byName: string
}

const figuresSchema = z.array(z.strictObject({ name: z.string(), value: z.string() })).nullable()

/** Everything that was filed, in the order it was. */
export async function projectEvidence({ stationId, id }: Of): Promise<Evidence[]> {
  const rows = await db(withinStation(stationId)).qcEvidence.findMany({ where: { stationId, projectId: id }, orderBy: { id: 'asc' } })
  return rows.map(({ id: own, step, kind, title, sha256, fileName, mediaType, fileBytes, reference, figures, recordedAt, byName }) => ({
    id: String(own), step, kind, title, sha256, fileName, mediaType, fileBytes, reference, figures: figuresSchema.parse(figures) ?? [], recordedAt, byName,
  }))
}

/** What a baseline was at the moment the project bound itself. */
export const frozenSchema = z.strictObject({
  value: z.string().nullable(),
  months: z.array(z.strictObject({ month: z.string(), numerator: z.string(), denominator: z.string(), lacking: z.string().nullable() })),
})
export type Frozen = z.infer<typeof frozenSchema>

export interface BoundTarget {
  target: Target
  baseline: Frozen
  recordedAt: Date
  byName: string
}

/** Every target the project bound itself to; the last one counts. */
export async function projectTargets({ stationId, id }: Of): Promise<BoundTarget[]> {
  const rows = await db(withinStation(stationId)).qcTarget.findMany({ where: { stationId, projectId: id }, orderBy: { id: 'asc' } })
  return rows.map(({ content, baseline, recordedAt, byName }) => ({ target: targetSchema.parse(content), baseline: frozenSchema.parse(baseline), recordedAt, byName }))
}

export interface Benefit {
  amountFen: Fen
  basis: string
  result: Frozen
  recordedAt: Date
  byName: string
}

/** The benefit as finance last confirmed it, or null. */
export async function projectBenefit({ stationId, id }: Of): Promise<Benefit | null> {
  const row = await db(withinStation(stationId)).qcBenefit.findFirst({ where: { stationId, projectId: id }, orderBy: { id: 'desc' } })
  return row && { amountFen: fen(row.amountFen), basis: row.basis, result: frozenSchema.parse(row.result), recordedAt: row.recordedAt, byName: row.byName }
}

export interface LateChange {
  step: string
  /** What was changed: a tool's title or a piece of evidence. */
  title: string
  kind: 'sheet' | 'evidence' | 'removed'
  at: Date
  byName: string
  gateAt: Date
}

/** What was changed or added at a step after its gate was last passed. */
export function changesAfterGates({ gates, revisions }: Pick<ProjectRecord, 'gates' | 'revisions'>, evidence: readonly Evidence[]): LateChange[] {
  const passedAt = new Map<string, Date>()
  for (const { step, kind, recordedAt } of gates) if (kind === 'passed') passedAt.set(step, recordedAt)
  const late = (step: string, at: Date) => {
    const gateAt = passedAt.get(step)
    return gateAt !== undefined && at > gateAt ? gateAt : null
  }
  const sheets = revisions.flatMap(({ step, title, removed, recordedAt, byName }): LateChange[] => {
    const gateAt = late(step, recordedAt)
    return gateAt ? [{ step, title, kind: removed ? 'removed' : 'sheet', at: recordedAt, byName, gateAt }] : []
  })
  const files = evidence.flatMap(({ step, title, recordedAt, byName }): LateChange[] => {
    const gateAt = late(step, recordedAt)
    return gateAt ? [{ step, title, kind: 'evidence', at: recordedAt, byName, gateAt }] : []
  })
  return [...sheets, ...files].sort((a, b) => a.at.getTime() - b.at.getTime())
}
