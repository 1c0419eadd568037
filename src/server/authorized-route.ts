import 'server-only'
import { DomainError } from '@/domain/errors'
import { mayDo, type Permission } from '@/domain/identity/permissions'
import { logError } from './log'
import { newRequestId, REQUEST_ID } from './request-id'
import { currentViewer } from './session'
import type { Viewer } from './viewer'

/** Whoever changes something must come from a page of ours. */
function isForeign(request: Request): boolean {
  if (request.method === 'GET') return false
  const origin = request.headers.get('origin')
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host')
  return origin === null || !URL.canParse(origin) || new URL(origin).host !== host
}

/**
 * A route that programs of ours call (the page on the inspector's phone): the same origin, session and permission as the
 * actions have, and the same errors, as JSON. An address outlives a new build, an action's number does not.
 */
export async function answer(request: Request, permission: Permission, work: (viewer: Viewer) => Promise<unknown>): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer) return refusal(401, 'signed-out')
  if (!mayDo(viewer.role, permission)) return refusal(403, 'forbidden')
  if (isForeign(request)) return refusal(403, 'foreign-origin')
  try {
    return Response.json(await work(viewer), { headers: { 'cache-control': 'private, no-store' } })
  } catch (error) {
    if (error instanceof DomainError) return refusal(422, error.code, error.params)
    const reference = request.headers.get(REQUEST_ID) ?? newRequestId()
    logError(error, { requestId: reference, route: new URL(request.url).pathname })
    return refusal(500, 'unexpected', { reference })
  }
}

const refusal = (status: number, code: string, params: DomainError['params'] = {}): Response => Response.json({ code, params }, { status, headers: { 'cache-control': 'private, no-store' } })
