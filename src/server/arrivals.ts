import 'server-only'
import { channel } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { newRequestId, REQUEST_ID } from './request-id'

/**
 * Notes on every request, through the runtime's own channel and before the framework sees it, what nobody may say of
 * themselves: its number and where it came from.
 */
export function watchArrivals(): void {
  channel('http.server.request.start').subscribe((message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    number(request, response)
    noteSocketAddress(request)
  })
}

/** One that a client brought along is not taken over, since it goes into the audit log. */
function number({ headers }: IncomingMessage, response: ServerResponse): void {
  const id = newRequestId()
  headers[REQUEST_ID] = id
  response.setHeader(REQUEST_ID, id)
}

/**
 * The address of the other end of the socket at the end of `x-forwarded-for`, as a proxy would put it. The framework fills the
 * header only where it is missing, so that anybody who sends one could choose the address that locks and the log go by.
 */
function noteSocketAddress({ headers, socket }: IncomingMessage): void {
  const address = socket.remoteAddress?.replace(/^::ffff:/, '') ?? 'unknown'
  const before = headers['x-forwarded-for']
  headers['x-forwarded-for'] = before === undefined ? address : `${String(before)}, ${address}`
}
