import 'server-only'
import { Server, type IncomingMessage } from 'node:http'

/**
 * Puts the address of the other end of the socket at the end of `x-forwarded-for`, as a proxy would. The framework fills the
 * header only where it is missing, so that anybody who sends one could choose the address that locks and the log go by.
 */
export function noteSocketAddresses(): void {
  const emit: (this: Server, event: string, ...args: unknown[]) => boolean = Server.prototype.emit
  Server.prototype.emit = function (this: Server, event: string, ...args: unknown[]) {
    if (event === 'request') noteSocketAddress(args[0] as IncomingMessage)
    return emit.call(this, event, ...args)
  }
}

function noteSocketAddress({ headers, socket }: IncomingMessage): void {
  const address = socket.remoteAddress?.replace(/^::ffff:/, '') ?? 'unknown'
  const before = headers['x-forwarded-for']
  headers['x-forwarded-for'] = before === undefined ? address : `${String(before)}, ${address}`
}
