import 'server-only'
import { orderNumber } from '@/domain/work-order/order-number'
import type { Station } from '@/features/accounts/queries'
import { toDbMonth } from '@/server/database-dates'
import type { Transaction } from '@/server/transaction'

/**
 * The next number of a station's open month. The counter's row is locked until the order commits, and a rolled-back order
 * gives its number back: no gaps.
 */
export async function nextOrderNumber(tx: Transaction, station: Station): Promise<string> {
  const month = toDbMonth(station.openMonth)
  const counter = await tx.workOrderCounter.upsert({
    where: { stationId_month: { stationId: station.id, month } },
    create: { stationId: station.id, month, lastNumber: 1 },
    update: { lastNumber: { increment: 1 } },
  })
  return orderNumber(station.code, station.openMonth, counter.lastNumber)
}
