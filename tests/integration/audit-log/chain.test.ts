import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { plainDate } from '@/domain/plain-date'
import { readAnchors, writeAnchors } from '@/features/audit-log/commands/anchor-log'
import { brokenLinks, chainHeads } from '@/features/audit-log/chain-queries'
import { transactBulk } from '@/server/transaction'

const viewer = viewerAs('admin')
const database = new pg.Client({ connectionString: process.env['DATABASE_URL'] })
let folder = ''

beforeAll(async () => {
  await database.connect()
  folder = await mkdtemp(path.join(tmpdir(), 'anchors-'))
})
afterAll(async () => {
  await database.end()
  await rm(folder, { recursive: true })
})

const write = (stations: readonly number[], times = 1) =>
  transactBulk(viewer, async (_client, record) => {
    for (let time = 0; time < times; time += 1) {
      for (const stationId of stations) await record({ stationId, action: 'demo.loaded', subject: 'thing', subjectKey: `${time}`, after: { ü: '度', sum: '1' } })
    }
  })

/** What an intruder with the owner's rights could do: the triggers are off for this. */
async function tamper(sql: string, values: readonly unknown[] = []): Promise<void> {
  await database.query('SET session_replication_role = replica')
  await database.query(sql, [...values])
  await database.query('SET session_replication_role = DEFAULT')
}

/** A station with five entries in its chain. */
async function chained(): Promise<number> {
  const { id } = await givenStation()
  await write([id], 5)
  return id
}

describe('the chain', () => {
  it('has every entry in it when its transaction ends, and holds', async () => {
    const id = await chained()
    expect((await chainHeads()).find(({ stationId }) => stationId === id)?.seq).toBe(5n)
    expect(await brokenLinks(id)).toEqual([])
  })

  it('holds under many transactions at once, over several stations in any order', async () => {
    const [one, two] = [await chained(), await chained()]
    await Promise.all(Array.from({ length: 30 }, (_, index) => write(index % 2 === 0 ? [one, two] : [two, one], 3)))
    expect(await brokenLinks(null)).toEqual([])
    expect((await chainHeads()).find(({ stationId }) => stationId === one)?.seq).toBe(95n)
  })

  it('has nothing of a transaction that was rolled back', async () => {
    const id = await chained()
    await expect(transactBulk(viewer, async (_client, record) => {
      await record({ stationId: id, action: 'demo.loaded', subject: 'thing', subjectKey: '6' })
      throw new Error('changed my mind')
    })).rejects.toThrow('changed my mind')
    expect((await chainHeads()).find(({ stationId }) => stationId === id)?.seq).toBe(5n)
    expect(await brokenLinks(id)).toEqual([])
  })

  it.each([
    ['entry-changed', 3n, `UPDATE audit_log SET actor_name = 'nobody' WHERE station_id = $1 AND id = (SELECT log_id FROM audit_link WHERE station_id = $1 AND seq = 3)`],
    ['entry-missing', 2n, 'DELETE FROM audit_log WHERE station_id = $1 AND id = (SELECT log_id FROM audit_link WHERE station_id = $1 AND seq = 2)'],
    ['gap', 5n, 'DELETE FROM audit_link WHERE station_id = $1 AND seq = 4'],
    ['tail-missing', 5n, `WITH last AS (DELETE FROM audit_link WHERE station_id = $1 AND seq = 5 RETURNING log_id) DELETE FROM audit_log WHERE station_id = $1 AND id = (SELECT log_id FROM last)`],
    ['link-changed', 2n, `UPDATE audit_link SET hash = sha256('x') WHERE station_id = $1 AND seq = 2`],
    ['link-missing', null, `INSERT INTO audit_log (station_id, at, actor_id, actor_name, action, subject, subject_key) VALUES ($1, now(), 'x', 'x', 'x', 'x', 'x')`],
  ] as const)('names the first broken link: %s', async (fault, seq, sql) => {
    const id = await chained()
    await tamper(sql, [id])
    expect(await brokenLinks(id)).toMatchObject([{ stationId: id, seq, fault }])
  })

  it('made anew from the start does not come to the anchors kept elsewhere', async () => {
    const id = await chained()
    const heads = (await chainHeads()).filter(({ stationId }) => stationId === id)
    await writeAnchors(folder, heads, plainDate('2026-01-05'), new Date('2026-01-05T16:00:00Z'))
    const anchors = await readAnchors(folder)
    expect(await brokenLinks(id, anchors)).toEqual([])
    await tamper(`UPDATE audit_log SET actor_name = 'nobody' WHERE station_id = $1`, [id])
    await tamper('DELETE FROM audit_link WHERE station_id = $1', [id])
    await tamper('DELETE FROM audit_head WHERE station_id = $1', [id])
    await database.query(`SELECT audit_chain_append(station_id, array_agg(id ORDER BY id), array_agg(audit_entry_digest(audit_log) ORDER BY id)) FROM audit_log WHERE station_id = $1 GROUP BY station_id`, [id])
    expect(await brokenLinks(id)).toEqual([])
    expect(await brokenLinks(id, anchors)).toMatchObject([{ fault: 'anchor-differs', seq: 5n }])
  })

  it('refuses what would change it, with the triggers on', async () => {
    const id = await chained()
    await expect(database.query('UPDATE audit_link SET entry_hash = $2 WHERE station_id = $1', [id, Buffer.from('x')])).rejects.toThrow('never changed')
    await expect(database.query('DELETE FROM audit_link WHERE station_id = $1', [id])).rejects.toThrow('never changed')
    await expect(database.query('TRUNCATE audit_link')).rejects.toThrow('never changed')
    await expect(database.query('UPDATE audit_head SET seq = seq - 1 WHERE station_id = $1', [id])).rejects.toThrow('never moves back')
    await expect(database.query('TRUNCATE audit_head')).rejects.toThrow('never changed')
  })
})

it('an anchor file with a line that is none is refused by name', async () => {
  await writeFile(path.join(folder, 'audit-2026-01-06.jsonl'), '{"station":1}\n')
  await expect(readAnchors(folder)).rejects.toThrow('audit-2026-01-06.jsonl:1 is no anchor')
})
