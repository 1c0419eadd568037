import 'server-only'
import { DomainError } from '@/domain/errors'
import { getAccount } from '@/features/accounts/queries'
import { toDbMonth } from '@/server/database-dates'
import { db, type Db } from '@/server/db'
import type { Viewer } from '@/server/viewer'

/**
 * A category from a spreadsheet holds from the open month on, which no bill has been posted for; what was billed before is
 * corrected by a work order, with its money and its second person.
 * @param reader the transaction under way, where there is one
 * @throws DomainError `row-billed`, `order-under-way`
 */
export async function assertCategoryMayChange(viewer: Viewer, { accountNo, stationCode }: { accountNo: string; stationCode: string }, reader: Pick<Db, 'account' | 'bill' | 'workOrder'> = db(viewer)): Promise<void> {
  const account = await getAccount(viewer, accountNo, stationCode, reader)
  const row = { stationId: account.stationId, accountId: account.id }
  const [billed, order] = await Promise.all([
    reader.bill.findFirst({ where: { ...row, month: { gte: toDbMonth(account.station.openMonth) } }, select: { month: true } }),
    reader.workOrder.findFirst({ where: { ...row, state: { in: ['draft', 'submitted', 'approved'] } }, select: { number: true } }),
  ])
  if (billed) throw new DomainError('row-billed', { accountNo, month: account.station.openMonth })
  if (order) throw new DomainError('order-under-way', { number: order.number })
}
