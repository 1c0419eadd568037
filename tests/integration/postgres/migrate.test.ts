import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { pool } from '@/server/db'
import { env } from '@/server/env'
import { migrate } from '@/server/postgres/migrate'
import { system } from '@/server/scope'

/** A folder of migrations that goes on from those applied to the template. */
function migrations(sqlByName: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  for (const [name, sql] of Object.entries(sqlByName)) {
    mkdirSync(path.join(folder, name))
    writeFileSync(path.join(folder, name, 'migration.sql'), sql)
  }
  return folder
}

it('applies a migration once', async () => {
  const folder = migrations({ '3001_a': 'CREATE TABLE a (id int)' })
  expect(await migrate(env().DATABASE_URL, folder)).toEqual(['3001_a'])
  expect(await migrate(env().DATABASE_URL, folder)).toEqual([])
})

it('is applied once by two processes at the same time', async () => {
  const folder = migrations({ '3002_b': 'CREATE TABLE b (id int)' })
  const applied = await Promise.all([migrate(env().DATABASE_URL, folder), migrate(env().DATABASE_URL, folder)])
  expect(applied.flat()).toEqual(['3002_b'])
})

it('refuses one that was edited after it had been applied', async () => {
  await migrate(env().DATABASE_URL, migrations({ '3003_c': 'CREATE TABLE c (id int)' }))
  await expect(migrate(env().DATABASE_URL, migrations({ '3003_c': 'CREATE TABLE c (id bigint)' }))).rejects.toThrow('3003_c was edited')
})

it('leaves nothing of one that fails', async () => {
  const folder = migrations({ '3004_d': 'CREATE TABLE d (id int); SELECT 1 / 0' })
  await expect(migrate(env().DATABASE_URL, folder)).rejects.toThrow('3004_d failed')
  expect((await pool(system('test')).query("SELECT to_regclass('d') AS found")).rows).toEqual([{ found: null }])
})
