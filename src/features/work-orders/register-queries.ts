import 'server-only'
import type { Fen } from '@/domain/money'
import { fen } from '@/domain/money'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import { STANDING, type OrderState } from '@/domain/work-order/transitions'
import { fromDbDate, fromDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { inScope, type Viewer } from '@/server/viewer'
import type { OrderRow } from './queries'

export interface RegisterRow {
  number: string
  state: OrderState
  finding: OrderRow['finding']
  accountNo: string
  accountName: string
  effectiveFrom: PlainDate
  /** Null while the order is a draft. */
  differenceFen: Fen | null
  penaltyFen: Fen | null
  preparerName: string
  approverName: string | null
  appliedAt: Date | null
}

export interface OrderRegister {
  rows: RegisterRow[]
  /** Over the orders whose entries stand in the books. */
  applied: { orders: number; differenceFen: Fen; penaltyFen: Fen }
}

const numbersOf = (stationCode: string, month: BillingMonth): string => `GD-${stationCode}-${month.replace('-', '')}-`

/** A station's orders of a month, by number: every one of them, cancelled ones too, since the numbers have no gaps. */
export async function orderRegister(viewer: Viewer, station: { id: number; code: string }, month: BillingMonth): Promise<OrderRegister> {
  const found = await db(viewer).workOrder.findMany({
    where: { AND: [inScope(viewer), { stationId: station.id, number: { startsWith: numbersOf(station.code, month) } }] },
    include: { account: { select: { accountNo: true, name: true } } },
    orderBy: { number: 'asc' },
  })
  const people = await db(viewer).appUser.findMany({ where: { id: { in: [...new Set(found.flatMap(({ preparerId, approverId }) => [preparerId, approverId ?? '']))] } }, select: { id: true, name: true } })
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id
  const amount = (value: bigint | null, state: OrderState) => (value === null || state === 'draft' ? null : fen(value))
  const rows = found.map((row): RegisterRow => ({
    number: row.number,
    state: row.state,
    finding: row.finding,
    accountNo: row.account.accountNo,
    accountName: row.account.name,
    effectiveFrom: fromDbDate(row.effectiveFrom),
    differenceFen: amount(row.differenceFen, row.state),
    penaltyFen: amount(row.penaltyFen ?? 0n, row.state),
    preparerName: nameOf(row.preparerId),
    approverName: row.approverId === null ? null : nameOf(row.approverId),
    appliedAt: row.appliedAt,
  }))
  // An order that was taken back stands in the books too, beside the one that took it back.
  const standing = rows.filter(({ state }) => state === 'reversed' || STANDING.some((name) => name === state))
  const sum = (key: 'differenceFen' | 'penaltyFen') => fen(standing.reduce((all, row) => all + (row[key] ?? 0n), 0n))
  return { rows, applied: { orders: standing.length, differenceFen: sum('differenceFen'), penaltyFen: sum('penaltyFen') } }
}

/** The months in which a station's orders were opened, newest first. */
export async function registerMonths(viewer: Viewer, station: { id: number }): Promise<BillingMonth[]> {
  const rows = await db(viewer).workOrderCounter.findMany({ where: { AND: [inScope(viewer), { stationId: station.id }] }, select: { month: true }, orderBy: { month: 'desc' } })
  return rows.map(({ month }) => fromDbMonth(month))
}
