import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import pg from 'pg'
import { expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { root } from '@/cli/places'
import { billingMonth } from '@/domain/plain-date'
import { requestCheck } from '@/features/bill-checks/commands/request-check'
import { closeQueue } from '@/server/jobs/queue'
import { findJob } from '@/server/jobs/job-store'

const JULY = billingMonth('2013-07')
const STATION_LOCK = 4713

function startWorker(): ChildProcess {
  const args = ['--conditions=react-server', '--import', 'tsx', path.join(root, 'src/cli/main.ts'), 'worker']
  return spawn(process.execPath, args, { cwd: root, stdio: 'ignore', env: { ...process.env, TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json') } })
}

const waitingForLock = `SELECT count(*)::int AS waiting FROM pg_locks WHERE locktype = 'advisory' AND classid = ${STATION_LOCK} AND NOT granted`

it('a job whose worker is killed in the middle is taken up by the next one, and done once', async () => {
  const viewer = viewerAs('supervisor')
  const [first, second] = [await givenStation(), await givenStation()]
  for (const station of [first, second]) await givenBills(station, await givenAccount(station, { category: 'COM-1' }), JULY, [1000])
  const holder = new pg.Client({ connectionString: process.env['DATABASE_URL'] })
  await holder.connect()
  await holder.query('SELECT pg_advisory_lock($1, $2)', [STATION_LOCK, second.id])
  const { job } = await requestCheck(viewer, { month: JULY })
  const killed = startWorker()
  await expect.poll(async () => (await holder.query<{ waiting: number }>(waitingForLock)).rows[0]?.waiting, { timeout: 20_000 }).toBe(1)
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  expect(await findJob(viewer, BigInt(job))).toMatchObject({ state: 'running' })
  await holder.query('SELECT pg_advisory_unlock($1, $2)', [STATION_LOCK, second.id])
  const next = startWorker()
  await expect.poll(async () => (await findJob(viewer, BigInt(job)))?.state, { timeout: 20_000 }).toBe('done')
  expect(await findJob(viewer, BigInt(job))).toMatchObject({ result: { bills: '2' }, failure: null })
  next.kill('SIGTERM')
  await once(next, 'exit')
  await holder.end()
  await closeQueue()
}, 60_000)
