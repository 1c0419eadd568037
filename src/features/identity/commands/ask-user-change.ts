import 'server-only'
import { DomainError } from '@/domain/errors'
import { Prisma } from '@/generated/prisma/client'
import { transact, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { assertAdministratorsApart } from '../administrators'
import { GIVES_RIGHTS, type UserRequestKind } from '../choices'
import type { AskUserChange } from '../schemas'

/** From which states of an account a change of each kind can begin. */
const FROM: Record<UserRequestKind, readonly string[]> = {
  open: [],
  change_rights: ['active', 'on_leave', 'disabled'],
  leave: ['active'],
  return: ['active', 'on_leave', 'disabled'],
  remove: ['active', 'on_leave', 'disabled'],
  reset_password: ['active'],
  reset_second_factor: ['active'],
}

/**
 * Asks for a change of an account on a written request; a second person approves it, a third carries it out.
 * @returns the request's number
 * @throws DomainError `forbidden`, `administrators-apart`, `username-taken`, `user-not-found`, `user-request-pointless`, `user-request-under-way`, `station-unknown`
 */
export async function askUserChange(viewer: Viewer, input: AskUserChange, at: Date): Promise<{ id: string }> {
  assertMay(viewer, 'users.request')
  const { kind, username, writtenRequest, reason, rights } = input
  return transact(viewer, async (tx, record) => {
    await assertPossible(tx, input)
    const { id } = await tx.userRequest.create({
      data: {
        kind, username, writtenRequest, reason, rights: rights ?? Prisma.DbNull,
        requestedById: viewer.userId, requestedByName: viewer.name, requestedAt: at,
      },
    })
    await record({ stationId: 0, action: 'user-request.made', subject: 'user', subjectKey: username, after: { request: String(id), kind, writtenRequest, rights }, reason })
    return { id: String(id) }
  })
}

async function assertPossible(tx: Transaction, { kind, username, rights }: AskUserChange): Promise<void> {
  const user = await tx.appUser.findUnique({ where: { username }, select: { status: true } })
  if (kind === 'open' && user) throw new DomainError('username-taken', { username })
  if (kind !== 'open' && !user) throw new DomainError('user-not-found', { username })
  if (user && !FROM[kind].includes(user.status)) throw new DomainError('user-request-pointless', { username })
  const underWay = await tx.userRequest.findFirst({ where: { username, state: { in: ['requested', 'approved'] } }, select: { id: true } })
  if (underWay) throw new DomainError('user-request-under-way', { username, request: String(underWay.id) })
  if (!GIVES_RIGHTS.includes(kind) || !rights) return
  await assertAdministratorsApart(tx, { username, ...rights })
  if (rights.stations === 'all') return
  const known = await tx.station.findMany({ where: { code: { in: rights.stations } }, select: { code: true } })
  const unknown = rights.stations.find((code) => !known.some((station) => station.code === code))
  if (unknown !== undefined) throw new DomainError('station-unknown', { station: unknown })
}
