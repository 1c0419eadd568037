/** A visit that is being filled in. It is kept sealed with every change: a phone's camera often ends the page that called it. */
import * as z from 'zod'
import { ANSWERS, CHECKS } from '@/domain/campaigns/checklist'
import { newRequestKey } from '@/ui/request-key'
import { FINDING_KINDS, OUTCOMES, positionSchema } from '../schemas'
import { pictureSchema } from './photos'
import { forget, keepSealed, openSealed, sealedRecords } from './sealed-store'

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

export const newDraft = (): VisitDraft => ({
  requestKey: newRequestKey(), outcome: null, proposal: { finding: '', remainder: '', splitCategory: '', splitPercent: '', effectiveFrom: '' }, checks: {}, note: '', photos: [], signature: null, position: null,
})

const KIND = 'draft'
const idOf = (task: string): string => `${KIND} ${task}`

export const keepDraft = (task: string, draft: VisitDraft, userId: string, keyId: string): Promise<void> => keepSealed({ id: idOf(task), kind: KIND, userId, keyId }, '', draft)

/** The person's draft of a task, or null. */
export async function draftOf(task: string, userId: string): Promise<VisitDraft | null> {
  const record = (await sealedRecords()).find(({ id, userId: owner }) => id === idOf(task) && owner === userId)
  return record ? (draftSchema.safeParse(await openSealed(record)).data ?? null) : null
}

/** The tasks that the person has begun. */
export const begunTasks = async (userId: string): Promise<string[]> =>
  (await sealedRecords()).filter(({ kind, userId: owner }) => kind === KIND && owner === userId).map(({ id }) => id.slice(idOf('').length))

export const forgetDraft = (task: string): Promise<undefined> => forget(idOf(task))
