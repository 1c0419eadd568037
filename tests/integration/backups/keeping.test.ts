import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { bring } from '@tests/factories/imports'
import { givenUser } from '@tests/factories/order-desk'
import { givenStation, givenTariffs } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { JOB_KINDS } from '@/cli/job-kinds'
import { archivesIn, backupFolders } from '@/features/backups/archive-folder'
import { makeBackup } from '@/features/backups/commands/make-backup'
import { recentRuns } from '@/features/backups/queries'
import { notificationsOf, unreadCount } from '@/features/notifications/queries'
import { checkServer } from '@/features/server-checks/commands/check-server'
import { giveSign } from '@/features/server-checks/commands/give-sign'
import { orderNightlyWork } from '@/features/server-checks/commands/order-nightly-work'
import { alarmsNow, recentChecks } from '@/features/server-checks/queries'
import { pool } from '@/server/db'
import { keptFilePath } from '@/server/files/file-store'
import { closeQueue } from '@/server/jobs/queue'
import { runJob } from '@/server/jobs/run-job'
import { system } from '@/server/scope'

const admin = viewerAs('admin')
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** 03:00 in China. */
const NIGHT = new Date('2031-03-01T19:00:00Z')
const nightsLater = (days: number) => new Date(NIGHT.getTime() + days * DAY_MS)
const backupAt = (at: Date) => makeBackup(admin, () => at)

beforeAll(async () => {
  await givenTariffs()
  await givenStation()
})

describe('keeping backups', () => {
  it('keeps the last seven, and the first of each year apart', async () => {
    for (let day = 0; day < 9; day += 1) await backupAt(nightsLater(day))
    const { daily, yearly } = backupFolders()
    expect(await archivesIn(daily)).toEqual([2, 3, 4, 5, 6, 7, 8].map((day) => `2031-03-0${day + 1}T190000Z`))
    expect(await archivesIn(yearly)).toEqual(['2031-03-01T190000Z'])
    await backupAt(nightsLater(400))
    expect(await archivesIn(yearly)).toEqual(['2031-03-01T190000Z', '2032-04-04T190000Z'])
  })

  it('removes nothing when it fails, says why, and leaves no half of one', async () => {
    const { daily } = backupFolders()
    const before = await readdir(daily)
    const { id } = await bring(viewerAs('clerk'), 'month,station,category,accounts,energy_kwh,amount_yuan\n2013-06,X,Y,1,1,1\n')
    const { rows } = await pool(system('test')).query<{ sha256: string }>('SELECT file_sha256 AS sha256 FROM import_batch WHERE id = $1', [id])
    const place = keptFilePath(rows[0]?.sha256 ?? '')
    await rm(place)
    await expect(backupAt(nightsLater(401))).rejects.toThrow('are gone')
    expect(await readdir(daily)).toEqual(before)
    expect((await recentRuns(admin, 1))[0]).toMatchObject({ outcome: 'failed', failure: expect.stringContaining('are gone') as string })
    expect((await alarmsNow(nightsLater(401))).map(({ kind }) => kind)).toContain('backup-failed')
    await writeFile(place, 'something else')
    await expect(backupAt(nightsLater(402))).rejects.toThrow('has changed on disk')
    await pool(system('test')).query('UPDATE import_batch SET file_sha256 = NULL WHERE id = $1', [id]).catch(() => pool(system('test')).query('DELETE FROM import_batch WHERE id = $1', [id]))
    await rm(place)
    await backupAt(nightsLater(403))
    expect((await alarmsNow(nightsLater(403))).map(({ kind }) => kind)).not.toContain('backup-failed')
  })

  it('clears away what a killed attempt left', async () => {
    const { daily } = backupFolders()
    await mkdir(path.join(daily, '2031-01-01T000000Z.unfinished'), { recursive: true })
    await backupAt(nightsLater(404))
    expect((await readdir(daily)).filter((name) => name.endsWith('.unfinished'))).toEqual([])
  })

  it('one at a time', async () => {
    const results = await Promise.allSettled([backupAt(nightsLater(405)), backupAt(nightsLater(406))])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('the night’s work', () => {
  it('is ordered once a day when its hour has come, and made up for in the morning', async () => {
    const night = nightsLater(500)
    const hours = (count: number) => new Date(night.getTime() + count * HOUR_MS)
    expect(await orderNightlyWork(hours(-3))).toEqual(['backup', 'backup-proof', 'server-check'])
    expect(await orderNightlyWork(hours(-2))).toEqual([])
    const [first, second] = await Promise.all([orderNightlyWork(night), orderNightlyWork(night)])
    expect([...first, ...second]).toEqual(['backup', 'backup-proof', 'server-check'])
    expect(await orderNightlyWork(hours(1))).toEqual([])
    expect(await orderNightlyWork(hours(24 + 6))).toContain('backup')
    await closeQueue()
  })

  it('is done by the worker’s kinds of job', async () => {
    const { rows } = await pool(system('test')).query<{ id: string; kind: string }>(`SELECT id, kind FROM background_job WHERE kind IN ('backup', 'server-check') ORDER BY id LIMIT 2`)
    for (const { id } of rows) await runJob(BigInt(id), JOB_KINDS)
    const states = await pool(system('test')).query(`SELECT kind, state::text, failure FROM background_job WHERE id = ANY ($1) ORDER BY id`, [rows.map(({ id }) => id)])
    expect(states.rows).toEqual([{ kind: 'backup', state: 'done', failure: null }, { kind: 'server-check', state: 'done', failure: null }])
  })
})

describe('the check of the server', () => {
  it('goes on record with what it found, and anchors the chains elsewhere', async () => {
    const at = new Date()
    const { state, figures, findings } = await checkServer(admin, at)
    expect(figures).toMatchObject({ drifts: 0, auditLog: { broken: 0, unrecorded: 0, anchored: true }, pendingMigrations: 0 })
    expect(findings.filter((finding) => finding.state === 'bad')).toEqual([])
    expect((await recentChecks(admin, 1))[0]).toMatchObject({ state, findings, byName: admin.name })
    const anchors = await readdir(process.env['TARIFF_AUDIT_ANCHORS'] ?? '')
    expect(anchors).toContain('backups.jsonl')
    expect(anchors.some((name) => name.startsWith('audit-'))).toBe(true)
  })

  it('finds a total that is not that of the books', async () => {
    const { id } = await givenStation()
    await pool(system('test')).query(`INSERT INTO station_monthly_total (station_id, month, category_id, source, accounts, energy_wh, amount_fen) SELECT $1, '2013-07-01', min(id), 'bills', 1, 1, 1 FROM tariff_category`, [id])
    const { state, figures } = await checkServer(admin, new Date())
    expect({ state, drifts: figures.drifts }).toEqual({ state: 'bad', drifts: 1 })
    await pool(system('test')).query('DELETE FROM station_monthly_total WHERE station_id = $1', [id])
  })

  it('is not for everybody, and never edited', async () => {
    await expect(recentChecks(viewerAs('clerk'), 1)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(pool(system('test')).query(`UPDATE server_check SET state = 'good'`)).rejects.toThrow(/never changed|permission denied/)
    await expect(pool(system('test')).query('DELETE FROM backup_run')).rejects.toThrow(/never changed|permission denied/)
  })
})

describe('the alarm', () => {
  it('reaches administrators, whether or not a worker lives, and nobody else', async () => {
    const [administrator, clerk] = [await givenUser('admin'), await givenUser('clerk')]
    const at = nightsLater(600)
    const kinds = (await notificationsOf(administrator, at)).map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['backup-missing', 'check-missing', 'worker-silent']))
    expect(await unreadCount(administrator, at)).toBe(kinds.length)
    expect((await notificationsOf(clerk, at)).map(({ kind }) => kind)).toEqual([])
  })

  it('ends when what was missing is there', async () => {
    const at = nightsLater(600)
    await pool(system('test')).query(`UPDATE background_job SET state = 'cancelled', finished_at = created_at WHERE state = 'queued'`)
    await backupAt(at)
    await checkServer(admin, at)
    await giveSign(at)
    expect((await alarmsNow(new Date(at.getTime() + HOUR_MS / 60))).map(({ kind }) => kind)).toEqual([])
  })
})
