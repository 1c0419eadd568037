/** A visit that is being filled in. It is kept sealed with every change: a phone's camera often ends the page that called it. */
import { newRequestKey } from '@/ui/request-key'
import { lateShapes } from './late-shapes'
import { forget, keepSealed, openSealed, sealedRecords } from './sealed-store'
import type { VisitDraft } from './shapes'

export const newDraft = (): VisitDraft => ({
  requestKey: newRequestKey(), outcome: null, proposal: { finding: '', remainder: '', splitCategory: '', splitPercent: '', effectiveFrom: '' }, checks: {}, note: '', photos: [], signature: null, position: null,
})

const KIND = 'draft'
const idOf = (task: string): string => `${KIND} ${task}`

export const keepDraft = (task: string, draft: VisitDraft, userId: string, keyId: string): Promise<void> => keepSealed({ id: idOf(task), kind: KIND, userId, keyId }, '', draft)

/** The person's draft of a task, or null. */
export async function draftOf(task: string, userId: string): Promise<VisitDraft | null> {
  const record = (await sealedRecords()).find(({ id, userId: owner }) => id === idOf(task) && owner === userId)
  if (!record) return null
  const { asDraft } = await lateShapes()
  return asDraft(await openSealed(record))
}

/** The tasks that the person has begun. */
export const begunTasks = async (userId: string): Promise<string[]> =>
  (await sealedRecords()).filter(({ kind, userId: owner }) => kind === KIND && owner === userId).map(({ id }) => id.slice(idOf('').length))

export const forgetDraft = (task: string): Promise<undefined> => forget(idOf(task))
