import 'server-only'
import { DomainError } from '@/domain/errors'
import type { Viewer } from '@/server/viewer'
import { planCorrection } from './correction'
import { orderSheet, type OrderSheet } from './order-sheet'
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

/** What an order does to its accounts, for looking at it: of a draft what it would bring today, or what stands against it. */
export async function sheetOf(viewer: Viewer, order: OrderDetail): Promise<Pick<OrderSheet, 'accounts' | 'refusal' | 'before'>> {
  const { accounts, refusal, before } = await orderSheet(viewer, order)
  return { accounts, refusal, before }
}
