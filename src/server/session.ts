import 'server-only'
import { createHmac, randomUUID } from 'node:crypto'
import { cache } from 'react'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { mayDo, ROLES, type Permission, type Role } from '@/domain/identity/permissions'
import { auth } from './auth'
import { db } from './db'
import { makeViewer, type Viewer } from './viewer'

const isRole = (text: string): text is Role => ROLES.some((role) => role === text)

/** The address a request came from, as the proxy or the socket says. */
export const clientAddress = (requestHeaders: Headers): string | null =>
  requestHeaders.get('x-forwarded-for')?.split(',')[0]?.trim() ?? null

/** The user of the current request, or null. Asked once a request. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  const requestHeaders = await headers()
  const session = await auth().api.getSession({ headers: requestHeaders })
  if (!session || !isRole(session.user.role)) return null
  const { user } = session
  const scopes = user.allStations
    ? []
    : await db().userStation.findMany({ where: { userId: user.id }, select: { stationId: true } })
  return makeViewer({
    userId: user.id,
    name: user.name,
    role: session.user.role,
    stations: user.allStations ? 'all' : scopes.map((scope) => scope.stationId),
    requestId: requestHeaders.get('x-request-id') ?? randomUUID(),
    ipAddress: clientAddress(requestHeaders),
  })
})

/** For pages: the viewer, or on to the login page. */
export async function requireUser(): Promise<Viewer> {
  return (await currentViewer()) ?? redirect('/login')
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
