import 'server-only'
import type { DoneTo } from '@/domain/audit-log/audit-actions'
import { complaintTransition, type ComplaintAction, type ComplaintState } from '@/domain/complaint/transitions'
import { addWorkingDays } from '@/domain/working-days'
import { DomainError } from '@/domain/errors'
import { mayDo } from '@/domain/identity/permissions'
import { STANDING } from '@/domain/work-order/transitions'
import { planReversalOnce, prepareReversal } from '@/features/work-orders/commands/reverse-order'
import { getOrder, type OrderDetail } from '@/features/work-orders/queries'
import type { Prisma } from '@/generated/prisma/client'
import { answerOnce } from '@/server/answer-once'
import { dayInChina } from '@/server/clock'
import { toDbDate } from '@/server/database-dates'
import { db, type Db } from '@/server/db'
import { transact, type Record, type Repeatable, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { calendarExceptions, getComplaint, possibleOwners, type ComplaintDetail } from '../queries'
import type { ComplaintStep } from '../schemas'
import { WORKING_DAYS_A_STEP } from './open-complaint'

const PAST: Readonly<{ [action in ComplaintAction]: DoneTo<'complaint'> }> = { investigate: 'investigating', uphold: 'upheld', dismiss: 'dismissed', answer: 'answered', close: 'closed', 'hand-over': 'handed-over' }

interface StepDone {
  number: string
  state: ComplaintState
  /** The reversing order that an upheld complaint prepared. */
  reversal: string | null
}

/**
 * Takes a complaint a step on, with the next step's owner and due date. Upholding it prepares, in the same transaction, the
 * order that takes the correction back: a draft of the owner's, who checks and submits it.
 * @throws DomainError from the transition table, `complaint-changed` when it moved on since it was seen, `owner-unknown`,
 *   `clerk-missing`, and those of a reversal
 */
export async function takeComplaintStep(viewer: Viewer, input: ComplaintStep, at: Date): Promise<StepDone> {
  assertMay(viewer, 'complaints.handle')
  const request = { key: input.requestKey, action: `complaint.${input.action}` }
  return answerOnce(viewer, request, () => write(viewer, input, at, request))
}

async function write(viewer: Viewer, { number, version, action, text, ownerId: asked }: ComplaintStep, at: Date, request: Repeatable): Promise<StepDone> {
  const complaint = await getComplaint(viewer, number)
  if (complaint.version !== version) throw await complaintChanged(db(viewer), complaint)
  const state = complaintTransition(complaint, action, viewer, text)
  const ownerId = await ownerAfter(complaint, asked)
  const dueOn = state === 'closed' ? null : addWorkingDays(dayInChina(at), WORKING_DAYS_A_STEP, await calendarExceptions())
  const reversal = action === 'uphold' ? await reversalOf(viewer, complaint) : null
  return transact(
    viewer,
    async (tx, record) => {
      const prepared = reversal && (await prepareReversal(tx, record, reversal.order, reversal.planned, { preparerId: reversal.preparerId, reason: `${number}: ${text ?? ''}`, at }))
      await compareAndSet(tx, complaint, version, { state, ownerId, dueOn: dueOn && toDbDate(dueOn), ...columns(action, text, at), ...(prepared ? { reversalOrderId: prepared.id } : {}) })
      await recordStep(record, complaint, action, { text, ownerId, dueOn, reversal: prepared?.number ?? null })
      return { number, state, reversal: prepared?.number ?? null }
    },
    request,
  )
}

async function ownerAfter({ stationId, ownerId }: ComplaintDetail, asked: string | undefined): Promise<string> {
  if (asked === undefined || asked === ownerId) return ownerId
  if (!(await possibleOwners(stationId)).some(({ id }) => id === asked)) throw new DomainError('owner-unknown')
  return asked
}

/** What taking the correction back takes; null for an order that is not applied, which is returned or rejected instead. */
async function reversalOf(viewer: Viewer, complaint: ComplaintDetail) {
  const order: OrderDetail = await getOrder(viewer, complaint.orderNumber)
  if (!STANDING.some((state) => state === order.state)) return null
  const owner = (await possibleOwners(complaint.stationId)).find(({ id }) => id === complaint.ownerId)
  if (!owner || !mayDo(owner.role, 'work-orders.prepare')) throw new DomainError('clerk-missing')
  return { order, planned: await planReversalOnce(viewer, order), preparerId: owner.id }
}

function columns(action: ComplaintAction, text: string | undefined, at: Date): Prisma.ComplaintUncheckedUpdateManyInput {
  switch (action) {
    case 'uphold':
      return { outcome: 'upheld', decisionReason: text ?? null, decidedAt: at }
    case 'dismiss':
      return { outcome: 'dismissed', decisionReason: text ?? null, decidedAt: at }
    case 'answer':
      return { answer: text ?? null, answeredAt: at }
    case 'close':
      return { closedAt: at }
    case 'investigate':
    case 'hand-over':
      return {}
  }
}

interface StepFacts {
  text: string | undefined
  ownerId: string
  dueOn: string | null
  reversal: string | null
}

async function recordStep(record: Record, { stationId, number, state, ownerId: before }: ComplaintDetail, action: ComplaintAction, { text, ownerId, dueOn, reversal }: StepFacts): Promise<void> {
  await record({
    stationId, action: `complaint.${PAST[action]}`, subject: 'complaint', subjectKey: number, before: { state, ownerId: before },
    after: { ownerId, dueOn, ...(reversal === null ? {} : { order: reversal }) }, ...(text ? { reason: text } : {}),
  })
}

type Reader = Pick<Db, 'auditLog'>

/** Writes a complaint only if it still is what the person saw. @throws DomainError `complaint-changed` */
async function compareAndSet(tx: Transaction, complaint: ComplaintDetail, version: number, data: Prisma.ComplaintUncheckedUpdateManyInput): Promise<void> {
  const { stationId, id, state } = complaint
  const { count } = await tx.complaint.updateMany({ where: { stationId, id, state, version }, data: { ...data, version: { increment: 1 } } })
  if (count !== 1) throw await complaintChanged(tx, complaint)
}

async function complaintChanged(reader: Reader, { stationId, number }: ComplaintDetail): Promise<DomainError> {
  const last = await reader.auditLog.findFirst({ where: { stationId, subject: 'complaint', subjectKey: number }, orderBy: { id: 'desc' }, select: { actorName: true } })
  return new DomainError('complaint-changed', { number, by: last?.actorName ?? '—' })
}
