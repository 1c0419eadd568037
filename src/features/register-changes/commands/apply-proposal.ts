import 'server-only'
import { DomainError } from '@/domain/errors'
import { firstDayOf } from '@/domain/plain-date'
import { mayDo } from '@/domain/identity/permissions'
import { Prisma } from '@/generated/prisma/client'
import { accountsByNumber } from '@/features/accounts/search-queries'
import { getAccount } from '@/features/accounts/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { answerOnce } from '@/server/answer-once'
import { toDbDate } from '@/server/database-dates'
import { transact, type Record, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { versionOf } from '../list-columns'
import { assertCategoryMayChange } from '../round-trip/category-rules'
import { findChange, proposedRows, type ProposedRow } from '../queries'
import type { DecideProposal, Refusal } from '../schemas'
import { applySides } from './undo-change'

/**
 * Applies what a returned list proposes, in one transaction. A row whose account has moved on since it was compared, or whose
 * category may no longer change, is refused and the others are applied. Categories need a second person who may decide work orders.
 * @throws DomainError `change-not-found`, `proposal-decided`, `round-trip-four-eyes`, `nothing-to-apply`
 */
export async function applyProposal(viewer: Viewer, { id, reason, requestKey }: DecideProposal, at: Date): Promise<{ applied: number; refused: number }> {
  assertMay(viewer, 'register.change')
  const request = { key: requestKey, action: 'register.apply-proposal' }
  return answerOnce(viewer, request, async () => {
    const change = await findChange(viewer, BigInt(id))
    if (change?.kind !== 'round-trip') throw new DomainError('change-not-found')
    if (change.state !== 'proposed') throw new DomainError('proposal-decided')
    const rows = (await proposedRows(viewer, change)).filter(({ refusal }) => refusal === null)
    if (rows.some(({ after }) => after.category !== undefined) && (change.createdById === viewer.userId || !mayDo(viewer.role, 'work-orders.decide'))) throw new DomainError('round-trip-four-eyes')
    const { byCode } = await categoryIndex()
    return transact(
      viewer,
      async (tx, record) => {
        await take(tx, viewer, BigInt(id), reason, at)
        const { still, refused } = await judge(tx, viewer, rows)
        if (still.length === 0) throw new DomainError('nothing-to-apply')
        for (const { rowNo, refusal } of refused) await tx.roundTripRow.update({ where: { changeId_rowNo: { changeId: BigInt(id), rowNo } }, data: { refusal: { ...refusal } } })
        for (const row of still) await writeDown(tx, viewer, record, { changeId: BigInt(id), row, byCode, reason })
        await tx.$executeRaw(applySides(BigInt(id)))
        await tx.registerChange.update({ where: { id: BigInt(id) }, data: { accounts: still.length } })
        for (const stationId of change.stationIds) {
          await record({ stationId, action: 'register.round-trip-applied', subject: 'register-change', subjectKey: id, after: { applied: still.length, refused: refused.length }, reason })
        }
        return { applied: still.length, refused: refused.length }
      },
      request,
    )
  })
}

/** Compare and set: of two who apply it, one does. */
async function take(tx: Transaction, viewer: Viewer, id: bigint, reason: string, at: Date): Promise<void> {
  const { count } = await tx.registerChange.updateMany({ where: { id, state: 'proposed' }, data: { state: 'applied', reason, appliedById: viewer.userId, appliedByName: viewer.name, appliedAt: at } })
  if (count !== 1) throw new DomainError('proposal-decided')
}

interface Judged {
  still: ProposedRow[]
  refused: { rowNo: number; refusal: Refusal }[]
}

/** Locks the accounts and tells the rows that may still be applied from those that may not, with what stands against each. */
async function judge(tx: Transaction, viewer: Viewer, rows: readonly ProposedRow[]): Promise<Judged> {
  const numbers = rows.map(({ accountNo }) => accountNo)
  await tx.$queryRaw`SELECT count(*)::int AS locked FROM (SELECT id FROM account WHERE account_no = ANY(${numbers}::text[]) ORDER BY station_id, id FOR UPDATE) AS locked`
  // A record that its account has left says what it said, and is in use no more.
  const inUse = (await accountsByNumber(viewer, numbers, tx)).filter(({ closedOn }) => closedOn === null)
  const versions = new Map(inUse.map((account) => [`${account.accountNo} ${account.stationCode}`, versionOf(account)]))
  const judged: Judged = { still: [], refused: [] }
  for (const row of rows) {
    const { accountNo, stationCode, version, rowNo } = row
    const isStill = versions.get(`${accountNo} ${stationCode}`) === version
    const refusal = isStill ? await againstCategory(tx, viewer, row) : { code: 'row-moved-on', params: { accountNo } }
    if (refusal) judged.refused.push({ rowNo, refusal })
    else judged.still.push(row)
  }
  return judged
}

/** What has come to stand against a row's change of category since it was compared: a bill, or an order. */
async function againstCategory(tx: Transaction, viewer: Viewer, { accountNo, stationCode, after }: ProposedRow): Promise<Refusal | null> {
  if (after.category === undefined) return null
  try {
    await assertCategoryMayChange(viewer, { accountNo, stationCode }, tx)
    return null
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { code: error.code, params: { ...error.params } }
  }
}

interface Written {
  changeId: bigint
  row: ProposedRow
  byCode: ReadonlyMap<string, { id: number }>
  reason: string
}

async function writeDown(tx: Transaction, viewer: Viewer, record: Record, { changeId, row, byCode, reason }: Written): Promise<void> {
  const { accountNo, stationCode, before, after } = row
  const account = await getAccount(viewer, accountNo, stationCode, tx)
  const key = { stationId: account.stationId, accountId: account.id }
  await tx.accountChange.create({ data: { ...key, changeId, before, after } })
  if (after.category === undefined) return
  const category = byCode.get(after.category)
  const current = await tx.tariffAssignment.findFirst({ where: { ...key, validTo: null } })
  if (!category || !current) throw new DomainError('no-assignment', { accountNo })
  const day = toDbDate(firstDayOf(account.station.openMonth))
  const from = current.validFrom > day ? current.validFrom : day
  await tx.tariffAssignment.update({ where: { stationId_id: { stationId: key.stationId, id: current.id } }, data: { validTo: from } })
  await tx.tariffAssignment.create({ data: { ...key, validFrom: from, remainderCategoryId: category.id, splits: Prisma.DbNull } })
  await record({ stationId: key.stationId, action: 'account.category-assigned', subject: 'account', subjectKey: accountNo, before: { category: before.category ?? '' }, after: { category: after.category, from: account.station.openMonth }, reason })
}
