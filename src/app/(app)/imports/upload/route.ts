import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { DomainError } from '@/domain/errors'
import { receiveFile } from '@/features/imports/commands/receive-file'
import { requestCheck } from '@/features/imports/commands/request-job'
import { kindSchema } from '@/features/imports/schemas'
import { changing, privately } from '@/server/authorized-route'
import { now } from '@/server/clock'
import { keepStream } from '@/server/files/file-store'
import { ROW_LIMITS } from '@/server/files/file-rows'

/**
 * Takes a file as it arrives, `?kind=…&name=…`: server actions hold a request in memory, this one writes it on. Answers with
 * the import, or with an action's error.
 */
export const POST = changing({ permissions: ['imports.write'], use: 'action' }, async ({ viewer, request }) => {
  const query = new URL(request.url).searchParams
  const kind = kindSchema.safeParse(query.get('kind')).data
  if (!kind || !request.body) throw new DomainError('file-missing')
  const kept = await keepStream(Readable.fromWeb(request.body as ReadableStream<Uint8Array>), ROW_LIMITS.uploadBytes)
  const received = await receiveFile(viewer, { kind, name: query.get('name') ?? 'file', ...kept }, now())
  if (received.mapped && !received.seenBefore) await requestCheck(viewer, received.id)
  return privately({ data: received })
})
