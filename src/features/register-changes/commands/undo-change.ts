import 'server-only'
import { DomainError } from '@/domain/errors'
import { fillInitials } from '@/features/accounts/commands/fill-initials'
import { getAccount } from '@/features/accounts/queries'
import { Prisma } from '@/generated/prisma/client'
import { answerOnce } from '@/server/answer-once'
import { db } from '@/server/db'
import { transact, type Record, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { getPlace, type Place } from '../place-queries'
import { findChange, sidesOf, type Change } from '../queries'
import type { UndoChange } from '../schemas'
import { moveBetweenStations } from './move-between-stations'
import { openChange } from './open-change'

/**
 * Undoes a change by its counter-change: every account goes back to what it was. All or nothing: one that has moved on since
 * stands against it.
 * @throws DomainError `change-not-found`, `change-undone`, `undo-moved-on`, `undo-category`, and those of a move between stations
 */
export async function undoChange(viewer: Viewer, { id, reason, requestKey }: UndoChange, at: Date): Promise<{ change: string }> {
  assertMay(viewer, 'register.change')
  const request = { key: requestKey, action: 'register.undo' }
  return answerOnce(viewer, request, async () => {
    const change = await findChange(viewer, BigInt(id))
    if (change?.state !== 'applied' || change.kind === 'undo') throw new DomainError('change-not-found')
    if (change.undoneById !== null) throw new DomainError('change-undone', { change: change.undoneById })
    const back = change.kind === 'station' ? await wayBack(viewer, change) : null
    const undone = await transact(
      viewer,
      async (tx, record) => {
        await tx.$queryRaw`SELECT pg_advisory_xact_lock(4714, ${Number(change.id)}::int)::text`
        const twin = await tx.registerChange.findUnique({ where: { undoesId: BigInt(change.id) }, select: { id: true } })
        if (twin) throw new DomainError('change-undone', { change: String(twin.id) })
        const undoing = back ? await moveBack(tx, viewer, record, back, reason, at) : await putBack(tx, viewer, record, change, reason, at)
        return { change: String(undoing) }
      },
      request,
    )
    // A file brings names whose initials nobody had read off them yet.
    if (change.kind === 'import') await fillInitials(viewer)
    return undone
  })
}

interface WayBack {
  undoesId: bigint
  accountNo: string
  /** The code of the station where it is now. */
  from: string
  to: Place
}

/** Where an account that moved between stations came from. */
async function wayBack(viewer: Viewer, { id }: Change): Promise<WayBack> {
  const undoesId = BigInt(id)
  const row = await db(viewer).accountChange.findFirst({ where: { changeId: undoesId }, include: { account: { select: { accountNo: true } } } })
  const { before, after } = sidesOf(row ?? { before: {}, after: {} })
  if (!row || !before.station || !before.district || !after.station) throw new DomainError('change-not-found')
  return { undoesId, accountNo: row.account.accountNo, from: after.station.code, to: await getPlace(viewer, before.station.code, before.district.code) }
}

async function moveBack(tx: Transaction, viewer: Viewer, record: Record, { undoesId, accountNo, from, to }: WayBack, reason: string, at: Date): Promise<bigint> {
  const account = await getAccount(viewer, accountNo, from, tx)
  if (account.closedOn !== null) throw new DomainError('undo-moved-on', { count: 1 })
  return moveBetweenStations(tx, viewer, record, { account, to, reason, kind: 'undo', undoesId }, at)
}

async function putBack(tx: Transaction, viewer: Viewer, record: Record, change: Change, reason: string, at: Date): Promise<bigint> {
  const changeId = BigInt(change.id)
  await tx.$queryRaw`SELECT count(*)::int AS locked FROM (SELECT a.id FROM account a JOIN account_change c ON a.station_id = c.station_id AND a.id = c.account_id WHERE c.change_id = ${changeId} ORDER BY a.station_id, a.id FOR UPDATE OF a) AS locked`
  const [state] = await tx.$queryRaw<{ moved: number; categories: number }[]>`
    SELECT (count(*) FILTER (WHERE a.district_id <> COALESCE((c.after -> 'district' ->> 'id')::int, a.district_id)
              OR a.name <> COALESCE(c.after ->> 'name', a.name) OR a.address <> COALESCE(c.after ->> 'address', a.address)))::int AS moved,
           (count(*) FILTER (WHERE c.after ? 'category'))::int AS categories
    FROM account_change c JOIN account a ON a.station_id = c.station_id AND a.id = c.account_id WHERE c.change_id = ${changeId}`
  // A category has been billed on since, or will be: that is taken back by a work order, with its money.
  if (state && state.categories > 0) throw new DomainError('undo-category', { count: state.categories })
  if (state && state.moved > 0) throw new DomainError('undo-moved-on', { count: state.moved })
  const id = await openChange(tx, viewer, { kind: 'undo', stationIds: change.stationIds, reason, accounts: change.accounts, undoesId: changeId, summary: { undoes: change.id } }, at)
  await tx.$executeRaw`
    INSERT INTO account_change (station_id, change_id, account_id, before, after)
    SELECT station_id, ${id}, account_id, after, before FROM account_change WHERE change_id = ${changeId}`
  await tx.$executeRaw(applySides(id))
  for (const stationId of change.stationIds) {
    await record({ stationId, action: 'register.undone', subject: 'register-change', subjectKey: String(id), after: { undoes: change.id, accounts: change.accounts }, reason })
  }
  return id
}

/** Gives every account of a change what its `after` says. */
export const applySides = (changeId: bigint): Prisma.Sql => Prisma.sql`
  UPDATE account a SET
    district_id = COALESCE((c.after -> 'district' ->> 'id')::int, a.district_id),
    name = COALESCE(c.after ->> 'name', a.name),
    name_initials = COALESCE(c.after ->> 'initials', a.name_initials),
    address = COALESCE(c.after ->> 'address', a.address)
  FROM account_change c WHERE c.change_id = ${changeId} AND a.station_id = c.station_id AND a.id = c.account_id`
