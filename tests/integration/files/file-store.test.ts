import { readdir } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { keepStream, readKeptFile } from '@/server/files/file-store'

const MEGABYTE = 1024 * 1024
const folder = () => process.env['TARIFF_AUDIT_FILES'] ?? ''

it('a file that arrives in pieces is kept under the digest of the whole, twice as once', async () => {
  const pieces = [Buffer.from('a,b\n'), Buffer.from('1,2\n')]
  const kept = await keepStream(Readable.from(pieces), MEGABYTE)
  expect(await keepStream(Readable.from([Buffer.concat(pieces)]), MEGABYTE)).toEqual(kept)
  expect((await readKeptFile(kept.sha256)).toString()).toBe('a,b\n1,2\n')
})

it('one larger than allowed is refused as it arrives, and one that breaks off too: nothing of them stays', async () => {
  const before = await readdir(folder(), { recursive: true })
  let sent = 0
  const endless = function* () {
    for (;;) {
      sent += 1
      yield Buffer.alloc(MEGABYTE)
    }
  }
  await expect(keepStream(Readable.from(endless()), 3 * MEGABYTE)).rejects.toMatchObject({ code: 'file-too-big' })
  expect(sent).toBeLessThan(30)
  const broken = function* () {
    yield Buffer.from('a,b\n')
    throw new Error('connection lost')
  }
  await expect(keepStream(Readable.from(broken()), MEGABYTE)).rejects.toThrow('connection lost')
  expect(await readdir(folder(), { recursive: true })).toEqual(before)
})
