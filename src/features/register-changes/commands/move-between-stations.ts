import 'server-only'
import { DomainError } from '@/domain/errors'
import { firstDayOf, type PlainDate } from '@/domain/plain-date'
import { pinyinInitials } from '@/domain/register/pinyin-initials'
import { Prisma } from '@/generated/prisma/client'
import type { Account } from '@/features/accounts/queries'
import { toDbDate, toDbMonth } from '@/server/database-dates'
import type { Record, Transaction } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { districtSide, stationSide, type Place } from '../place-queries'
import type { ChangeKind } from '../schemas'
import { openChange } from './open-change'

interface Move {
  account: Account
  to: Place
  reason: string
  kind: Extract<ChangeKind, 'station' | 'undo'>
  undoesId?: bigint
}

/**
 * Moves an account to another station, within the caller's transaction: its row there is opened under the same number (or
 * opened again, where it stood before) on the first day of the open month, its row here is closed on that day. Bills, corrections and
 * earlier assignments stay where they are, so that no total moves.
 * @throws DomainError `open-months-differ`, `move-after-billing`, `order-under-way`
 */
export async function moveBetweenStations(tx: Transaction, viewer: Viewer, record: Record, { account, to, reason, kind, undoesId }: Move, at: Date): Promise<bigint> {
  const from = account.station
  await assertMovable(tx, account, to)
  const day = firstDayOf(from.openMonth)
  const newId = await openThere(tx, account, to, day)
  await tx.account.update({ where: { stationId_id: { stationId: from.id, id: account.id } }, data: { closedOn: toDbDate(day < account.openedOn ? account.openedOn : day) } })
  await handOverAssignment(tx, account, to, newId, day)
  const id = await openChange(tx, viewer, {
    kind, stationIds: [from.id, to.station.id], reason, accounts: 1, ...(undoesId === undefined ? {} : { undoesId }),
    summary: { accountNo: account.accountNo, from: stationSide(from), station: stationSide(to.station), to: districtSide(to.district), day },
  }, at)
  const before = { station: stationSide(from), district: districtSide(account.district), row: { stationId: from.id, accountId: String(account.id) } }
  const after = { station: stationSide(to.station), district: districtSide(to.district), row: { stationId: to.station.id, accountId: String(newId) } }
  for (const { stationId, accountId } of [{ stationId: from.id, accountId: account.id }, { stationId: to.station.id, accountId: newId }]) {
    await tx.accountChange.create({ data: { stationId, accountId, changeId: id, before, after } })
    await record({ stationId, action: 'account.moved', subject: 'account', subjectKey: account.accountNo, before, after, reason })
  }
  return id
}

async function assertMovable(tx: Transaction, account: Account, { station }: Place): Promise<void> {
  const from = account.station
  const row = { stationId: from.id, accountId: account.id }
  // A month that one station has billed and the other has not would be billed twice, or by nobody.
  if (from.openMonth !== station.openMonth) throw new DomainError('open-months-differ', { from: from.name, fromMonth: from.openMonth, to: station.name, toMonth: station.openMonth })
  const billed = await tx.bill.findFirst({ where: { ...row, month: { gte: toDbMonth(from.openMonth) } }, select: { month: true } })
  if (billed) throw new DomainError('move-after-billing', { month: from.openMonth })
  const order = await tx.workOrder.findFirst({ where: { ...row, state: { in: ['draft', 'submitted', 'approved'] } }, select: { number: true } })
  if (order) throw new DomainError('order-under-way', { number: order.number })
}

async function openThere(tx: Transaction, { accountNo, name, address, meterNo }: Account, { station, district }: Place, day: PlainDate): Promise<bigint> {
  const master = { name, address, meterNo, districtId: district.id, nameInitials: pinyinInitials(name) }
  const { id } = await tx.account.upsert({
    where: { stationId_accountNo: { stationId: station.id, accountNo } },
    create: { ...master, stationId: station.id, accountNo, openedOn: toDbDate(day) },
    update: { ...master, closedOn: null },
  })
  return id
}

/** The terms in force go on at the new station from the day of the move. */
async function handOverAssignment(tx: Transaction, account: Account, { station }: Place, newId: bigint, day: PlainDate): Promise<void> {
  const current = await tx.tariffAssignment.findFirst({ where: { stationId: account.stationId, accountId: account.id, validTo: null } })
  if (!current) return
  const from = current.validFrom > toDbDate(day) ? current.validFrom : toDbDate(day)
  await tx.tariffAssignment.update({ where: { stationId_id: { stationId: account.stationId, id: current.id } }, data: { validTo: from } })
  await tx.tariffAssignment.create({
    data: { stationId: station.id, accountId: newId, validFrom: from, remainderCategoryId: current.remainderCategoryId, splits: current.splits ?? Prisma.DbNull },
  })
}
