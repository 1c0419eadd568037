import 'server-only'
import type { BackBillingMonth } from '@/domain/back-billing/compute'
import { DomainError } from '@/domain/errors'
import type { Viewer } from '@/server/viewer'
import { outlookOf, planCorrection } from './correction'
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

/** The months of an order: of a draft what it would bring today, or what stands against it; else what its submission froze. */
export async function monthsOf(viewer: Viewer, order: OrderDetail): Promise<{ months: readonly BackBillingMonth[]; refusal: DomainError | null }> {
  return order.state === 'draft' ? outlookOf(viewer, order) : { months: order.backBilling, refusal: null }
}
