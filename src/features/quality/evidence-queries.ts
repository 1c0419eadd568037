import 'server-only'
import * as z from 'zod'
import { fen, type Fen } from '@/domain/money'
import { targetSchema, type Target } from '@/domain/quality/metric'
import { db } from '@/server/db'
import { withinStation } from '@/server/scope'
import type { ProjectHead } from './queries'

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
  /** The figures were drawn from the books when it was filed; else a person typed them. */
  drawn: boolean
  recordedAt: Date
  byName: string
}

const figuresSchema = z.array(z.strictObject({ name: z.string(), value: z.string() })).nullable()

/** Everything that was filed, in the order it was. */
export async function projectEvidence({ stationId, id }: Of): Promise<Evidence[]> {
  const rows = await db(withinStation(stationId)).qcEvidence.findMany({ where: { stationId, projectId: id }, orderBy: { id: 'asc' } })
  return rows.map(({ id: own, step, kind, title, sha256, fileName, mediaType, fileBytes, reference, figures, drawn, recordedAt, byName }) => ({
    id: String(own), step, kind, title, sha256, fileName, mediaType, fileBytes, reference, figures: figuresSchema.parse(figures) ?? [], drawn, recordedAt, byName,
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

/** Every confirmation by finance; the last one counts. */
export async function projectBenefits({ stationId, id }: Of): Promise<Benefit[]> {
  const rows = await db(withinStation(stationId)).qcBenefit.findMany({ where: { stationId, projectId: id }, orderBy: { id: 'asc' } })
  return rows.map(({ amountFen, basis, result, recordedAt, byName }) => ({ amountFen: fen(amountFen), basis, result: frozenSchema.parse(result), recordedAt, byName }))
}
