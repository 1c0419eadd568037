import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { asDatabaseOwner } from '@tests/factories/owner'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth } from '@/domain/plain-date'

import { tablesOf } from '@/features/imports/import-tables'
import { markRead } from '@/features/notifications/commands/mark-read'
import { saveView } from '@/features/saved-views/commands/save-view'
import { Prisma } from '@/generated/prisma/client'
import { db, pool } from '@/server/db'
import { preparedRows } from '@/server/prepared-rows'
import { SHARED_TABLES, system, withinStation } from '@/server/scope'
import { APP_ROLE, asOwner } from '@/server/scoped-pool'
import { transact, transactBulk, type AuditEntry } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'

let one: GivenStation
let two: GivenStation
let three: GivenStation
let ofOne: Viewer
let ofTwo: Viewer
beforeAll(async () => {
  ;[one, two, three] = [await givenStation(), await givenStation(), await givenStation()]
  for (const station of [one, two, three]) {
    const account = await givenAccount(station)
    await givenBills(station, account, billingMonth('2013-07'), [100])
  }
  ofOne = viewerAs('clerk', { stations: [one.id] })
  ofTwo = viewerAs('clerk', { stations: [two.id] })
})

const stationsIn = (rows: readonly { station: number }[]): number[] => [...new Set(rows.map(({ station }) => station))].sort((a, b) => a - b)
/** A query that forgets its filter. */
const FORGETFUL = 'SELECT station_id AS station FROM account UNION ALL SELECT station_id FROM bill UNION ALL SELECT station_id FROM district_monthly_total'
const entry = (stationId: number): AuditEntry => ({ stationId, action: 'demo.loaded', subject: 'test', subjectKey: '1' })

describe('a query that forgets its filter', () => {
  it('shows the viewer’s stations and no others, by every way to the database', async () => {
    expect(stationsIn((await pool(ofOne).query<{ station: number }>(FORGETFUL)).rows)).toEqual([one.id])
    expect(stationsIn(await preparedRows<{ station: number }>(ofTwo, Prisma.sql`SELECT station_id AS station FROM account`))).toEqual([two.id])
    expect((await db(ofOne).account.findMany()).map(({ stationId }) => stationId)).toEqual([one.id])
    expect((await db(ofOne).district.findMany({ include: { accounts: true } })).map(({ stationId }) => stationId)).toEqual([one.id])
    expect(await transact(ofTwo, async (tx, record) => {
      await record(entry(two.id))
      return (await tx.account.findMany()).map(({ stationId }) => stationId)
    })).toEqual([two.id])
    const both = viewerAs('clerk', { stations: [two.id, one.id] })
    expect(stationsIn((await pool(both).query<{ station: number }>(FORGETFUL)).rows)).toEqual([one.id, two.id])
  })

  it('shows nothing to who sees no station, and everything to who sees all', async () => {
    for (const whose of [viewerAs('clerk', { stations: [] }), SHARED_TABLES]) expect((await pool(whose).query(FORGETFUL)).rows).toEqual([])
    expect(stationsIn((await pool(viewerAs('supervisor')).query<{ station: number }>(FORGETFUL)).rows)).toEqual([one.id, two.id, three.id])
    expect(stationsIn((await pool(withinStation(three.id)).query<{ station: number }>(FORGETFUL)).rows)).toEqual([three.id])
  })

  it('shows nothing on a connection that was told nothing', async () => {
    const client = await pool(ofOne).connect()
    try {
      for (const told of ["''", "'none'", "'1; SELECT'", "'all '", "'-1'"]) {
        await client.query(`BEGIN; SET LOCAL app.stations = ${told}`)
        expect((await client.query(FORGETFUL)).rows).toEqual([])
        await client.query('ROLLBACK')
      }
      await client.query('BEGIN; RESET app.stations')
      expect((await client.query(FORGETFUL)).rows).toEqual([])
      await client.query('ROLLBACK')
    } finally {
      client.release()
    }
  })

  it('shows the same through the views of the hot reads', async () => {
    const views = 'SELECT station_id AS station FROM account_in_scope UNION ALL SELECT station_id FROM work_order_in_scope'
    expect(stationsIn((await pool(ofOne).query<{ station: number }>(views)).rows)).toEqual([one.id])
    expect((await pool(SHARED_TABLES).query(views)).rows).toEqual([])
  })
})

describe('a write outside of the scope', () => {
  it('is refused, or finds nothing to change', async () => {
    await expect(transact(ofOne, (tx) => tx.district.create({ data: { stationId: two.id, code: 'x', name: 'x' } }))).rejects.toThrow(/row-level security|denied/)
    await expect(transactBulk(ofOne, (client) => client.query(`INSERT INTO district (station_id, code, name) VALUES (${two.id}, 'x', 'x')`))).rejects.toThrow('row-level security')
    await expect(transactBulk(ofOne, (client) => client.query(`UPDATE account SET station_id = ${two.id} WHERE station_id = ${one.id}`))).rejects.toThrow('row-level security')
    await expect(transactBulk(ofOne, (_client, record) => record(entry(two.id)))).rejects.toThrow('row-level security')
    const changed = await transactBulk(ofOne, async (client, record) => {
      await record(entry(one.id))
      return (await client.query(`UPDATE account SET name = 'X'`)).rowCount
    })
    expect(changed).toBe(1)
    expect(await db(system('test')).account.count({ where: { name: 'X', stationId: { not: one.id } } })).toBe(0)
  })
})

describe('what belongs to a person alone', () => {
  const OWN_TABLES = ['saved_view', 'notification_read', 'notification_mail', 'idempotency_key'] as const
  /** Queries that forget whose rows they ask for. */
  const owners = async (whose: Parameters<typeof pool>[0]) =>
    Promise.all(OWN_TABLES.map(async (table) => (await pool(whose).query<{ of: string }>(`SELECT DISTINCT user_id AS of FROM ${table} ORDER BY 1`)).rows.map(({ of }) => of)))

  beforeAll(async () => {
    for (const viewer of [ofOne, ofTwo]) {
      await saveView(viewer, { list: '/accounts', name: 'mine', query: 'q=1' }, new Date())
      await markRead(viewer, { keys: ['approve:GD-1:1'] }, new Date())
      await pool(viewer).query(`INSERT INTO notification_mail (user_id, key, message_id, claimed_at) VALUES ($1, 'k', 'm', now())`, [viewer.userId])
      await transact(viewer, (_tx, record) => record(entry(0)), { key: randomUUID(), action: 'test.do' })
      await transactBulk(viewer, (_client, record) => record(entry(0)), { key: randomUUID(), action: 'test.do' })
    }
  })

  it('is seen by that person, whatever stations they see, and by nobody where nobody is named', async () => {
    expect(await owners(ofOne)).toEqual(OWN_TABLES.map(() => [ofOne.userId]))
    expect(await owners({ ...ofTwo, stations: 'all' })).toEqual(OWN_TABLES.map(() => [ofTwo.userId]))
    for (const whose of [SHARED_TABLES, withinStation(one.id), viewerAs('admin'), viewerAs('clerk', { userId: '' }), viewerAs('clerk', { userId: 'all' })]) expect(await owners(whose)).toEqual(OWN_TABLES.map(() => []))
    expect(await owners(system('test'))).toEqual(OWN_TABLES.map(() => [ofOne.userId, ofTwo.userId].sort()))
    expect((await db(ofOne).savedView.findMany()).map(({ userId }) => userId)).toEqual([ofOne.userId])
  })

  it('cannot be written for another, nor changed or taken away', async () => {
    await expect(transact(ofOne, (tx) => tx.savedView.create({ data: { userId: ofTwo.userId, list: 'accounts', name: 'theirs', query: '', createdAt: new Date() } }))).rejects.toThrow(/row-level security|denied/)
    for (const sql of [`INSERT INTO notification_read (user_id, key, read_at) VALUES ($1, 'x', now())`, `INSERT INTO notification_mail (user_id, key, message_id, claimed_at) VALUES ($1, 'x', 'm', now())`, `INSERT INTO idempotency_key (user_id, key, action, answer, created_at) VALUES ($1, 'x', 'test.do', '{}', now())`, `UPDATE saved_view SET user_id = $1`]) {
      await expect(pool(ofOne).query(sql, [ofTwo.userId]), sql).rejects.toThrow('row-level security')
    }
    for (const table of OWN_TABLES) expect((await pool(ofOne).query(`DELETE FROM ${table} WHERE user_id = $1`, [ofTwo.userId])).rowCount).toBe(0)
    expect(await owners(ofTwo)).toEqual(OWN_TABLES.map(() => [ofTwo.userId]))
  })

  it('an answer that was given stays what it was', async () => {
    await expect(pool(ofOne).query(`UPDATE idempotency_key SET answer = '{}'`)).rejects.toThrow('permission denied')
  })

  it('never shows up on a connection that served somebody else before', async () => {
    const viewers = [ofOne, ofTwo, viewerAs('clerk')]
    const found = await Promise.all(Array.from({ length: 120 }, async (_, index) => {
      const viewer = viewers[index % viewers.length] ?? ofOne
      return { viewer, views: (await db(viewer).savedView.findMany()).map(({ userId }) => userId) }
    }))
    for (const { viewer, views } of found) expect(views).toEqual(viewer === viewers[2] ? [] : [viewer.userId])
  })
})

describe('connections that are used again', () => {
  it('never show one viewer what another was shown', async () => {
    const viewers = [ofOne, ofTwo, viewerAs('clerk', { stations: [three.id] }), viewerAs('clerk', { stations: [] }), viewerAs('supervisor')]
    const expected = [[one.id], [two.id], [three.id], [], [one.id, two.id, three.id]]
    const ways = [
      async (viewer: Viewer) => stationsIn((await pool(viewer).query<{ station: number }>(FORGETFUL)).rows),
      async (viewer: Viewer) => stationsIn(await preparedRows<{ station: number }>(viewer, Prisma.sql`SELECT station_id AS station FROM account`)),
      async (viewer: Viewer) => stationsIn((await db(viewer).account.findMany()).map(({ stationId }) => ({ station: stationId }))),
      async (viewer: Viewer) => stationsIn((await Promise.all([one, two, three].map(({ id }) => db(viewer).account.findFirst({ where: { stationId: id } })))).flatMap((row) => (row ? [{ station: row.stationId }] : []))),
      async (viewer: Viewer) => transact(viewer, async (tx, record) => {
        await record(entry(0))
        return stationsIn((await tx.account.findMany()).map(({ stationId }) => ({ station: stationId })))
      }),
      async (viewer: Viewer) => transactBulk(viewer, async (client, record) => {
        await record(entry(0))
        const found = stationsIn((await client.query<{ station: number }>(FORGETFUL)).rows)
        if (found.length === 1) throw new Error('broken off')
        return found
      }).catch(() => null),
    ]
    const asked = Array.from({ length: 300 }, (_, index) => ({ who: (index * 7) % viewers.length, way: index % ways.length }))
    const answers = await Promise.all(asked.map(async ({ who, way }) => ({ who, found: await ways[way]?.(viewers[who] as Viewer) })))
    for (const { who, found } of answers) if (found !== null) expect(found).toEqual(expected[who])
  })

  it('are the application’s again after the owner’s hand, also when it failed', async () => {
    const role = async (client: { query: (sql: string) => Promise<{ rows: { role: string }[] }> }) => (await client.query('SELECT current_user AS role')).rows[0]?.role
    const client = await pool(ofOne).connect()
    try {
      expect(await asOwner(client, () => role(client))).not.toBe(APP_ROLE)
      expect(await role(client)).toBe(APP_ROLE)
      await client.query('BEGIN')
      await expect(asOwner(client, () => client.query('SELECT 1 / 0'))).rejects.toThrow('division by zero')
      await client.query('ROLLBACK')
      expect(await role(client)).toBe(APP_ROLE)
      expect(stationsIn((await client.query<{ station: number }>(FORGETFUL)).rows)).toEqual([one.id])
    } finally {
      client.release()
    }
  })
})

describe('the application’s role', () => {
  it('owns nothing, cannot log in, and cannot step around the policies', async () => {
    const [role] = await asDatabaseOwner(`SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin FROM pg_roles WHERE rolname = $1`, [APP_ROLE])
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false, rolcanlogin: false })
    expect(await asDatabaseOwner(`SELECT relname FROM pg_class WHERE relowner = $1::regrole AND relpersistence <> 't'`, [APP_ROLE])).toEqual([])
    expect(await asDatabaseOwner(`SELECT 1 FROM pg_auth_members WHERE member = $1::regrole`, [APP_ROLE])).toEqual([])
    expect((await pool(ofOne).query('SELECT current_user AS role')).rows).toEqual([{ role: APP_ROLE }])
    for (const sql of ['ALTER TABLE account DISABLE ROW LEVEL SECURITY', 'DROP POLICY in_scope ON account', 'CREATE TABLE mine (id int)', 'ALTER TABLE bill DISABLE TRIGGER ALL', 'SET session_replication_role = replica', 'SELECT guard_tables()', 'SELECT * FROM bill_201307', 'SELECT * FROM _prisma_migrations']) {
      await expect(pool(system('test')).query(sql), sql).rejects.toThrow(/must be owner|permission denied/)
    }
    await expect(pool(system('test')).query('SET row_security = off; SELECT * FROM account')).rejects.toThrow('row-level security')
  })

  it.each(['bill', 'adjustment', 'audit_log', 'audit_link', 'audit_head', 'account_change', 'tariff_version', 'qc_evidence', 'inspection_file'])('may not change what is posted in %s, whatever its triggers say', async (table) => {
    await asDatabaseOwner(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
    try {
      const [column] = await asDatabaseOwner<{ name: string }>(`SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum = 1`, [table])
      for (const sql of [`UPDATE ${table} SET ${column?.name} = ${column?.name}`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
        await expect(pool(system('test')).query(sql), sql).rejects.toThrow('permission denied')
      }
    } finally {
      await asDatabaseOwner(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
    }
  })
})

describe('every table', () => {
  it('of stations has row-level security, and a policy unless it is a partition: by its stations, or one that shows nobody a row', async () => {
    const tables = await asDatabaseOwner<{ name: string; guarded: boolean; policy: boolean; part: boolean; reachable: boolean }>(`
      SELECT c.relname AS name, c.relrowsecurity AS guarded, c.relispartition AS part, has_table_privilege('${APP_ROLE}', c.oid, 'SELECT') AS reachable,
             EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND pg_get_expr(p.polqual, p.polrelid) LIKE '%app_stations()%' OR pg_get_expr(p.polqual, p.polrelid) = 'false' OR c.relname = 'user_station') AS policy
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'station_id' WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`)
    expect(tables.length).toBeGreaterThan(40)
    expect(tables.filter(({ guarded, policy, part, reachable }) => !guarded || (part ? reachable : !policy)).map(({ name }) => name)).toEqual([])
  })

  it('that its trigger keeps from being changed may not be changed by grant either; none may be emptied', async () => {
    const granted = await asDatabaseOwner(`
      SELECT DISTINCT t.tgrelid::regclass::text AS name FROM pg_trigger t
      WHERE t.tgfoid = 'refuse_change'::regproc AND ((t.tgtype & 16 > 0 AND has_any_column_privilege('${APP_ROLE}', t.tgrelid, 'UPDATE')) OR (t.tgtype & 8 > 0 AND has_table_privilege('${APP_ROLE}', t.tgrelid, 'DELETE')))
      UNION SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND has_table_privilege('${APP_ROLE}', c.oid, 'TRUNCATE')`)
    expect(granted).toEqual([])
  })

  it('made later is guarded with the next migration', async () => {
    await asDatabaseOwner('CREATE TABLE made_later (station_id integer NOT NULL, what text); INSERT INTO made_later VALUES (' + `${two.id}, 'x'); SELECT guard_tables()`)
    expect((await pool(ofOne).query('SELECT * FROM made_later')).rows).toEqual([])
    expect((await pool(ofTwo).query('SELECT what FROM made_later')).rows).toEqual([{ what: 'x' }])
    await asDatabaseOwner('DROP TABLE made_later')
  })

  it('of an import under way are left alone, whose rows may not know their station yet', async () => {
    const working = Object.values(tablesOf('999'))
    for (const table of working) await asDatabaseOwner(`CREATE TABLE ${table} (station_id integer)`)
    await asDatabaseOwner('SELECT guard_tables()')
    for (const table of working) expect((await pool(ofOne).query(`INSERT INTO ${table} VALUES (NULL) RETURNING station_id`)).rows).toEqual([{ station_id: null }])
    await asDatabaseOwner(`DROP TABLE ${working.join(', ')}`)
  })
})
