import 'server-only'
import { channel } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { logEvent } from '../log'
import { counters } from './counters'

const MS = 1e6
/** Addresses are input: only so many different ones become a label of their own. */
const MOST_AREAS = 60
const areas = new Set<string>()

/** The first part of a path, `/accounts`, for counting: what nobody serves, and more than there can be, are `other`. */
function areaOf(path: string, status: number): string {
  const [area = '/'] = /^\/(api\/)?[a-z0-9_-]*/.exec(path) ?? []
  if (areas.has(area)) return area
  if (status === 404 || areas.size >= MOST_AREAS) return 'other'
  areas.add(area)
  return area
}

const began = new WeakMap<IncomingMessage, bigint>()

/**
 * Measures each request that the process answers and writes a line about it, through the runtime's own channels: nothing of
 * the framework is touched. Files of the build are counted, not written.
 */
export function watchRequests(): void {
  channel('http.server.request.start').subscribe((message) => began.set((message as { request: IncomingMessage }).request, process.hrtime.bigint()))
  channel('http.server.response.finish').subscribe((message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const start = began.get(request)
    if (start === undefined) return
    const durationMs = Number((process.hrtime.bigint() - start) / BigInt(MS / 1000)) / 1000
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const [method, status] = [request.method ?? '', response.statusCode]
    counters().requests.observe({ method, area: areaOf(path, status), status: `${Math.floor(status / 100)}xx` }, durationMs / 1000)
    if (!path.startsWith('/_next/')) logEvent('request', { method, path, status, durationMs, requestId: String(response.getHeader('x-request-id') ?? '') })
  })
}
