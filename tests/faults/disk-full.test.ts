import { homeFolder } from './setup/own-server'
import { readdir } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bring } from '@tests/factories/imports'
import { givenUser } from '@tests/factories/order-desk'
import { asDatabaseOwner } from '@tests/factories/owner'
import { givenAccount } from '@tests/factories/register'
import { JOB_KINDS } from '@/cli/job-kinds'
import { makeBackup } from '@/features/backups/commands/make-backup'
import { recentRuns } from '@/features/backups/queries'
import { recordCommit } from '@/features/imports/commands/request-job'
import { getImport } from '@/features/imports/queries'
import { pool } from '@/server/db'
import { env } from '@/server/env'
import { keepFile, keepStream, readKeptFile } from '@/server/files/file-store'
import { readiness } from '@/server/health'
import { findJob } from '@/server/jobs/job-store'
import { runJob } from '@/server/jobs/run-job'
import { system } from '@/server/scope'
import { transactBulk } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { givenDesk, type Desk } from './setup/desk'
import { smallDisk, type SmallDisk } from './setup/small-disk'
import { faultsOfBooks } from './setup/sound-books'

const disks: SmallDisk[] = []
let { station, clerk } = {} as Desk
let admin: Viewer
beforeAll(async () => {
  ;({ station, clerk } = await givenDesk())
  admin = await givenUser('admin')
})
afterAll(() => disks.forEach((disk) => disk.remove()))

function disk(name: string, megabytes: number): SmallDisk {
  const made = smallDisk(homeFolder, name, megabytes)
  disks.push(made)
  return made
}

const names = async (folder: string) => (await readdir(folder, { recursive: true })).filter((name) => name !== 'ballast' && name.length > 2)

/** Where environment variables are read once, at the start, the small disk is mounted over the folder itself. */
describe('the disk is full', () => {
  it('under a file that arrives: it is refused, nothing of it stays, and it can be sent again', async () => {
    const files = disk('files/small', 1)
    const own = env()
    const before = own.TARIFF_AUDIT_FILES
    own.TARIFF_AUDIT_FILES = files.folder
    try {
      files.fill(100_000)
      const content = Buffer.alloc(400_000, 'x')
      await expect(keepStream(Readable.from([content.subarray(0, 200_000), content.subarray(200_000)]), 1_000_000)).rejects.toMatchObject({ code: 'ENOSPC' })
      await expect(keepFile(content)).rejects.toMatchObject({ code: 'ENOSPC' })
      expect(await names(files.folder)).toEqual([])
      files.fill(0)
      expect(await readiness()).toMatchObject({ database: true, disk: false })
      files.free()
      const { sha256 } = await keepFile(content)
      expect((await readKeptFile(sha256)).byteLength).toBe(400_000)
      expect(await readiness()).toMatchObject({ database: true, disk: true })
    } finally {
      own.TARIFF_AUDIT_FILES = before
    }
  })

  it('under a backup: it fails, goes on record, leaves nothing, and the earlier ones stay', async () => {
    const backups = disk('backups/small', 2)
    const own = env()
    const before = own.TARIFF_AUDIT_BACKUPS
    own.TARIFF_AUDIT_BACKUPS = backups.folder
    try {
      const made = await makeBackup(admin, () => new Date('2031-01-01T00:00:00Z'))
      const whole = await names(backups.folder)
      backups.fill(20_000)
      await expect(makeBackup(admin, () => new Date('2031-01-02T00:00:00Z'))).rejects.toMatchObject({ code: 'ENOSPC' })
      expect(await names(backups.folder)).toEqual(whole)
      expect((await recentRuns(admin, 1))[0]).toMatchObject({ outcome: 'failed', failure: expect.stringContaining('ENOSPC') as string })
      backups.free()
      expect((await makeBackup(admin, () => new Date('2031-01-03T00:00:00Z'))).manifest.tables).toHaveLength(made.manifest.tables.length)
    } finally {
      own.TARIFF_AUDIT_BACKUPS = before
    }
  })

  it('under the database in the middle of an import: the import fails whole, the server goes on, and it is committed once there is room', async () => {
    const space = disk('small-space', 24)
    await asDatabaseOwner(`CREATE TABLESPACE small LOCATION '${space.folder}'`)
    const accounts = await Promise.all(Array.from({ length: 40 }, () => givenAccount(station)))
    const { id } = await bring(clerk, ['户号,电费月份,用电类别,电量,电费', ...accounts.map(({ accountNo }) => `${accountNo},2013-10,居民照明,100,54.69`)].join('\n'), { kind: 'bills' })
    await asDatabaseOwner('ALTER TABLE audit_link SET TABLESPACE small')
    const { version } = await getImport(clerk, id)
    const job = await recordCommit(clerk, { id, version })
    space.fill(0)
    await exhaust()
    await runJob(job, JOB_KINDS)
    expect(await findJob(clerk, job)).toMatchObject({ state: 'failed', failure: expect.stringMatching(/^unexpected /) as string })
    expect(await getImport(clerk, id)).toMatchObject({ state: 'checked' })
    expect((await pool(system('test')).query('SELECT 1 FROM bill WHERE import_batch_id = $1', [id])).rows).toEqual([])
    expect(await faultsOfBooks()).toEqual([])
    space.free()
    const again = await recordCommit(clerk, { id, version })
    await runJob(again, JOB_KINDS)
    expect(await findJob(clerk, again)).toMatchObject({ state: 'done' })
    expect((await pool(system('test')).query('SELECT 1 FROM bill WHERE import_batch_id = $1', [id])).rows).toHaveLength(40)
    expect(await faultsOfBooks()).toEqual([])
    await asDatabaseOwner('ALTER TABLE audit_link SET TABLESPACE pg_default')
  })
})

/** Writes until the disk is really full: pages that were there before have room for some links yet. */
async function exhaust(): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    try {
      await transactBulk(clerk, async (_client, record) => {
        for (let count = 0; count < 50; count += 1) await record({ stationId: 0, action: 'demo.loaded', subject: 'thing', subjectKey: String(count) })
      })
    } catch (error) {
      expect(String(error)).toMatch(/No space left on device/)
      return
    }
  }
  throw new Error('the disk was never full')
}
