import 'server-only'
import type { ReadableStream } from 'node:stream/web'

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const

/** A file to be saved, never shown in place: what it holds came from people. Names may be Chinese. */
export const download = (content: Uint8Array, name: string, type: keyof typeof TYPES): Response => new Response(Buffer.from(content), { headers: headersOf(name, type) })

/** The same for a file that is written while it is sent. */
export const downloadStream = (content: ReadableStream, name: string, type: keyof typeof TYPES): Response => new Response(content as BodyInit, { headers: headersOf(name, type) })

const headersOf = (name: string, type: keyof typeof TYPES) => ({
  'content-type': TYPES[type],
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
})
