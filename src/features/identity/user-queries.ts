import 'server-only'
import { accountState, type AccountState } from '@/domain/identity/account-rules'
import type { Role } from '@/domain/identity/permissions'
import { rulesInForce } from '@/server/account-rules'
import { db } from '@/server/db'
import { accountFacts } from '@/server/session'
import { assertMay, type Viewer } from '@/server/viewer'
import type { UserRequestKind } from './choices'
import { rightsSchema, type Rights } from './schemas'

export interface KnownUser {
  username: string
  name: string
  role: Role
  /** Codes, or all. */
  stations: 'all' | string[]
  state: AccountState
  lastSeenAt: Date | null
  passwordChangedAt: Date | null
  secondFactor: boolean
}

/** Every account there has been; those who left stand as names. @throws DomainError `forbidden` */
export async function knownUsers(viewer: Viewer, at: Date): Promise<KnownUser[]> {
  assertMay(viewer, 'users.read')
  const [rows, rules] = await Promise.all([
    db(viewer).appUser.findMany({ include: { scopes: { include: { station: { select: { code: true } } } } }, orderBy: [{ status: 'asc' }, { username: 'asc' }] }),
    rulesInForce(),
  ])
  return rows.map((row) => ({
    username: row.username ?? row.id,
    name: row.name,
    role: row.role,
    stations: row.allStations ? 'all' : row.scopes.map(({ station }) => station.code).sort(),
    state: accountState(accountFacts(row), rules, at),
    lastSeenAt: row.lastSeenAt,
    passwordChangedAt: row.passwordChangedAt,
    secondFactor: row.twoFactorEnabled,
  }))
}

export interface UserChange {
  id: string
  kind: UserRequestKind
  username: string
  rights: Rights | null
  writtenRequest: string
  reason: string
  state: 'requested' | 'approved' | 'rejected' | 'done'
  requestedById: string
  requestedByName: string
  requestedAt: Date
  decidedById: string | null
  decidedByName: string | null
  decisionReason: string | null
  doneByName: string | null
}

const RECENT = 50

/** Requests under way, and the newest of those that ended. @throws DomainError `forbidden` */
export async function userChanges(viewer: Viewer): Promise<UserChange[]> {
  assertMay(viewer, 'users.read')
  const [open, ended] = await Promise.all([
    db(viewer).userRequest.findMany({ where: { state: { in: ['requested', 'approved'] } }, orderBy: { id: 'asc' } }),
    db(viewer).userRequest.findMany({ where: { state: { in: ['rejected', 'done'] } }, orderBy: { id: 'desc' }, take: RECENT }),
  ])
  return [...open, ...ended].map(({ id, rights, ...row }) => ({ ...row, id: String(id), rights: rights === null ? null : rightsSchema.parse(rights) }))
}

export interface OwnSession {
  id: string
  createdAt: Date
  expiresAt: Date
  ipAddress: string | null
  userAgent: string | null
}

/** One's own sessions on all devices, newest first. */
export const ownSessions = (viewer: Viewer, at: Date): Promise<OwnSession[]> =>
  db(viewer).userSession.findMany({
    where: { userId: viewer.userId, expiresAt: { gt: at } },
    select: { id: true, createdAt: true, expiresAt: true, ipAddress: true, userAgent: true },
    orderBy: { createdAt: 'desc' },
  })
