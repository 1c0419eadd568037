import 'server-only'
import { randomBytes, randomUUID } from 'node:crypto'
import type { DoneTo } from '@/domain/audit-log/audit-actions'
import { DomainError } from '@/domain/errors'
import { rulesInForce } from '@/server/account-rules'
import { hashPassword } from '@/server/auth'
import { transact, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { assertAdministratorsApart } from '../administrators'
import { isOwn } from './decide-user-request'
import type { UserRequestKind } from '../choices'
import { rightsSchema, type Rights } from '../schemas'

const FIRST_PASSWORD_BYTES = 12

interface Opening {
  /** One-time; null when the kind gives none. */
  password: { text: string; hashed: string; until: Date } | null
  at: Date
}

/**
 * Carries out what was approved: a third person's act, and nobody's on their own account. Sessions of the account end with every change of it.
 * @returns the one-time password where there is one; it is shown now and never again
 * @throws DomainError `forbidden`, `four-eyes`, `user-request-not-approved`, `user-not-found`
 */
export async function carryOutUserRequest(viewer: Viewer, { id }: { id: string }, at: Date): Promise<{ username: string; firstPassword: string | null }> {
  assertMay(viewer, 'users.manage')
  const { firstPasswordMs } = await rulesInForce()
  const text = randomBytes(FIRST_PASSWORD_BYTES).toString('base64url')
  const password = { text, hashed: await hashPassword(text), until: new Date(at.getTime() + firstPasswordMs) }
  return transact(viewer, async (tx, record) => {
    const request = await tx.userRequest.findUnique({ where: { id: BigInt(id) } })
    if (!request || request.state !== 'approved') throw new DomainError('user-request-not-approved')
    if (request.decidedById === viewer.userId || request.requestedById === viewer.userId) throw new DomainError('user-four-eyes')
    if (await isOwn(tx, viewer, request.username)) throw new DomainError('user-four-eyes')
    const { count } = await tx.userRequest.updateMany({
      where: { id: request.id, state: 'approved' },
      data: { state: 'done', doneById: viewer.userId, doneByName: viewer.name, doneAt: at },
    })
    if (count !== 1) throw new DomainError('user-request-not-approved')
    const gives = GIVES_PASSWORD.includes(request.kind)
    const rights = request.rights === null ? null : rightsSchema.parse(request.rights)
    if (rights) await assertAdministratorsApart(tx, { username: request.username, ...rights })
    await ACTS[request.kind](tx, request.username, rights, { password: gives ? password : null, at })
    await record({
      stationId: 0, action: `user.${DONE[request.kind]}`, subject: 'user', subjectKey: request.username, after: { request: id, rights }, reason: request.reason,
    })
    return { username: request.username, firstPassword: gives ? text : null }
  })
}

const GIVES_PASSWORD: readonly UserRequestKind[] = ['open', 'return', 'reset_password']

const DONE: Record<UserRequestKind, DoneTo<'user'>> = {
  open: 'created', change_rights: 'rights-changed', leave: 'put-on-leave', return: 'let-back', remove: 'removed', reset_password: 'password-reset', reset_second_factor: 'second-factor-reset',
}

type Act = (tx: Transaction, username: string, rights: Rights | null, opening: Opening) => Promise<void>

const ACTS: Record<UserRequestKind, Act> = {
  open: async (tx, username, rights, { password }) => {
    if (!rights || !password) throw new Error('an account is opened with rights and a password')
    const id = randomUUID()
    await tx.appUser.create({
      data: {
        id, name: rights.name, username, displayUsername: username, role: rights.role, allStations: rights.stations === 'all',
        // The library wants an address; nothing is ever sent to it.
        email: `${username}@users.invalid`,
        mustChangePassword: true, firstPasswordUntil: password.until,
        scopes: { create: await scopesOf(tx, rights) },
        credentials: { create: { id: randomUUID(), accountId: id, providerId: 'credential', password: password.hashed } },
      },
    })
  },
  change_rights: async (tx, username, rights) => {
    if (!rights) throw new Error('rights are changed to some')
    const { id } = await knownUser(tx, username)
    await tx.userStation.deleteMany({ where: { userId: id } })
    await tx.appUser.update({ where: { id }, data: { name: rights.name, role: rights.role, allStations: rights.stations === 'all', scopes: { create: await scopesOf(tx, rights) } } })
    await tx.userSession.deleteMany({ where: { userId: id } })
  },
  leave: (tx, username) => shut(tx, username, 'on_leave'),
  // The name stays for the log; the way in, its sessions and its second factor go.
  remove: async (tx, username) => {
    await shut(tx, username, 'left')
    const { id } = await knownUser(tx, username)
    await tx.userCredential.deleteMany({ where: { userId: id } })
    await tx.userSecondFactor.deleteMany({ where: { userId: id } })
    await tx.userStation.deleteMany({ where: { userId: id } })
  },
  return: async (tx, username, _rights, { password, at }) => {
    const { id } = await knownUser(tx, username)
    await tx.appUser.update({ where: { id }, data: { status: 'active', lastSeenAt: at } })
    await renew(tx, id, password)
  },
  reset_password: async (tx, username, _rights, { password }) => renew(tx, (await knownUser(tx, username)).id, password),
  reset_second_factor: async (tx, username) => {
    const { id } = await knownUser(tx, username)
    await tx.userSecondFactor.deleteMany({ where: { userId: id } })
    await tx.appUser.update({ where: { id }, data: { twoFactorEnabled: false } })
    await tx.userSession.deleteMany({ where: { userId: id } })
  },
}

async function knownUser(tx: Transaction, username: string): Promise<{ id: string }> {
  const user = await tx.appUser.findUnique({ where: { username }, select: { id: true } })
  if (!user) throw new DomainError('user-not-found', { username })
  return user
}

async function shut(tx: Transaction, username: string, status: 'on_leave' | 'left'): Promise<void> {
  const { id } = await knownUser(tx, username)
  await tx.appUser.update({ where: { id }, data: { status } })
  await tx.userSession.deleteMany({ where: { userId: id } })
}

async function renew(tx: Transaction, userId: string, password: Opening['password']): Promise<void> {
  if (!password) throw new Error('a password is renewed by one')
  await tx.userCredential.updateMany({ where: { userId, providerId: 'credential' }, data: { password: password.hashed } })
  await tx.appUser.update({ where: { id: userId }, data: { mustChangePassword: true, firstPasswordUntil: password.until } })
  await tx.userSession.deleteMany({ where: { userId } })
}

const scopesOf = async (tx: Transaction, { stations }: Rights): Promise<{ stationId: number }[]> =>
  stations === 'all' ? [] : (await tx.station.findMany({ where: { code: { in: stations } }, select: { id: true } })).map(({ id }) => ({ stationId: id }))
