import { randomBytes } from 'node:crypto'
import { NextResponse, type NextRequest } from 'next/server'
import { contentPolicy, mayComeFromElsewhere } from '@/domain/identity/content-policy'
import { env } from '@/server/env'

const TWO_YEARS_S = 63_072_000

/**
 * Before each page: a policy with a nonce of its own, which the framework reads off the request and puts on its scripts. It
 * guards nothing that the session and the action client do not guard themselves.
 */
export function proxy(request: NextRequest): NextResponse {
  const { headers, method } = request
  // No database keeps the character NUL, and no address of ours has it: without it, it is looked for again.
  if (/%00/.test(request.url)) return NextResponse.redirect(request.url.replaceAll('%00', ''))
  const said = { method, site: headers.get('sec-fetch-site'), mode: headers.get('sec-fetch-mode'), dest: headers.get('sec-fetch-dest') }
  if (!mayComeFromElsewhere(said)) return new NextResponse(null, { status: 403 })
  const nonce = randomBytes(18).toString('base64')
  const secure = isSecure(request)
  const policy = contentPolicy({ nonce, secure, development: process.env.NODE_ENV === 'development' })
  const forwarded = new Headers(headers)
  forwarded.set('content-security-policy', policy)
  forwarded.set('x-nonce', nonce)
  const response = NextResponse.next({ request: { headers: forwarded } })
  response.headers.set('content-security-policy', policy)
  if (secure) response.headers.set('strict-transport-security', `max-age=${TWO_YEARS_S}; includeSubDomains`)
  return response
}

/** Whether people type https, whatever the last stretch to this server speaks. */
const isSecure = (request: NextRequest): boolean => (env().APP_URL ?? '').startsWith('https://') || request.headers.get('x-forwarded-proto') === 'https'

export const config = {
  // Not before assets, nor before what takes in files and actions: their bodies would be held in memory and cut at ten megabytes.
  // They check the origin themselves.
  matcher: [{ source: '/((?!_next/|imports/upload|inspections/findings|icon|inspections-sw.js).*)', missing: [{ type: 'header', key: 'next-action' }] }],
}
