import 'server-only'
import { complaintNumber } from '@/domain/complaint/complaint-number'
import { addWorkingDays } from '@/domain/working-days'
import { DomainError } from '@/domain/errors'
import type { OrderState } from '@/domain/work-order/transitions'
import { getAccount, type Station } from '@/features/accounts/queries'
import { getOrder } from '@/features/work-orders/queries'
import { answerOnce } from '@/server/answer-once'
import { dayInChina } from '@/server/clock'
import { toDbDate, toDbMonth } from '@/server/database-dates'
import { transact, type Repeatable, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { calendarExceptions } from '../queries'
import type { OpenComplaint } from '../schemas'

/** Days to respond, at every step. */
export const WORKING_DAYS_A_STEP = 1

/** Orders in these states have charged, and will charge, nobody anything. */
const NOTHING_TO_OBJECT_TO: readonly OrderState[] = ['draft', 'rejected', 'cancelled']

/**
 * Takes down a customer's objection to an order. It is due on the next working day; who takes it down owns it first.
 * @returns its number
 * @throws DomainError `forbidden`, `order-not-found`, `complaint-not-yet`, `complaint-open` with the open one's number
 */
export async function openComplaint(viewer: Viewer, input: OpenComplaint, at: Date): Promise<{ number: string }> {
  assertMay(viewer, 'complaints.handle')
  const request = { key: input.requestKey, action: 'complaint.open' }
  return answerOnce(viewer, request, () => write(viewer, input, at, request))
}

async function write(viewer: Viewer, { orderNumber, complainant, contact, content }: OpenComplaint, at: Date, request: Repeatable): Promise<{ number: string }> {
  const order = await getOrder(viewer, orderNumber)
  if (NOTHING_TO_OBJECT_TO.includes(order.state)) throw new DomainError('complaint-not-yet')
  const [{ station }, exceptions] = await Promise.all([getAccount(viewer, order.accountNo), calendarExceptions()])
  const dueOn = addWorkingDays(dayInChina(at), WORKING_DAYS_A_STEP, exceptions)
  return transact(
    viewer,
    async (tx, record) => {
      // The number's lock puts complaints of a station in a row, so that the second of two about one order sees the first.
      const number = await nextNumber(tx, station)
      const { stationId } = order
      const open = await tx.complaint.findFirst({ where: { stationId, workOrderId: order.id, state: { not: 'closed' } }, select: { number: true } })
      if (open) throw new DomainError('complaint-open', { number: open.number })
      await tx.complaint.create({
        data: { stationId, number, workOrderId: order.id, complainant, contact, content, ownerId: viewer.userId, dueOn: toDbDate(dueOn), receivedById: viewer.userId, receivedAt: at },
      })
      await record({ stationId, action: 'complaint.received', subject: 'complaint', subjectKey: number, after: { order: order.number, complainant, content, dueOn } })
      await record({ stationId, action: 'work-order.complained', subject: 'work-order', subjectKey: order.number, after: { order: number } })
      return { number }
    },
    request,
  )
}

/** The next number of a station's open month. The counter's row is locked until the complaint commits: no gaps. */
async function nextNumber(tx: Transaction, station: Station): Promise<string> {
  const month = toDbMonth(station.openMonth)
  const { lastNumber } = await tx.complaintCounter.upsert({
    where: { stationId_month: { stationId: station.id, month } },
    create: { stationId: station.id, month, lastNumber: 1 },
    update: { lastNumber: { increment: 1 } },
  })
  return complaintNumber(station.code, station.openMonth, lastNumber)
}
