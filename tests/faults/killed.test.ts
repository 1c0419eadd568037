import { homeFolder, killDatabase, reviveDatabase } from './setup/own-server'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { bring, checkAgain } from '@tests/factories/imports'
import { givenSubmitted, prepared } from '@tests/factories/order-desk'
import { givenAccount, givenBills, givenStation } from '@tests/factories/register'
import { AT } from '@tests/factories/work-orders'
import { JOB_KINDS } from '@/cli/job-kinds'
import { billingMonth } from '@/domain/plain-date'
import { fillInitials } from '@/features/accounts/commands/fill-initials'
import { makeBackup } from '@/features/backups/commands/make-backup'
import { archivesIn, backupFolders } from '@/features/backups/archive-folder'
import { recordCommit } from '@/features/imports/commands/request-job'
import { getImport } from '@/features/imports/queries'
import { recordBatchJob } from '@/features/order-desk/commands/start-batch'
import { batchItems, getBatch } from '@/features/order-desk/batch-queries'
import { listReports } from '@/features/monthly-reports/queries'
import { MONTHLY_REPORT } from '@/features/monthly-reports/schemas'
import { getOrder } from '@/features/work-orders/queries'
import { pool } from '@/server/db'
import { createJob, findJob } from '@/server/jobs/job-store'
import { runJob } from '@/server/jobs/run-job'
import { system } from '@/server/scope'
import { commandLineOperator } from '@/server/viewer'
import { givenDesk, timesApplied, type Desk } from './setup/desk'
import { haltedAt, killed, startWorker } from './setup/halted'
import { faultsOfBooks } from './setup/sound-books'

let { station, clerk, supervisor } = {} as Desk
beforeAll(async () => void ({ station, clerk, supervisor } = await givenDesk()))

interface Kill {
  victim: string
  /** The worker is killed either way, or the database below it first. */
  kill: () => Promise<void>
  /** Whether the stage of an import goes with it: its tables are not logged. */
  takesStage: boolean
}

const KILLS: readonly Kill[] = [
  { victim: 'the worker', kill: async () => undefined, takesStage: false },
  {
    victim: 'PostgreSQL',
    takesStage: true,
    kill: async () => {
      killDatabase()
      await reviveDatabase()
    },
  },
]

/** Has a worker take the job up and kills it or its database in the middle. */
async function killedAt(table: string, job: bigint, kill: () => Promise<void>): Promise<void> {
  // So that the worker begins with the job.
  await fillInitials(commandLineOperator())
  let worker: ReturnType<typeof startWorker> | undefined
  await haltedAt(table, () => (worker = startWorker()), async () => {
    await kill()
    if (worker) await killed(worker)
  })
  expect(await faultsOfBooks()).toEqual([])
  expect((await findJob(clerk, job))?.state).toBe('running')
}

/** Has the job taken up, and once more: another worker may not know yet that it is done. */
async function takenUpAgain(job: bigint): Promise<void> {
  await runJob(job, JOB_KINDS)
  await runJob(job, JOB_KINDS)
  expect(await findJob(clerk, job)).toMatchObject({ state: 'done', failure: null })
  expect(await faultsOfBooks()).toEqual([])
}

for (const { victim, kill, takesStage } of KILLS) {
  describe(`${victim} is killed (-9)`, () => {
    it.each(['bill', 'station_monthly_total', 'audit_log'])('in the middle of an import, while it writes %s: it is either not there or there once', async (table) => {
      const accounts = await Promise.all(Array.from({ length: 12 }, () => givenAccount(station)))
      const { id } = await bring(clerk, ['户号,电费月份,用电类别,电量,电费', ...accounts.map(({ accountNo }) => `${accountNo},2013-10,居民照明,100,54.69`)].join('\n'), { kind: 'bills' })
      const bills = async () => (await pool(system('test')).query('SELECT 1 FROM bill WHERE import_batch_id = $1', [id])).rows.length
      const job = await recordCommit(clerk, { id, version: (await getImport(clerk, id)).version })
      await killedAt(table, job, async () => {
        await kill()
        expect(await bills()).toBe(0)
      })
      if (takesStage) {
        // What was checked went with it: whoever asked is told, nothing goes in, and the kept file is checked again.
        await runJob(job, JOB_KINDS)
        expect(await findJob(clerk, job)).toMatchObject({ state: 'failed', failure: 'import-stage-lost' })
        expect([(await getImport(clerk, id)).state, await bills()]).toEqual(['checked', 0])
        await checkAgain(clerk, id)
      }
      await takenUpAgain(takesStage ? await recordCommit(clerk, { id, version: (await getImport(clerk, id)).version }) : job)
      expect(await bills()).toBe(12)
      expect((await getImport(clerk, id)).outcome).toEqual({ added: 12, changed: 0, unchanged: 0, left: 0 })
    })

    it.each(['adjustment', 'audit_log', 'order_batch_item'])('in the middle of a bulk approval, while it writes %s: each order is approved once or not yet', async (table) => {
      const numbers = await givenSubmitted(station, clerk, Array.from({ length: 25 }, (_, index) => (index % 5 === 0 ? { effectiveFrom: '2013-08-01', reason: `shop ${randomUUID()}` } : {})))
      const orders = await Promise.all(numbers.map(async (number) => ({ number, version: (await getOrder(supervisor, number)).version })))
      const { id } = await prepared(supervisor, 'approve-and-apply', { orders })
      const { job } = await recordBatchJob(supervisor, { id, requestKey: randomUUID() })
      await killedAt(table, BigInt(job), kill)
      await takenUpAgain(BigInt(job))
      const items = await batchItems(supervisor, await getBatch(supervisor, BigInt(id)))
      expect(items.map(({ outcome }) => outcome)).toEqual(numbers.map(() => 'done'))
      expect(await timesApplied(numbers)).toEqual(numbers.map(() => 1))
    })

    it('in the middle of a report: it is written once', async () => {
      const place = await givenStation()
      await givenBills(place, await givenAccount(place), billingMonth('2013-08'), [100, 150])
      const job = await createJob(supervisor, { kind: MONTHLY_REPORT, params: { month: '2013-09', stationCode: place.code, locales: ['zh-CN'], scheduled: false }, stationIds: [place.id], total: 2n })
      await killedAt('monthly_report', job, kill)
      await takenUpAgain(job)
      expect((await listReports(supervisor)).reports.filter(({ stationId }) => stationId === place.id)).toHaveLength(2)
    })
  })
}

describe('PostgreSQL is killed (-9)', () => {
  it('between the check of an import and its commit: what was staged is known to be lost, and nothing is committed from it', async () => {
    const place = await givenStation()
    const { id } = await bring(clerk, ['month,station,category,accounts,energy_kwh,amount_yuan', `2013-10,${place.name},居民照明,10,1000,546.90`].join('\n'), { kind: 'category-months' })
    expect((await getImport(clerk, id)).state).toBe('checked')
    killDatabase()
    await reviveDatabase()
    const job = await recordCommit(clerk, { id, version: (await getImport(clerk, id)).version })
    await runJob(job, JOB_KINDS)
    expect(await findJob(clerk, job)).toMatchObject({ state: 'failed', failure: 'import-stage-lost' })
    expect((await getImport(clerk, id)).state).toBe('checked')
    await checkAgain(clerk, id)
    const again = await recordCommit(clerk, { id, version: (await getImport(clerk, id)).version })
    await runJob(again, JOB_KINDS)
    expect((await getImport(clerk, id)).outcome).toMatchObject({ added: 1 })
    expect(await faultsOfBooks()).toEqual([])
  })

  it('in the middle of a backup: there is no half of one, and the next is whole', async () => {
    const { daily } = backupFolders()
    const before = await archivesIn(daily)
    const attempt = makeBackup(supervisor, () => AT)
    killDatabase()
    await expect(attempt).rejects.toThrow()
    await reviveDatabase()
    expect(await archivesIn(daily)).toEqual(before)
    const made = await makeBackup(supervisor, () => new Date(AT.getTime() + 60_000))
    expect(path.dirname(path.dirname(made.folder))).toBe(homeFolder)
  })
})
