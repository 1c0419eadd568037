import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, inject } from 'vitest'
import { disconnect } from '@/server/db'
import { cloneDatabase, dropDatabase } from './test-server'

// Before a test file is loaded: a database of its own. The server code reads the address when it first connects.
const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
process.env['DATABASE_URL'] = await cloneDatabase(inject('adminUrl'), inject('template'), name)
const data = await mkdtemp(path.join(tmpdir(), 'tariff-audit-data-'))
for (const place of ['FILES', 'BACKUPS', 'ANCHORS']) process.env[`TARIFF_AUDIT_${place}`] = path.join(data, place.toLowerCase())
await mkdir(path.join(data, 'files'))
process.env['BETTER_AUTH_SECRET'] = 'for-tests-only-for-tests-only-for-tests-only'

afterAll(async () => {
  await disconnect()
  await dropDatabase(inject('adminUrl'), name)
  await rm(data, { recursive: true })
})
