import { NextResponse, type NextRequest } from 'next/server'
import { newRequestId, REQUEST_ID } from './server/request-id'

/**
 * Goes before every page, action and route, and guards nothing: gives the request its number. One that a client brought along
 * is not taken over, since it goes into the audit log.
 */
export function proxy(request: NextRequest): NextResponse {
  // No database keeps the character NUL, and no address of ours has it: without it, it is looked for again.
  if (/%00/.test(request.url)) return NextResponse.redirect(request.url.replaceAll('%00', ''))
  return withRequestId(request, (headers) => NextResponse.next({ request: { headers } }))
}

/** @param next makes the answer from the request's headers with the number among them */
function withRequestId(request: NextRequest, next: (headers: Headers) => NextResponse): NextResponse {
  const headers = new Headers(request.headers)
  const id = newRequestId()
  headers.set(REQUEST_ID, id)
  const response = next(headers)
  response.headers.set(REQUEST_ID, id)
  return response
}

export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico).*)'] }
