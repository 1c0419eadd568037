import { randomUUID } from 'node:crypto'
import { JOB_KINDS } from '@/cli/job-kinds'
import { billingMonth } from '@/domain/plain-date'
import type { Role } from '@/domain/identity/permissions'
import { batchItems, getBatch, type BatchItem } from '@/features/order-desk/batch-queries'
import { prepareBatch } from '@/features/order-desk/commands/prepare-batch'
import { recordBatchJob } from '@/features/order-desk/commands/start-batch'
import type { PrepareBatch } from '@/features/order-desk/schemas'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { authDb } from '@/server/db'
import { runJob } from '@/server/jobs/run-job'
import { transactBulk } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { givenAccount, givenBills, type GivenStation } from './register'
import { viewerAs } from './viewers'
import { AT, orderFormFor } from './work-orders'

/** Orders to approve, one an account with three billed months; `forms` says what is particular about each. */
export async function givenSubmitted(station: GivenStation, clerk: Viewer, forms: readonly object[]): Promise<string[]> {
  const numbers: string[] = []
  for (const more of forms) {
    const account = await givenAccount(station)
    await givenBills(station, account, billingMonth('2013-07'), [1000, 900, 800])
    numbers.push((await createOrder(clerk, orderFormFor(account, more), AT)).number)
  }
  return numbers
}

/** A viewer who is also a user of the system, so that jobs and mentions find them. */
export async function givenUser(role: Role, facts: { name?: string; email?: string; stationIds?: readonly number[] } = {}): Promise<Viewer> {
  const viewer = viewerAs(role)
  const stations = facts.stationIds ?? []
  await authDb().appUser.create({
    data: {
      id: viewer.userId, name: facts.name ?? viewer.name, email: facts.email ?? `${viewer.userId}@users.invalid`, username: viewer.userId, role,
      allStations: facts.stationIds === undefined, scopes: { create: stations.map((stationId) => ({ stationId })) },
    },
  })
  await transactBulk(viewer, (_client, record) => record({ stationId: 0, action: 'user.created', subject: 'user', subjectKey: viewer.userId }))
  return { ...viewer, name: facts.name ?? viewer.name, stations: facts.stationIds ?? 'all' }
}

/** Prepares a batch on orders in the versions given, or on a filter. */
export const prepared = (viewer: Viewer, decision: PrepareBatch['decision'], chosen: PrepareBatch['chosen'], reason?: string): Promise<{ id: string }> =>
  prepareBatch(viewer, { requestKey: randomUUID(), decision, chosen, ...(reason === undefined ? {} : { reason }) }, AT)

/** Carries a batch out as the worker does. */
export async function carriedOut(viewer: Viewer, id: string): Promise<BatchItem[]> {
  const { job } = await recordBatchJob(viewer, { id, requestKey: randomUUID() })
  await runJob(BigInt(job), JOB_KINDS)
  return batchItems(viewer, await getBatch(viewer, BigInt(id)))
}
