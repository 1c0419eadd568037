import 'server-only'
import type { BackBillingMonth } from '@/domain/back-billing/compute'
import { DomainError } from '@/domain/errors'
import type { Viewer } from '@/server/viewer'
import { planCorrection } from './correction'
import { outlookOf } from './order-plan'
import type { OrderDetail } from './queries'
import type { Correction } from './schemas'

/** What stands against a correction today, or null when it is possible. Nothing is written. */
export async function refusalOf(viewer: Viewer, correction: Correction): Promise<DomainError | null> {
  try {
    await planCorrection(viewer, correction)
    return null
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}

/** The months of an order, of all its accounts: of a draft what it would bring today, or what stands against it; else what its submission froze. */
export async function monthsOf(viewer: Viewer, order: OrderDetail): Promise<{ months: readonly BackBillingMonth[]; refusal: DomainError | null }> {
  if (order.state !== 'draft') return { months: [...order.backBilling, ...(order.partner?.backBilling ?? [])], refusal: null }
  const { planned, refusal } = await outlookOf(viewer, order)
  return { months: planned?.postings.flatMap(({ backBilling }) => backBilling.months) ?? [], refusal }
}
