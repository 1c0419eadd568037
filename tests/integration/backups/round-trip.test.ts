import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bring } from '@tests/factories/imports'
import { scratchDatabase } from '@tests/factories/scratch-database'
import { viewerAs } from '@tests/factories/viewers'
import { run as demo } from '@/cli/demo'
import { restoreInProcess } from '@/cli/restore-process'
import { makeBackup, type MadeBackup } from '@/features/backups/commands/make-backup'
import { proveBackup } from '@/features/backups/commands/prove-backup'
import { recentRuns } from '@/features/backups/queries'
import { MANIFEST_FILE, type Manifest } from '@/server/backup/manifest'
import { now } from '@/server/clock'
import { pool } from '@/server/db'
import { keepFile } from '@/server/files/file-store'
import { system } from '@/server/scope'
import { transactBulk } from '@/server/transaction'

const admin = viewerAs('admin')
let made: MadeBackup
let folder = ''

/** Writes all the time, in transactions of two rows each: a state between two of them must never be backed up. */
async function writingMeanwhile<Answer>(work: Promise<Answer>): Promise<Answer> {
  let done = false
  const writes = (async () => {
    for (let count = 0; !done; count += 1) {
      await transactBulk(admin, async (_client, record) => {
        await record({ stationId: 0, action: 'demo.loaded', subject: 'thing', subjectKey: String(count) })
        await record({ stationId: 0, action: 'demo.loaded', subject: 'thing', subjectKey: String(count) })
      })
    }
  })()
  const answer = await work.finally(() => (done = true))
  await writes
  return answer
}

beforeAll(async () => {
  expect(await demo(['station'])).toBe(0)
  await keepFile(Buffer.from('a photo that no row names'))
  await bring(viewerAs('clerk'), 'month,station,category,accounts,energy_kwh,amount_yuan\n2013-06,XX供电所,居民照明,1,1,1\n', { name: 'kept.csv' })
  folder = await mkdtemp(path.join(tmpdir(), 'archives-'))
  made = await writingMeanwhile(makeBackup(admin, now))
}, 240_000)
afterAll(() => rm(folder, { recursive: true }))

/** A copy of the archive to be spoilt. */
async function spoilt(spoil: (place: string) => Promise<void>): Promise<string> {
  const place = path.join(folder, `spoilt-${Math.random()}`)
  await cp(made.folder, place, { recursive: true })
  await spoil(place)
  return place
}

const manifestOf = async (place: string) => JSON.parse(await readFile(path.join(place, MANIFEST_FILE), 'utf8')) as Manifest

describe('a backup', () => {
  it('comes out as it went in: restored into an empty database, proven by the same checks as the books themselves', async () => {
    const target = await scratchDatabase()
    try {
      const said = await restoreInProcess(made.folder, target)
      expect(said).toContain('proven: every row, sum, file, total and chain is as it was')
      for (const { table, month, rows, sums } of made.manifest.tables.filter(({ table }) => ['bill', 'adjustment', 'account', 'work_order'].includes(table))) {
        const where = month === null ? '' : `WHERE month = '${month}'`
        const [found] = await target.ask<Record<string, string>>(`SELECT count(*)::text AS rows${Object.keys(sums).map((column) => `, COALESCE(sum(${column}), 0)::text AS ${column}`).join('')} FROM ${table} ${where}`)
        expect(found).toEqual({ rows, ...sums })
      }
      const halves = await target.ask<{ action: string; count: number }>(`SELECT action, count(*)::int AS count FROM audit_log WHERE subject = 'thing' GROUP BY 1`)
      expect(new Set(halves.map(({ count }) => count)).size).toBeLessThanOrEqual(1)
      const [number] = await target.ask<{ next: string }>(`SELECT nextval('account_id_seq')::text AS next`)
      const own = await pool(system('test')).query<{ last: string }>(`SELECT last_value::text AS last FROM account_id_seq`)
      expect(BigInt(number?.next ?? 0)).toBeGreaterThan(BigInt(own.rows[0]?.last ?? 0))
    } finally {
      await target.remove()
    }
  }, 60_000)

  it('has the triggers, keys and partitions back in force', async () => {
    const target = await scratchDatabase()
    try {
      await restoreInProcess(made.folder, target)
      await expect(target.ask(`UPDATE bill SET amount_fen = 0`)).rejects.toThrow('never changed')
      await expect(target.ask(`INSERT INTO district (station_id, id, code, name) VALUES (-1, 1, 'x', 'x')`)).rejects.toThrow('foreign key')
      const outline = `SELECT conrelid::regclass::text AS place, conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conname !~ '^import_' ORDER BY 1, 2`
      expect(await target.ask(outline)).toEqual((await pool(system('test')).query(outline)).rows)
    } finally {
      await target.remove()
    }
  }, 60_000)

  it('holds nobody’s session', async () => {
    expect(made.manifest.tables.map(({ table }) => table)).not.toContain('user_session')
  })

  it.each<[string, (place: string) => Promise<void>, RegExp]>([
    ['a table was changed', async (place) => writeFile(path.join(place, 'tables/account.copy.gz'), Buffer.from('1f8b', 'hex')), /tables\/account\.copy\.gz has been changed/],
    ['a table is missing', (place) => rm(path.join(place, 'tables/work_order.copy.gz')), /tables\/work_order\.copy\.gz is missing/],
    ['a file was changed', async (place) => writeFile(path.join(place, 'files', made.manifest.files[0]?.sha256.slice(0, 2) ?? '', made.manifest.files[0]?.sha256 ?? ''), 'x'), /files\/.* has been changed/],
    ['the manifest is cut off', async (place) => writeFile(path.join(place, MANIFEST_FILE), (await readFile(path.join(place, MANIFEST_FILE), 'utf8')).slice(0, 500)), /manifest\.json is damaged/],
    ['the manifest is gone', (place) => rm(path.join(place, MANIFEST_FILE)), /is no backup/],
    ['a sum in the manifest was changed', async (place) => {
      const manifest = await manifestOf(place)
      const bills = manifest.tables.find(({ table }) => table === 'bill')
      if (bills) bills.sums['amount_fen'] = '1'
      await writeFile(path.join(place, MANIFEST_FILE), JSON.stringify(manifest))
    }, /bill\.amount_fen: .* instead of 1/],
    ['it comes from a version that is not known', async (place) => {
      const manifest = await manifestOf(place)
      manifest.migrations.push({ name: '29990101000000_later', checksum: 'x' })
      await writeFile(path.join(place, MANIFEST_FILE), JSON.stringify(manifest))
    }, /29990101000000_later.*later one/],
  ])('is refused when %s, and the database stays empty', async (_, spoil, reason) => {
    const target = await scratchDatabase()
    try {
      await expect(restoreInProcess(await spoilt(spoil), target)).rejects.toThrow(reason)
      const [tables] = await target.ask<{ there: boolean }>(`SELECT to_regclass('account') IS NOT NULL AS there`)
      if (tables?.there) expect(await target.ask('SELECT 1 FROM account UNION ALL SELECT 1 FROM bill UNION ALL SELECT 1 FROM audit_log')).toEqual([])
    } finally {
      await target.remove()
    }
  }, 60_000)

  it('never touches books that are there', async () => {
    const before = await pool(system('test')).query<{ count: string }>('SELECT count(*) FROM audit_log')
    const place = { url: process.env['DATABASE_URL'] ?? '', files: process.env['TARIFF_AUDIT_FILES'] ?? '' }
    await expect(restoreInProcess(made.folder, place)).rejects.toThrow(/not empty: there are rows in .*[\s\S]*Name an empty database/)
    expect((await pool(system('test')).query<{ count: string }>('SELECT count(*) FROM audit_log')).rows).toEqual(before.rows)
  }, 60_000)

  it('is proven in a scratch database that is gone afterwards, on record', async () => {
    expect(await proveBackup(admin, restoreInProcess, now)).toContain('proven')
    expect((await recentRuns(admin, 1))[0]).toMatchObject({ kind: 'proof', outcome: 'done', failure: null })
    expect((await pool(system('test')).query(`SELECT 1 FROM pg_database WHERE datname LIKE 'tariff_audit_proof_%'`)).rows).toEqual([])
  }, 60_000)
})
