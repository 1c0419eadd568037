import 'server-only'
import { DomainError } from '@/domain/errors'
import type { AdjustmentEntry } from '@/domain/back-billing/adjustments'
import type { BackBillingMonth } from '@/domain/back-billing/compute'
import type { Transfer } from '@/domain/back-billing/transfer'
import { wh } from '@/domain/energy'
import { fen, type Fen } from '@/domain/money'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import type { AssignmentTerms } from '@/domain/tariff/assignment'
import { ORDER_STATES, type OrderState } from '@/domain/work-order/transitions'
import { termsOf } from '@/features/accounts/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { fromDbDate, fromDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { inScope, type Viewer } from '@/server/viewer'
import type { Prisma } from '@/generated/prisma/client'
import { breachFromJson, monthFromRow, raisedFromJson, transfersFromJson, type RaisedReason } from './stored-order'

export interface OrderRow {
  number: string
  state: OrderState
  finding: 'low_tariff_high_use' | 'split_not_applied' | 'alternating_use' | 'wrong_record'
  accountNo: string
  accountName: string
  effectiveFrom: PlainDate
  differenceFen: Fen | null
  preparerId: string
  createdAt: Date
  submittedAt: Date | null
}

export interface OrderDetail extends OrderRow {
  stationId: number
  id: bigint
  version: number
  terms: AssignmentTerms
  reason: string
  evidence: string
  inspectorName: string | null
  campaign: string | null
  preparerName: string
  approverId: string | null
  approverName: string | null
  decisionReason: string | null
  approvedAt: Date | null
  appliedAt: Date | null
  verifiedAt: Date | null
  closedAt: Date | null
  /** Null when the error was the company's. */
  breach: { penaltyFactor: string | null; startUnknown: boolean } | null
  penaltyFen: Fen | null
  /** As frozen at submission; empty for a draft. */
  backBilling: BackBillingMonth[]
  /** The other account of an alternating use, and what moves to it. */
  partner: { id: bigint; accountNo: string; name: string; backBilling: BackBillingMonth[] } | null
  transfers: Transfer[]
  isReversal: boolean
  /** The order that this one takes back, and the one that takes this one back. */
  reverses: { number: string } | null
  reversedBy: { number: string; state: OrderState } | null
  previousAssignmentId: bigint | null
  /** Why the system raised it again, and the month whose bill showed it. */
  raised: RaisedReason | null
}

/** How an order's row is joined with its account for lists. */
const withAccount = { account: { select: { accountNo: true, name: true } } } satisfies Prisma.WorkOrderInclude

type RowWithAccount = Prisma.WorkOrderGetPayload<{ include: typeof withAccount }>

const rowOf = (row: RowWithAccount): OrderRow => ({
  number: row.number,
  state: row.state,
  finding: row.finding,
  accountNo: row.account.accountNo,
  accountName: row.account.name,
  effectiveFrom: fromDbDate(row.effectiveFrom),
  // What an earlier submission came to says nothing of the draft it was returned to.
  differenceFen: row.differenceFen === null || row.state === 'draft' ? null : fen(row.differenceFen),
  preparerId: row.preparerId,
  createdAt: row.createdAt,
  submittedAt: row.submittedAt,
})

/** How many orders stand in each state. */
export async function orderCounts(viewer: Viewer): Promise<Record<OrderState, number>> {
  const groups = await db(viewer).workOrder.groupBy({ by: ['state'], where: inScope(viewer), _count: true })
  const counts = new Map(groups.map((group) => [group.state, group._count]))
  return Object.fromEntries(ORDER_STATES.map((state) => [state, counts.get(state) ?? 0])) as Record<OrderState, number>
}

/** The orders of an account, newest first. */
export async function accountOrders(viewer: Viewer, account: { stationId: number; id: bigint }): Promise<OrderRow[]> {
  const rows = await db(viewer).workOrder.findMany({
    where: { AND: [inScope(viewer), { stationId: account.stationId, OR: [{ accountId: account.id }, { partnerAccountId: account.id }] }] },
    include: withAccount,
    orderBy: { id: 'desc' },
  })
  return rows.map(rowOf)
}

export interface AdjustmentRow {
  orderNumber: string
  billMonth: BillingMonth
  postedMonth: BillingMonth
  kind: 'reversal' | 'correction' | 'penalty'
  categoryId: number
  energyWh: bigint
  amountFen: Fen
}

/** The posted entries of an account, by the month they belong to. */
export async function accountAdjustments(viewer: Viewer, account: { stationId: number; id: bigint }): Promise<AdjustmentRow[]> {
  const rows = await db(viewer).adjustment.findMany({
    where: { AND: [inScope(viewer), { stationId: account.stationId, accountId: account.id }] },
    include: { workOrder: { select: { number: true } } },
    orderBy: [{ billMonth: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({
    orderNumber: row.workOrder.number,
    billMonth: fromDbMonth(row.billMonth),
    postedMonth: fromDbMonth(row.postedMonth),
    kind: row.kind,
    categoryId: row.categoryId,
    energyWh: row.energyWh,
    amountFen: fen(row.amountFen),
  }))
}

/** What an order posted, by account, in the order of posting. */
export async function postedEntries(viewer: Viewer, { stationId, id }: Pick<OrderDetail, 'stationId' | 'id'>): Promise<Map<bigint, AdjustmentEntry[]>> {
  const [{ byId }, rows] = await Promise.all([
    categoryIndex(),
    db(viewer).adjustment.findMany({ where: { AND: [inScope(viewer), { stationId, workOrderId: id }] }, orderBy: { id: 'asc' } }),
  ])
  const entries = new Map<bigint, AdjustmentEntry[]>()
  for (const { accountId, billMonth, kind, categoryId, energyWh, amountFen } of rows) {
    const entry: AdjustmentEntry = { billMonth: fromDbMonth(billMonth), kind, category: byId.get(categoryId)?.code ?? String(categoryId), energyWh: wh(energyWh), amountFen: fen(amountFen) }
    entries.set(accountId, [...(entries.get(accountId) ?? []), entry])
  }
  return entries
}

const withEverything = {
  ...withAccount,
  partnerAccount: { select: { id: true, accountNo: true, name: true } },
  reverses: { select: { number: true } },
  reversals: { where: { state: { notIn: ['rejected', 'cancelled'] } }, select: { number: true, state: true } },
  backBilling: { orderBy: { month: 'asc' } },
} satisfies Prisma.WorkOrderInclude

/** An order by its number, or null. */
export async function findOrder(viewer: Viewer, number: string): Promise<OrderDetail | null> {
  const row = await db(viewer).workOrder.findFirst({ where: { ...inScope(viewer), number }, include: withEverything })
  if (!row) return null
  const people = await db(viewer).appUser.findMany({ where: { id: { in: [row.preparerId, row.approverId ?? ''] } }, select: { id: true, name: true } })
  const nameOf = (id: string | null) => people.find((person) => person.id === id)?.name ?? id
  const monthsOf = (accountId: bigint) => (row.state === 'draft' ? [] : row.backBilling.filter((month) => month.accountId === accountId).map(monthFromRow))
  const { partnerAccount, reverses, reversals } = row
  return {
    ...rowOf(row),
    stationId: row.stationId,
    id: row.id,
    version: row.version,
    terms: await termsOf(row),
    reason: row.reason,
    evidence: row.evidence,
    inspectorName: row.inspectorName,
    campaign: row.campaign,
    preparerName: nameOf(row.preparerId) ?? row.preparerId,
    approverId: row.approverId,
    approverName: nameOf(row.approverId),
    decisionReason: row.decisionReason,
    approvedAt: row.approvedAt,
    appliedAt: row.appliedAt,
    verifiedAt: row.verifiedAt,
    closedAt: row.closedAt,
    breach: breachFromJson(row.breach),
    penaltyFen: row.state === 'draft' ? null : fen(row.penaltyFen ?? 0n),
    backBilling: monthsOf(row.accountId),
    partner: partnerAccount && { ...partnerAccount, backBilling: monthsOf(partnerAccount.id) },
    transfers: transfersFromJson(row.transfers),
    isReversal: reverses !== null,
    reverses,
    reversedBy: reversals[0] ?? null,
    previousAssignmentId: row.previousAssignmentId,
    raised: row.state === 'raised' ? raisedFromJson(row.raisedReason) : null,
  }
}

/** @throws DomainError `order-not-found` */
export async function getOrder(viewer: Viewer, number: string): Promise<OrderDetail> {
  const order = await findOrder(viewer, number)
  if (!order) throw new DomainError('order-not-found', { number })
  return order
}
