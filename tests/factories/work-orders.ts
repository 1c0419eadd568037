import { randomUUID } from 'node:crypto'
import type { Viewer } from '@/server/viewer'
import { billingMonth } from '@/domain/plain-date'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { decideOrder } from '@/features/work-orders/commands/decide-order'
import { reverseOrder } from '@/features/work-orders/commands/reverse-order'
import { getOrder } from '@/features/work-orders/queries'
import type { Decision } from '@/features/work-orders/choices'
import { givenAccount, givenBills, givenStation, type GivenStation } from './register'

/** When the tests' orders are made: within the factory stations' open month. */
export const AT = new Date('2013-10-08T02:00:00Z')

/** A filled-in order: household to shop since July 2013, submitted at once; each call is another request. */
export const orderFormFor = (account: { accountNo: string }, more: object = {}) => ({
  accountNo: account.accountNo,
  terms: { remainder: 'COM-1', splits: [] },
  effectiveFrom: '2013-07-01',
  finding: 'low_tariff_high_use' as const,
  reason: 'a shop since July',
  evidence: 'seen on site',
  requestKey: randomUUID(),
  submit: true,
  ...more,
})

/** A household of a station of its own with five bills of 1,000 kWh, from May 2013 on. */
export async function givenHousehold(): Promise<{ station: GivenStation; account: { id: bigint; accountNo: string } }> {
  const station = await givenStation()
  const account = await givenAccount(station)
  await givenBills(station, account, billingMonth('2013-05'), [1000, 1000, 1000, 1000, 1000])
  return { station, account }
}

/** Where the totals kept for a station are not those of its bills and adjustments. */
export const driftOf = async (stationId: number) => findDrift(stationId, await monthsWithBooks(stationId))

/** Decides on the order as it stands now. */
export async function decide(viewer: Viewer, number: string, decision: Decision, more: object = {}) {
  const { version } = await getOrder(viewer, number)
  return decideOrder(viewer, { number, version, decision, requestKey: randomUUID(), ...more }, AT)
}

/** Prepares, and submits, the order that takes another back. */
export async function reversalOf(viewer: Viewer, number: string, more: object = {}): Promise<string> {
  const { version } = await getOrder(viewer, number)
  return (await reverseOrder(viewer, { number, version, reason: 'the shop was another house', submit: true, requestKey: randomUUID(), ...more }, AT)).number
}

/** An order of that account, applied. */
export async function givenApplied(clerk: Viewer, supervisor: Viewer, account: { accountNo: string }, more: object = {}): Promise<string> {
  const { number } = await createOrder(clerk, orderFormFor(account, more), AT)
  await decide(supervisor, number, 'approve-and-apply')
  return number
}
