import { expect, it } from 'vitest'
import { asDatabaseOwner } from '@tests/factories/owner'
import { givenAccount, givenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { dropTables, fillTable, tablesOf } from '@/features/imports/import-tables'
import { pool } from '@/server/db'

it('a working table is made by the owner and holds what the application may see, whatever was asked', async () => {
  const [own, other] = [await givenStation(), await givenStation()]
  const account = await givenAccount(own)
  await givenAccount(other)
  const tables = tablesOf('900001')
  const client = await pool(viewerAs('clerk', { stations: [own.id] })).connect()
  try {
    const rows = await fillTable(client, tables.part, `SELECT a.id, t.id AS assignment_id FROM account a JOIN tariff_assignment t ON t.account_id = a.id WHERE a.station_id IN (${own.id}, ${other.id})`)
    expect(rows).toBe(1)
    expect((await client.query(`SELECT id::text FROM ${tables.part}`)).rows).toEqual([{ id: String(account.id) }])
    expect((await client.query(`SELECT current_user AS who, pg_get_userbyid(relowner) = current_user AS own FROM pg_class WHERE relname = $1`, [tables.part])).rows).toEqual([{ who: 'tariff_audit_app', own: false }])
    await fillTable(client, tables.part, 'SELECT 1 AS one')
    expect((await client.query(`SELECT * FROM ${tables.part}`)).rows).toEqual([{ one: 1 }])
    await expect(fillTable(client, tables.part, 'SELECT 1 / 0 AS nothing')).rejects.toThrow('division by zero')
    expect(await fillTable(client, tables.part, 'SELECT 2 AS two')).toBe(1)
  } finally {
    await dropTables(client, tables)
    client.release()
  }
})

it('where several processes have too little memory to share, one makes it; a disk that is full is said', async () => {
  await asDatabaseOwner(`CREATE FUNCTION answered_by_one(enough boolean) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN
    IF NOT enough OR current_setting('max_parallel_workers_per_gather') <> '0' THEN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END IF;
    RETURN 7; END $$`)
  const tables = tablesOf('900002')
  const client = await pool(viewerAs('clerk')).connect()
  try {
    expect(await fillTable(client, tables.part, 'SELECT answered_by_one(true) AS seven')).toBe(1)
    expect((await client.query('SHOW max_parallel_workers_per_gather')).rows).not.toEqual([{ max_parallel_workers_per_gather: '0' }])
    await expect(fillTable(client, tables.part, 'SELECT answered_by_one(false) AS seven')).rejects.toMatchObject({ code: '53100' })
  } finally {
    await dropTables(client, tables)
    client.release()
  }
})
