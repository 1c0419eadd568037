import { randomUUID } from 'node:crypto'
import type { Viewer } from '@/server/viewer'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { decideOrder } from '@/features/work-orders/commands/decide-order'
import { reverseOrder } from '@/features/work-orders/commands/reverse-order'
import { getOrder } from '@/features/work-orders/queries'
import type { Decision } from '@/features/work-orders/schemas'

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
