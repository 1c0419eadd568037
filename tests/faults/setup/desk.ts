import { randomUUID } from 'node:crypto'
import { givenUser } from '@tests/factories/order-desk'
import { givenAccount, givenBills, givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { orderFormFor } from '@tests/factories/work-orders'
import { billingMonth } from '@/domain/plain-date'
import { getOrder } from '@/features/work-orders/queries'
import { pool } from '@/server/db'
import { system } from '@/server/scope'
import type { Viewer } from '@/server/viewer'

export interface Desk {
  station: GivenStation
  clerk: Viewer
  supervisor: Viewer
}

/** A station where tariffs are in force, with someone who prepares and someone who decides. */
export async function givenDesk(): Promise<Desk> {
  await givenTariffs()
  return { station: await givenStation(), clerk: await givenUser('clerk'), supervisor: await givenUser('supervisor') }
}

/** A new account with three billed months, and what a clerk fills in to correct its tariff. */
export async function givenCorrection(station: GivenStation) {
  const account = await givenAccount(station)
  await givenBills(station, account, billingMonth('2013-07'), [1000, 900, 800])
  return { account, form: orderFormFor(account) }
}

/** What a supervisor's browser sends to approve and apply an order as it stands now. */
export async function approvalOf(supervisor: Viewer, number: string) {
  const { version } = await getOrder(supervisor, number)
  return { number, version, decision: 'approve-and-apply' as const, requestKey: randomUUID() }
}

/** How often each order was applied, as the log has it. */
export async function timesApplied(numbers: readonly string[]): Promise<number[]> {
  const { rows } = await pool(system('test')).query<{ number: string; times: number }>(
    `SELECT subject_key AS number, count(*)::int AS times FROM audit_log WHERE action = 'work-order.applied' AND subject_key = ANY ($1) GROUP BY 1`, [numbers])
  const times = new Map(rows.map((row) => [row.number, row.times]))
  return numbers.map((number) => times.get(number) ?? 0)
}
