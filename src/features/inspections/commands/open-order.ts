import 'server-only'
import { DomainError } from '@/domain/errors'
import { createOrder } from '@/features/work-orders/commands/create-order'
import { nameOrigin } from '@/features/work-orders/commands/name-origin'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { findInspection } from '../queries'
import { partsOfKey } from '../schemas'

/** What the order says; composed in the language of whoever opens it. */
export interface OrderWords {
  reason: string
  evidence: string
}

/**
 * Makes a correction work order, as a draft, of what was found on site; the order names the inspector and the campaign. Doing
 * it again gives the same order.
 * @throws DomainError `forbidden`, `inspection-not-found`, `no-finding`, and those of `createOrder`
 */
export async function openOrder(viewer: Viewer, key: string, words: OrderWords, at: Date): Promise<{ number: string }> {
  assertMay(viewer, 'work-orders.prepare')
  const inspection = await findInspection(viewer, partsOfKey(key))
  if (!inspection) throw new DomainError('inspection-not-found')
  const { finding, terms, effectiveFrom, standing, orderNumber, stationId, id } = inspection
  if (orderNumber !== null) return { number: orderNumber }
  if (standing !== 'accepted' || finding === null || terms === null || effectiveFrom === null) throw new DomainError('no-finding')
  // The finding's own key: a second click, or one after a crash half way, gets the first order.
  const { number } = await createOrder(viewer, { accountNo: inspection.account.accountNo, terms, effectiveFrom, finding, ...words, requestKey: inspection.requestKey, submit: false }, at)
  await transact(viewer, async (tx, record) => {
    await nameOrigin(tx, record, { stationId, number }, { inspectorName: inspection.inspectorName, campaign: inspection.campaign.number })
    await tx.inspection.updateMany({ where: { stationId, id }, data: { orderNumber: number } })
  })
  return { number }
}
