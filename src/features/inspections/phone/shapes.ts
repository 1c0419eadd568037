/** The shapes of what lies on the phone and of what goes out from it. Fetched after the page, see `late-shapes.ts`. */
import * as z from 'zod'
import { ANSWERS, CHECKS } from '@/domain/campaigns/checklist'
import { FINDING_KINDS, OUTCOMES } from '../choices'
import { positionSchema, sentInspectionSchema, type SentInspectionInput } from '../schemas'

const pictureSchema = z.object({
  name: z.string(),
  /** Of a JPEG or PNG. */
  base64: z.string(),
  mediaType: z.enum(['image/jpeg', 'image/png']),
  bytes: z.number(),
})
export type SmallPicture = z.output<typeof pictureSchema>

const proposalSchema = z.object({
  finding: z.enum([...FINDING_KINDS, '']),
  remainder: z.string(),
  /** A part of the energy on another category, if any. */
  splitCategory: z.string(),
  splitPercent: z.string(),
  effectiveFrom: z.string(),
})
export type Proposal = z.output<typeof proposalSchema>

const draftSchema = z.object({
  requestKey: z.uuid(),
  outcome: z.enum(OUTCOMES).nullable(),
  proposal: proposalSchema,
  checks: z.partialRecord(z.enum(CHECKS), z.enum(ANSWERS)),
  note: z.string(),
  photos: z.array(pictureSchema),
  signature: pictureSchema.nullable(),
  position: positionSchema.nullable(),
})
export type VisitDraft = z.output<typeof draftSchema>

/** A visit as it lies on the phone. */
export interface Visit {
  sent: SentInspectionInput
  accountNo: string
  name: string
  photos: SmallPicture[]
  signature: SmallPicture | null
}

const visitSchema = z.object({ sent: sentInspectionSchema, accountNo: z.string(), name: z.string(), photos: z.array(pictureSchema), signature: pictureSchema.nullable() })
const refusalSchema = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })

/** Null where it is none: another build kept it. */
export const asDraft = (value: unknown): VisitDraft | null => draftSchema.safeParse(value).data ?? null

/** Null where it is none: another build kept it. */
export const asVisit = (value: unknown): Visit | null => visitSchema.safeParse(value).data ?? null

/** What the server said against a visit. */
export const asRefusal = (value: unknown): z.output<typeof refusalSchema> => refusalSchema.safeParse(value).data ?? { code: 'unexpected', params: {} }

/** What is filled in as it would be sent, or the first thing that is wrong with it, a key under `inspections.faults`. */
export function checkedVisit(filledIn: unknown): { sent: SentInspectionInput } | { fault: string } {
  const checked = sentInspectionSchema.safeParse(filledIn)
  return checked.success ? { sent: checked.data } : { fault: checked.error.issues[0]?.message ?? 'wrong' }
}
