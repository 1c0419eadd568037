import 'server-only'
import { DomainError } from '@/domain/errors'
import { mayDo, type Permission } from '@/domain/identity/permissions'
import { logError } from './log'
import { assertWithin, type Use } from './rate-limit'
import { newRequestId, REQUEST_ID } from './request-id'
import { isFromOurPages } from './request-origin'
import { currentViewer } from './session'
import type { Viewer } from './viewer'

export interface RouteCall<Params> {
  viewer: Viewer
  request: Request
  params: Params
}

interface RouteContext<Params> {
  params: Promise<Params>
}

type Handler<Params> = (request: Request, context: RouteContext<Params>) => Promise<Response>

interface RouteRule {
  /** Any of these opens it; none: everybody who is logged in. */
  permissions: readonly Permission[]
  /** What it counts as in the limits of a person. */
  use: Use
}

/**
 * The one place for session, permission, limits and error mapping of routes that files and lists are read by. Whatever is not
 * there, or is another station's, is 404. Use: `export const GET = reading({ permissions: ['imports.read'], use: 'export' }, …)`
 */
export const reading = <Params>({ permissions, use }: RouteRule, work: (call: RouteCall<Params>) => Promise<Response | null>): Handler<Params> =>
  guarded({ permissions, use }, 404, async (call: RouteCall<Params>) => (await work(call)) ?? refusal(404, 'not-found'))

/** The same for a route that changes something: whoever does must come from a page of ours. Nothing of the body is read before that. */
export const changing = <Params>({ permissions, use }: RouteRule, work: (call: RouteCall<Params>) => Promise<Response>): Handler<Params> => {
  const handler = guarded({ permissions, use }, 422, work)
  return async (request, context) => (isFromOurPages(request.headers) ? handler(request, context) : refusal(403, 'foreign-origin'))
}

function guarded<Params>({ permissions, use }: RouteRule, notFound: 404 | 422, work: (call: RouteCall<Params>) => Promise<Response>): Handler<Params> {
  return async (request, { params }) => {
    const viewer = await currentViewer()
    if (!viewer) return refusal(401, 'signed-out')
    if (permissions.length > 0 && !permissions.some((permission) => mayDo(viewer.role, permission))) return refusal(403, 'forbidden')
    try {
      await assertWithin(use, viewer.userId)
      return await work({ viewer, request, params: await params })
    } catch (error) {
      if (error instanceof DomainError) return refusal(statusOf(error.code, notFound), error.code, error.params)
      const reference = request.headers.get(REQUEST_ID) ?? newRequestId()
      logError(error, { requestId: reference, route: new URL(request.url).pathname })
      return refusal(500, 'unexpected', { reference })
    }
  }
}

function statusOf(code: string, notFound: 404 | 422): number {
  if (code === 'forbidden' || code === 'foreign-origin') return 403
  if (code === 'too-many-requests') return 429
  return code.endsWith('not-found') ? notFound : 422
}

/** An answer as JSON that nobody keeps. */
export const privately = (answer: unknown): Response => Response.json(answer, { headers: { 'cache-control': 'private, no-store' } })

const refusal = (status: number, code: string, params: DomainError['params'] = {}): Response => Response.json({ code, params }, { status, headers: { 'cache-control': 'private, no-store' } })
