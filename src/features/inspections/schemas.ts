import * as z from 'zod'
import { ANSWERS, CHECKS } from '@/domain/campaigns/checklist'
import { isPlainDate, plainDate } from '@/domain/plain-date'
import { assignmentTermsSchema } from '@/domain/tariff/assignment'
import { FINDING_KINDS, OUTCOMES } from './choices'

const coordinate = z.string().regex(/^-?\d{1,3}(\.\d{1,6})?$/)
export const positionSchema = z.object({ latitude: coordinate, longitude: coordinate, accuracyM: z.string().regex(/^\d{1,6}$/) })

/** `station-row`: what a task or an inspection is known by between phone and server. */
export const rowKey = z.string().regex(/^\d{1,9}-\d{1,18}$/)

export const checksSchema = z.partialRecord(z.enum(CHECKS), z.enum(ANSWERS))

/** What was found at a door, as the phone sends it. Messages are keys under `inspections.faults`. */
export const sentInspectionSchema = z
  .object({
    requestKey: z.uuid(),
    task: rowKey,
    /** What the pack showed: the task's version and the assignment in force. */
    seenVersion: z.int().positive(),
    seenAssignment: z.string(),
    outcome: z.enum(OUTCOMES, { error: 'outcome-missing' }),
    finding: z.enum(FINDING_KINDS, { error: 'finding-missing' }).nullable(),
    terms: assignmentTermsSchema.nullable(),
    effectiveFrom: z.string().refine(isPlainDate, 'date-wrong').transform(plainDate).nullable(),
    checks: checksSchema,
    note: z.string().trim().max(2000, 'too-long'),
    position: positionSchema.nullable(),
    inspectedAt: z.iso.datetime(),
  })
  .refine(({ outcome, finding }) => outcome !== 'finding' || finding !== null, { path: ['finding'], message: 'finding-missing' })
  .refine(({ outcome, terms }) => outcome !== 'finding' || (terms !== null && terms.remainder !== ''), { path: ['terms'], message: 'category-missing' })
  .refine(({ outcome, effectiveFrom }) => outcome !== 'finding' || effectiveFrom !== null, { path: ['effectiveFrom'], message: 'date-wrong' })
export type SentInspection = z.output<typeof sentInspectionSchema>
export type SentInspectionInput = z.input<typeof sentInspectionSchema>

export const resolveConflictSchema = z.object({ requestKey: z.uuid(), inspection: rowKey, keep: z.enum(['this', 'other']) })
export type ResolveConflict = z.output<typeof resolveConflictSchema>
export const openOrderSchema = z.object({ inspection: rowKey })

/** `"12-345"` → its parts. */
export function partsOfKey(key: string): { stationId: number; id: bigint } {
  const [station = '0', id = '0'] = key.split('-')
  return { stationId: Number(station), id: BigInt(id) }
}
