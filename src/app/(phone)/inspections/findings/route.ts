import { DomainError } from '@/domain/errors'
import { receiveInspection, type SentFile } from '@/features/inspections/commands/receive-inspection'
import { sentInspectionSchema } from '@/features/inspections/schemas'
import { changing, privately } from '@/server/authorized-route'
import { now } from '@/server/clock'

/** Takes in one visit from a phone: `inspection` as JSON, its `photo`s and `signature` as files. */
export const POST = changing({ permissions: ['inspections.work'], use: 'action' }, async ({ viewer, request }) => {
  const form = await formOf(request)
  const sent = sentInspectionSchema.safeParse(readJson(form.get('inspection')))
  if (!sent.success) throw new DomainError('inspection-broken', { path: sent.error.issues[0]?.path.join('.') ?? '' })
  const files = await Promise.all((['photo', 'signature'] as const).flatMap((kind) => form.getAll(kind).map((file) => fileOf(kind, file))))
  return privately(await receiveInspection(viewer, sent.data, files, now()))
})

/** @throws DomainError `inspection-broken` for a body that is no form */
const formOf = (request: Request): Promise<FormData> =>
  request.formData().catch(() => {
    throw new DomainError('inspection-broken', { path: 'form' })
  })

function readJson(text: FormDataEntryValue | null): unknown {
  try {
    return JSON.parse(typeof text === 'string' ? text : '')
  } catch {
    return null
  }
}

async function fileOf(kind: SentFile['kind'], file: FormDataEntryValue): Promise<SentFile> {
  if (typeof file === 'string') throw new DomainError('inspection-broken', { path: kind })
  return { kind, content: new Uint8Array(await file.arrayBuffer()) }
}
