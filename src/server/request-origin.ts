import 'server-only'
import { env } from './env'

const LONGEST_ADDRESS = 64

/**
 * The address a request came from. `watchArrivals` has put the socket's own at the end of the chain, so that what a
 * client writes into the header counts for nothing: only as many entries are gone back over as proxies are known to stand
 * before the server (`TRUSTED_PROXIES`).
 */
export function clientAddress(requestHeaders: Headers): string | null {
  const chain = (requestHeaders.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim()).filter((hop) => hop !== '')
  return chain.at(Math.max(-chain.length, -1 - env().TRUSTED_PROXIES))?.slice(0, LONGEST_ADDRESS) ?? null
}

/** Whether a request that changes something comes from a page of ours: one that does not say where it comes from does not. */
export function isFromOurPages(requestHeaders: Headers): boolean {
  const origin = requestHeaders.get('origin')
  if (origin === null || !URL.canParse(origin)) return false
  const { APP_URL } = env()
  if (APP_URL !== undefined && origin === new URL(APP_URL).origin) return true
  return new URL(origin).host === (requestHeaders.get('x-forwarded-host') ?? requestHeaders.get('host'))
}
