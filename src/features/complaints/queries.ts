import 'server-only'
import type { CalendarExceptions } from '@/domain/working-days'
import type { ComplaintState } from '@/domain/complaint/transitions'
import { DomainError } from '@/domain/errors'
import { mayDo, ROLES } from '@/domain/identity/permissions'
import type { PlainDate } from '@/domain/plain-date'
import type { OrderState } from '@/domain/work-order/transitions'
import type { Prisma } from '@/generated/prisma/client'
import { fromDbDate, toDbDate } from '@/server/database-dates'
import { db } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'
import { inScope, type Viewer } from '@/server/viewer'

export interface ComplaintRow {
  number: string
  state: ComplaintState
  orderNumber: string
  accountNo: string
  accountName: string
  ownerId: string
  ownerName: string
  /** Null once it is closed. */
  dueOn: PlainDate | null
  receivedAt: Date
}

export interface ComplaintDetail extends ComplaintRow {
  stationId: number
  id: bigint
  version: number
  orderState: OrderState
  /** Who prepared and who approved the order: they do not decide. */
  involvedIds: string[]
  complainant: string
  contact: string
  content: string
  receivedByName: string
  outcome: 'upheld' | 'dismissed' | null
  decisionReason: string | null
  reversal: { number: string; state: OrderState } | null
  answer: string | null
  closedAt: Date | null
}

const withOrder = {
  workOrder: { select: { number: true, state: true, preparerId: true, approverId: true, account: { select: { accountNo: true, name: true } } } },
  reversalOrder: { select: { number: true, state: true } },
} satisfies Prisma.ComplaintInclude

type Row = Prisma.ComplaintGetPayload<{ include: typeof withOrder }>

async function namesOf(ids: readonly string[]): Promise<(id: string) => string> {
  const people = await db(SHARED_TABLES).appUser.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } })
  return (id) => people.find((person) => person.id === id)?.name ?? id
}

const rowOf = (row: Row, nameOf: (id: string) => string): ComplaintRow => ({
  number: row.number,
  state: row.state,
  orderNumber: row.workOrder.number,
  accountNo: row.workOrder.account.accountNo,
  accountName: row.workOrder.account.name,
  ownerId: row.ownerId,
  ownerName: nameOf(row.ownerId),
  dueOn: row.dueOn && fromDbDate(row.dueOn),
  receivedAt: row.receivedAt,
})

export const COMPLAINT_VIEWS = ['open', 'mine', 'overdue', 'closed', 'all'] as const
export type ComplaintView = (typeof COMPLAINT_VIEWS)[number]

export const COMPLAINTS_PER_PAGE = 50

function filterOf(viewer: Viewer, view: ComplaintView, today: PlainDate): Prisma.ComplaintWhereInput {
  switch (view) {
    case 'open':
      return { state: { not: 'closed' } }
    case 'mine':
      return { state: { not: 'closed' }, ownerId: viewer.userId }
    case 'overdue':
      return { dueOn: { lt: toDbDate(today) } }
    case 'closed':
      return { state: 'closed' }
    case 'all':
      return {}
  }
}

/** Complaints in scope, newest number first; keyed by the number to continue after. */
export async function listComplaints(viewer: Viewer, view: ComplaintView, today: PlainDate, after?: string): Promise<{ rows: ComplaintRow[]; next: string | null }> {
  const found = await db(viewer).complaint.findMany({
    where: { AND: [inScope(viewer), filterOf(viewer, view, today), after ? { number: { lt: after } } : {}] },
    include: withOrder,
    orderBy: { number: 'desc' },
    take: COMPLAINTS_PER_PAGE + 1,
  })
  const nameOf = await namesOf(found.map(({ ownerId }) => ownerId))
  const rows = found.slice(0, COMPLAINTS_PER_PAGE).map((row) => rowOf(row, nameOf))
  return { rows, next: found.length > COMPLAINTS_PER_PAGE ? (rows.at(-1)?.number ?? null) : null }
}

/** How many stand in each view. */
export async function complaintCounts(viewer: Viewer, today: PlainDate): Promise<Record<ComplaintView, number>> {
  const counts = await Promise.all(COMPLAINT_VIEWS.map((view) => db(viewer).complaint.count({ where: { AND: [inScope(viewer), filterOf(viewer, view, today)] } })))
  return Object.fromEntries(COMPLAINT_VIEWS.map((view, place) => [view, counts[place] ?? 0])) as Record<ComplaintView, number>
}

/** The complaints about an order, newest first. */
export async function complaintsAbout(viewer: Viewer, order: { stationId: number; id: bigint }): Promise<ComplaintRow[]> {
  const rows = await db(viewer).complaint.findMany({ where: { AND: [inScope(viewer), { stationId: order.stationId, workOrderId: order.id }] }, include: withOrder, orderBy: { id: 'desc' } })
  const nameOf = await namesOf(rows.map(({ ownerId }) => ownerId))
  return rows.map((row) => rowOf(row, nameOf))
}

/** A complaint by its number, or null. */
export async function findComplaint(viewer: Viewer, number: string): Promise<ComplaintDetail | null> {
  const row = await db(viewer).complaint.findFirst({ where: { ...inScope(viewer), number }, include: withOrder })
  if (!row) return null
  const nameOf = await namesOf([row.ownerId, row.receivedById])
  const { preparerId, approverId, state } = row.workOrder
  return {
    ...rowOf(row, nameOf),
    stationId: row.stationId,
    id: row.id,
    version: row.version,
    orderState: state,
    involvedIds: [preparerId, ...(approverId === null ? [] : [approverId])],
    complainant: row.complainant,
    contact: row.contact,
    content: row.content,
    receivedByName: nameOf(row.receivedById),
    outcome: row.outcome,
    decisionReason: row.decisionReason,
    reversal: row.reversalOrder,
    answer: row.answer,
    closedAt: row.closedAt,
  }
}

/** @throws DomainError `complaint-not-found` */
export async function getComplaint(viewer: Viewer, number: string): Promise<ComplaintDetail> {
  const complaint = await findComplaint(viewer, number)
  if (!complaint) throw new DomainError('complaint-not-found', { number })
  return complaint
}

/** Who may own a step: those who handle complaints at the station. */
export async function possibleOwners(stationId: number): Promise<{ id: string; name: string; role: (typeof ROLES)[number] }[]> {
  return db(SHARED_TABLES).appUser.findMany({
    where: { role: { in: ROLES.filter((role) => mayDo(role, 'complaints.handle')) }, OR: [{ allStations: true }, { scopes: { some: { stationId } } }] },
    select: { id: true, name: true, role: true },
    orderBy: { name: 'asc' },
  })
}

/** Where the calendar departs from Monday to Friday. */
export async function calendarExceptions(): Promise<CalendarExceptions> {
  const rows = await db(SHARED_TABLES).calendarException.findMany({ select: { day: true, isWorking: true } })
  return new Map(rows.map(({ day, isWorking }) => [fromDbDate(day), isWorking]))
}
