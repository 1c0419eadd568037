import './setup/own-server'
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { givenSubmitted, givenUser } from '@tests/factories/order-desk'
import { givenAccount, givenBills, givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, orderFormFor } from '@tests/factories/work-orders'
import { billingMonth } from '@/domain/plain-date'
import { archivesIn, backupFolders } from '@/features/backups/archive-folder'
import { makeBackup } from '@/features/backups/commands/make-backup'
import { orderNightlyWork } from '@/features/server-checks/commands/order-nightly-work'
import { alarmsNow } from '@/features/server-checks/queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { decideOrder } from '@/features/work-orders/commands/decide-order'
import { getOrder } from '@/features/work-orders/queries'
import { pool } from '@/server/db'
import { system } from '@/server/scope'
import type { Viewer } from '@/server/viewer'
import { faultsOfBooks } from './setup/sound-books'

let station: GivenStation
let clerk: Viewer
let supervisor: Viewer
beforeAll(async () => {
  await givenTariffs()
  station = await givenStation()
  ;[clerk, supervisor] = [await givenUser('clerk'), await givenUser('supervisor')]
})

const YEAR_MS = 365 * 86_400_000

it('a hundred approvals of the same five orders at once, each by another supervisor: each order is applied once, the others are told', async () => {
  const numbers = await givenSubmitted(station, clerk, Array.from({ length: 5 }, () => ({})))
  const versions = new Map(await Promise.all(numbers.map(async (number) => [number, (await getOrder(supervisor, number)).version] as const)))
  const crowd = Array.from({ length: 100 }, () => viewerAs('supervisor'))
  const results = await Promise.allSettled(
    crowd.map((one, place) => {
      const number = numbers[place % numbers.length] ?? ''
      return decideOrder(one, { number, version: versions.get(number) ?? 0, decision: 'approve-and-apply', requestKey: randomUUID() }, AT)
    }),
  )
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  const refusals = new Set(results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code?: string }).code ?? String(result.reason)] : [])))
  expect([...refusals].filter((code) => !['order-changed', 'wrong-state'].includes(code))).toEqual([])
  const { rows } = await pool(system('test')).query<{ applied: number; adjustments: number }>(
    `SELECT (SELECT count(*)::int FROM audit_log WHERE action = 'work-order.applied' AND subject_key = ANY ($1)) AS applied,
            (SELECT count(*)::int FROM adjustment a JOIN work_order o ON o.station_id = a.station_id AND o.id = a.work_order_id WHERE o.number = ANY ($1)) AS adjustments`, [numbers])
  expect(rows).toEqual([{ applied: 5, adjustments: 30 }])
  expect(await faultsOfBooks()).toEqual([])
})

describe('the clock jumps', () => {
  it('a year ahead and back between the steps of an order: the books, the numbers and the chain do not care', async () => {
    const accounts = await Promise.all(Array.from({ length: 3 }, () => givenAccount(station)))
    for (const account of accounts) await givenBills(station, account, billingMonth('2013-07'), [1000, 900, 800])
    const numbers: string[] = []
    for (const [index, jumpMs] of [0, YEAR_MS, -YEAR_MS].entries()) {
      const { number } = await createOrder(clerk, orderFormFor(accounts[index] ?? { accountNo: '' }), new Date(AT.getTime() + jumpMs))
      const { version } = await getOrder(supervisor, number)
      await decideOrder(supervisor, { number, version, decision: 'approve-and-apply', requestKey: randomUUID() }, new Date(AT.getTime() - jumpMs))
      numbers.push(number)
    }
    expect(new Set(numbers).size).toBe(3)
    for (const number of numbers) expect(await getOrder(clerk, number)).toMatchObject({ state: 'applied' })
    expect(await faultsOfBooks()).toEqual([])
  })

  it('ahead for a week of backups and back: the new ones stay, and that the true ones are missing is noticed', async () => {
    const { daily } = backupFolders()
    for (let day = 0; day < 7; day += 1) await makeBackup(supervisor, () => new Date(AT.getTime() + 20 * YEAR_MS + day * 86_400_000))
    expect((await alarmsNow(new Date())).map(({ kind }) => kind)).not.toContain('backup-missing')
    expect((await alarmsNow(new Date(Date.now() + 2 * 86_400_000))).map(({ kind }) => kind)).toContain('backup-missing')
    const made = await makeBackup(supervisor, () => AT)
    expect(await archivesIn(daily)).toHaveLength(7)
    expect(await archivesIn(daily)).toContain(made.folder.split('/').at(-1))
  })

  it('back over the night: nothing is ordered twice, and a new day is ordered anew', async () => {
    const night = new Date('2031-03-01T19:00:00Z')
    const first = await orderNightlyWork(night)
    expect(first).toContain('backup')
    expect(await orderNightlyWork(new Date(night.getTime() - 3_600_000 / 4))).toEqual([])
    expect(await orderNightlyWork(night)).toEqual([])
    expect(await orderNightlyWork(new Date(night.getTime() + 86_400_000))).toContain('backup')
  })
})
