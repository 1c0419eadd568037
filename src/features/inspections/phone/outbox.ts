/** What waits on the phone to be sent, and how it goes out: each visit as one request under its own key, until it is answered. */
import * as z from 'zod'
import type { ReceivedInspection } from '../inspection-summary'
import { sentInspectionSchema, type SentInspectionInput } from '../schemas'
import { blobOf, pictureSchema, type SmallPicture } from './photos'
import { forget, keepSealed, openSealed, sealedRecords, type SealedRecord } from './sealed-store'

/** A visit as it lies on the phone. */
export interface Visit {
  sent: SentInspectionInput
  accountNo: string
  name: string
  photos: SmallPicture[]
  signature: SmallPicture | null
}

const visitSchema = z.object({ sent: z.looseObject({ requestKey: z.uuid(), task: z.string() }), accountNo: z.string(), name: z.string(), photos: z.array(pictureSchema), signature: pictureSchema.nullable() })

export const keepVisit = (visit: Visit, userId: string, keyId: string): Promise<void> =>
  keepSealed({ id: visit.sent.requestKey, kind: 'visit', userId, keyId }, visit.sent.inspectedAt, visit)

/** The person's visits that are not sent yet, oldest first. */
export async function waitingVisits(userId: string): Promise<Visit[]> {
  const records = (await sealedRecords()).filter((record) => record.kind === 'visit' && record.userId === userId).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
  const visits: Visit[] = []
  for (const record of records) {
    const visit = await opened(record)
    if (visit) visits.push(visit)
  }
  return visits
}

async function opened(record: SealedRecord): Promise<Visit | null> {
  const read = visitSchema.safeParse(await openSealed(record))
  if (!read.success) return null
  const sent = sentInspectionSchema.safeParse(read.data.sent)
  return sent.success ? { ...read.data, sent: sent.data } : null
}

export type SendOutcome =
  | { kind: 'received'; received: ReceivedInspection }
  /** The server will never take it as it is. */
  | { kind: 'refused'; code: string; params: Record<string, string | number> }
  | { kind: 'signed-out' }
  | { kind: 'offline' }

const refusalSchema = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
const SIGNED_OUT = 401
const UNPROCESSABLE = 422

/** Sends one visit. It is taken off the phone only once the server has answered that it has it. */
export async function sendVisit(visit: Visit): Promise<SendOutcome> {
  const form = new FormData()
  form.set('inspection', JSON.stringify(visit.sent))
  for (const photo of visit.photos) form.append('photo', blobOf(photo), photo.name)
  if (visit.signature) form.append('signature', blobOf(visit.signature), visit.signature.name)
  let response: Response
  try {
    response = await fetch('/inspections/findings', { method: 'POST', body: form })
  } catch {
    return { kind: 'offline' }
  }
  if (response.status === SIGNED_OUT) return { kind: 'signed-out' }
  if (response.status === UNPROCESSABLE) {
    const refusal = refusalSchema.safeParse(await response.json())
    return { kind: 'refused', code: refusal.data?.code ?? 'unexpected', params: refusal.data?.params ?? {} }
  }
  if (!response.ok) return { kind: 'offline' }
  const received = (await response.json()) as ReceivedInspection
  await forget(visit.sent.requestKey)
  return { kind: 'received', received }
}
