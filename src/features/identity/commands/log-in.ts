import 'server-only'
import { APIError } from 'better-auth/api'
import { DomainError } from '@/domain/errors'
import { auth } from '@/server/auth'
import { authDb } from '@/server/db'

const WINDOW_MS = 5 * 60_000
const MAX_FAILURES_PER_USER = 5
const MAX_FAILURES_PER_ADDRESS = 50

export interface LoginAttempt {
  username: string
  password: string
  ipAddress: string
  at: Date
  headers: Headers
}

/**
 * Opens a session (its cookie is set by the authentication library). Whatever fails, the answer is the same, so that it
 * does not tell which user names exist.
 * @throws DomainError `login-failed`, or `login-throttled` after too many failures within five minutes.
 */
export async function logIn({ username, password, ipAddress, at, headers }: LoginAttempt): Promise<void> {
  await assertNotThrottled(username, ipAddress, at)
  try {
    await auth().api.signInUsername({ body: { username, password }, headers })
  } catch (error) {
    if (!(error instanceof APIError)) throw error
    await authDb().loginFailure.create({ data: { username, ipAddress, failedAt: at } })
    throw new DomainError('login-failed')
  }
}

async function assertNotThrottled(username: string, ipAddress: string, at: Date): Promise<void> {
  const failedAt = { gt: new Date(at.getTime() - WINDOW_MS) }
  const [byUser, byAddress] = await Promise.all([
    authDb().loginFailure.count({ where: { username, ipAddress, failedAt } }),
    authDb().loginFailure.count({ where: { ipAddress, failedAt } }),
  ])
  if (byUser >= MAX_FAILURES_PER_USER || byAddress >= MAX_FAILURES_PER_ADDRESS) {
    throw new DomainError('login-throttled', { minutes: WINDOW_MS / 60_000 })
  }
}
