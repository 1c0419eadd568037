import 'server-only'
import { createHmac } from 'node:crypto'
import { cache } from 'react'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { accountState, isShut, type AccountFacts } from '@/domain/identity/account-rules'
import { mayDo, ROLES, type Permission, type Role } from '@/domain/identity/permissions'
import { rulesInForce } from './account-rules'
import { auth } from './auth'
import { now } from './clock'
import { db } from './db'
import { REQUEST_ID } from './request-id'
import { clientAddress } from './request-origin'
import { SHARED_TABLES } from './scope'
import { makeViewer, type Viewer } from './viewer'

const isRole = (text: string): text is Role => ROLES.some((role) => role === text)

/** What a session still has to do before anything else opens. */
export type FirstDuty = 'change-password' | 'set-up-second-factor'

interface Session {
  /** The session's own id, as one's list of sessions has it. */
  sessionId: string
  viewer: Viewer
  username: string
  secondFactor: boolean
  duty: FirstDuty | null
}

/** The session of the current request, or null; one whose account has been shut meanwhile is none. Asked once a request. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const requestHeaders = await headers()
  const session = await auth().api.getSession({ headers: requestHeaders })
  if (!session || !isRole(session.user.role)) return null
  const { user } = session
  const rules = await rulesInForce()
  const state = accountState(accountFacts(user), rules, now())
  if (isShut(state)) return null
  const scopes = user.allStations ? [] : await db(SHARED_TABLES).userStation.findMany({ where: { userId: user.id }, select: { stationId: true } })
  const viewer = makeViewer({
    userId: user.id,
    name: user.name,
    role: session.user.role,
    stations: user.allStations ? 'all' : scopes.map((scope) => scope.stationId),
    requestId: requestHeaders.get(REQUEST_ID),
    ipAddress: clientAddress(requestHeaders),
  })
  const secondFactor = user.twoFactorEnabled ?? false
  const lacksFactor = rules.secondFactorRoles.includes(viewer.role) && !secondFactor
  const duty = state === 'must-change-password' ? 'change-password' : lacksFactor ? 'set-up-second-factor' : null
  return { sessionId: session.session.id, viewer, username: user.username ?? '', secondFactor, duty }
})

/** What the rules want to know of a user, from the library's own record. */
export const accountFacts = (user: { status: string; mustChangePassword: boolean; passwordChangedAt?: Date | null | undefined; firstPasswordUntil?: Date | null | undefined; lastSeenAt?: Date | null | undefined; createdAt: Date; ages: boolean }): AccountFacts => ({
  status: user.status === 'active' || user.status === 'on_leave' || user.status === 'left' ? user.status : 'disabled',
  mustChangePassword: user.mustChangePassword,
  passwordChangedAt: user.passwordChangedAt ?? null,
  firstPasswordUntil: user.firstPasswordUntil ?? null,
  lastSeenAt: user.lastSeenAt ?? null,
  createdAt: user.createdAt,
  ages: user.ages,
})

/** The user of the current request who may do what the role says, or null: also while a first duty is open. */
export async function currentViewer(): Promise<Viewer | null> {
  const session = await currentSession()
  return session?.duty === null ? session.viewer : null
}

const DUTY_PAGES: Record<FirstDuty, string> = { 'change-password': '/password', 'set-up-second-factor': '/second-factor' }

/** For pages: the viewer, or on to the login page or to what has to be done first. */
export async function requireUser(): Promise<Viewer> {
  const session = await currentSession()
  if (!session) redirect('/login')
  if (session.duty !== null) redirect(DUTY_PAGES[session.duty])
  return session.viewer
}

/** For pages: the viewer with the permission; without it the page that says so. */
export async function requireViewer(permission: Permission): Promise<Viewer> {
  const viewer = await requireUser()
  return mayDo(viewer.role, permission) ? viewer : redirect('/forbidden')
}

/**
 * A key that only this session can ask for: what a phone keeps for the way is sealed with it. Another session's differs.
 * @returns null without a session
 */
export async function sessionKey(purpose: string): Promise<{ key: Buffer; expiresAt: Date } | null> {
  const session = await auth().api.getSession({ headers: await headers() })
  if (!session) return null
  return { key: createHmac('sha256', session.session.token).update(purpose).digest(), expiresAt: new Date(session.session.expiresAt) }
}
