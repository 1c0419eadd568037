/** What waits on the phone to be sent, and how it goes out: each visit as one request under its own key, until it is answered. */
import type { ReceivedInspection } from '../inspection-summary'
import { lateShapes } from './late-shapes'
import { blobOf } from './photos'
import { forget, keepSealed, openSealed, sealedRecords } from './sealed-store'
import type { Visit } from './shapes'

export const keepVisit = (visit: Visit, userId: string, keyId: string): Promise<void> =>
  keepSealed({ id: visit.sent.requestKey, kind: 'visit', userId, keyId }, visit.sent.inspectedAt, visit)

/** The person's visits that are not sent yet, oldest first. */
export async function waitingVisits(userId: string): Promise<Visit[]> {
  const records = (await sealedRecords()).filter((record) => record.kind === 'visit' && record.userId === userId).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
  if (records.length === 0) return []
  const { asVisit } = await lateShapes()
  const visits: Visit[] = []
  for (const record of records) {
    const visit = asVisit(await openSealed(record))
    if (visit) visits.push(visit)
  }
  return visits
}

export type SendOutcome =
  | { kind: 'received'; received: ReceivedInspection }
  /** The server will never take it as it is. */
  | { kind: 'refused'; code: string; params: Record<string, string | number> }
  | { kind: 'signed-out' }
  | { kind: 'offline' }

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
    const shapes = await lateShapes().catch(() => null)
    return { kind: 'refused', ...(shapes?.asRefusal(await response.json()) ?? { code: 'unexpected', params: {} }) }
  }
  if (!response.ok) return { kind: 'offline' }
  const received = (await response.json()) as ReceivedInspection
  await forget(visit.sent.requestKey)
  return { kind: 'received', received }
}
