import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { withAdmin } from '@tests/setup/test-server'
import { migrationsFolder } from '@/cli/places'
import { addressOfDatabase } from '@/server/postgres/embedded'
import { migrate } from '@/server/postgres/migrate'
import { APP_ROLE } from '@/server/scoped-pool'

// A server of one's own: the login owns its database and is nothing more.
const name = `plain_${randomBytes(4).toString('hex')}`
const admin = inject('adminUrl')
const address = new URL(addressOfDatabase(admin, name))
address.username = name
address.password = 'plain'

beforeAll(() => withAdmin(admin, async (client) => {
  await client.query(`CREATE ROLE ${name} LOGIN PASSWORD 'plain'`)
  await client.query(`CREATE DATABASE ${name} OWNER ${name}`)
}))
afterAll(() => withAdmin(admin, async (client) => {
  await client.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await client.query(`DROP ROLE ${name}`)
}))

it('migrating says what an administrator has to do, and works once it is done', async () => {
  await expect(migrate(address.href, migrationsFolder)).rejects.toThrow(`GRANT ${APP_ROLE} TO ${name}`)
  await withAdmin(admin, (client) => client.query(`GRANT ${APP_ROLE} TO ${name}`))
  expect(await migrate(address.href, migrationsFolder)).toContain('20260370000000_row_level_security')
  const client = new pg.Client({ connectionString: address.href })
  await client.connect()
  try {
    await client.query(`SET ROLE ${APP_ROLE}; SET app.stations = '1'`)
    await client.query(`INSERT INTO company VALUES (1, 'Company', 1); INSERT INTO station (id, company_id, code, name, open_month) VALUES (1, 1, '01', 'One', '2013-10-01'), (2, 1, '02', 'Two', '2013-10-01')`)
    await client.query(`SELECT ensure_bill_partition('2013-10-01')`)
    await client.query(`INSERT INTO audit_log (station_id, at, actor_id, actor_name, action, subject, subject_key) VALUES (1, now(), 'a', 'a', 'x.done', 'x', '1')`)
    await expect(client.query(`INSERT INTO district (station_id, code, name) VALUES (2, 'x', 'x')`)).rejects.toThrow('row-level security')
    await client.query('SET ROLE NONE')
    expect((await client.query('SELECT seq FROM audit_link')).rows).toEqual([{ seq: '1' }])
  } finally {
    await client.end()
  }
})
