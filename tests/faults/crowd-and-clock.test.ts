import './setup/own-server'
import { beforeAll, describe, expect, it } from 'vitest'
import { givenSubmitted } from '@tests/factories/order-desk'
import { viewerAs } from '@tests/factories/viewers'
import { AT } from '@tests/factories/work-orders'
import { archivesIn, backupFolders } from '@/features/backups/archive-folder'
import { makeBackup } from '@/features/backups/commands/make-backup'
import { orderNightlyWork } from '@/features/server-checks/commands/order-nightly-work'
import { alarmsNow } from '@/features/server-checks/queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { decideOrder } from '@/features/work-orders/commands/decide-order'
import { getOrder } from '@/features/work-orders/queries'
import { pool } from '@/server/db'
import { system } from '@/server/scope'
import { approvalOf, givenCorrection, givenDesk, timesApplied, type Desk } from './setup/desk'
import { faultsOfBooks } from './setup/sound-books'

let { station, clerk, supervisor } = {} as Desk
beforeAll(async () => void ({ station, clerk, supervisor } = await givenDesk()))

const YEAR_MS = 365 * 86_400_000

it('a hundred approvals of the same five orders at once, each by another supervisor: each order is applied once, the others are told', async () => {
  const numbers = await givenSubmitted(station, clerk, Array.from({ length: 5 }, () => ({})))
  const seen = await Promise.all(Array.from({ length: 100 }, async (_, place) => approvalOf(supervisor, numbers[place % numbers.length] ?? '')))
  const results = await Promise.allSettled(seen.map((approval) => decideOrder(viewerAs('supervisor'), approval, AT)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  const refusals = new Set(results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code?: string }).code ?? String(result.reason)] : [])))
  expect([...refusals].filter((code) => !['order-changed', 'wrong-state'].includes(code))).toEqual([])
  expect(await timesApplied(numbers)).toEqual([1, 1, 1, 1, 1])
  const { rows } = await pool(system('test')).query('SELECT 1 FROM adjustment a JOIN work_order o ON o.station_id = a.station_id AND o.id = a.work_order_id WHERE o.number = ANY ($1)', [numbers])
  expect(rows).toHaveLength(30)
  expect(await faultsOfBooks()).toEqual([])
})

describe('the clock jumps', () => {
  it('a year ahead and back between the steps of an order: the books, the numbers and the chain do not care', async () => {
    const numbers: string[] = []
    for (const jumpMs of [0, YEAR_MS, -YEAR_MS]) {
      const { form } = await givenCorrection(station)
      const { number } = await createOrder(clerk, form, new Date(AT.getTime() + jumpMs))
      await decideOrder(supervisor, await approvalOf(supervisor, number), new Date(AT.getTime() - jumpMs))
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
