import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { DomainError } from '@/domain/errors'
import { receiveFile } from '@/features/imports/commands/receive-file'
import { requestCheck } from '@/features/imports/commands/request-job'
import { kindSchema } from '@/features/imports/schemas'
import { assertSameOrigin } from '@/server/action-client'
import { now } from '@/server/clock'
import { keepStream } from '@/server/files/file-store'
import { ROW_LIMITS } from '@/server/files/file-rows'
import { logError } from '@/server/log'
import { newRequestId, REQUEST_ID } from '@/server/request-id'
import { currentViewer } from '@/server/session'
import { assertMay } from '@/server/viewer'

/**
 * Takes a file as it arrives, `?kind=…&name=…`: server actions hold a request in memory, this one writes it on. Answers with
 * the import, or with an action's error.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    await assertSameOrigin()
    const viewer = await currentViewer()
    if (!viewer) throw new DomainError('signed-out')
    assertMay(viewer, 'imports.write')
    const query = new URL(request.url).searchParams
    const kind = kindSchema.safeParse(query.get('kind')).data
    if (!kind || !request.body) throw new DomainError('file-missing')
    const kept = await keepStream(Readable.fromWeb(request.body as ReadableStream<Uint8Array>), ROW_LIMITS.uploadBytes)
    const received = await receiveFile(viewer, { kind, name: query.get('name') ?? 'file', ...kept }, now())
    if (received.mapped && !received.seenBefore) await requestCheck(viewer, received.id)
    return Response.json({ data: received })
  } catch (error) {
    if (error instanceof DomainError) return Response.json({ error: { code: error.code, params: error.params } })
    const reference = request.headers.get(REQUEST_ID) ?? newRequestId()
    logError(error, { requestId: reference, action: 'imports.upload' })
    return Response.json({ error: { code: 'unexpected', params: { reference } } })
  }
}
