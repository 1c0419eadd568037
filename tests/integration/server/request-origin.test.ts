import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { clientAddress, isFromOurPages } from '@/server/request-origin'
import { watchArrivals } from '@/server/arrivals'

describe('where a request comes from', () => {
  it('the socket has the last word, whatever the client writes', async () => {
    watchArrivals()
    const server = createServer((request, response) => void response.end(String(request.headers['x-forwarded-for'])))
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const told = async (headers: Record<string, string>) => clientAddress(new Headers({ 'x-forwarded-for': await (await fetch(url, { headers })).text() }))
    expect(await told({})).toBe('127.0.0.1')
    expect(await told({ 'x-forwarded-for': '203.0.113.9' })).toBe('127.0.0.1')
    server.close()
  })

  it('is nobody where nothing is said', () => expect(clientAddress(new Headers())).toBeNull())
})

describe('our own pages', () => {
  const from = (origin: string | null, host = 'audit.example') => isFromOurPages(new Headers({ host, ...(origin === null ? {} : { origin }) }))
  it.each([
    [true, 'https://audit.example'],
    [false, null],
    [false, 'null'],
    [false, 'https://evil.example'],
    [false, 'https://audit.example.evil.example'],
    [false, 'https://audit.example:8443'],
  ] as const)('%s: %s', (own, origin) => expect(from(origin)).toBe(own))
})
