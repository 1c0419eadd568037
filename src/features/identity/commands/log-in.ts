import 'server-only'
import { APIError } from 'better-auth/api'
import { accountState, isShut, type AccountRules } from '@/domain/identity/account-rules'
import { choiceOf, DomainError } from '@/domain/errors'
import { rulesInForce } from '@/server/account-rules'
import { auth } from '@/server/auth'
import { authDb } from '@/server/db'
import { accountFacts } from '@/server/session'
import { transact } from '@/server/transaction'
import { comingIn } from '@/server/viewer'

const MAX_FAILURES_PER_ADDRESS = 50

export interface LoginAttempt {
  username: string
  password: string
  ipAddress: string
  at: Date
  headers: Headers
}

/**
 * Opens a session (its cookie is set by the authentication library), or asks for the second factor. Whatever fails before the
 * password is found right, the answer is the same, so that it does not tell which user names exist.
 * @throws DomainError `login-failed`, `login-throttled` after too many failures from this address, `account-shut` with why
 */
export async function logIn({ username, password, ipAddress, at, headers }: LoginAttempt): Promise<{ secondFactor: boolean }> {
  const rules = await rulesInForce()
  await assertNotLocked(username, ipAddress, rules, at)
  const answer = await signIn({ username, password, headers }).catch(async (error: unknown) => {
    if (!(error instanceof APIError)) throw error
    await authDb().loginFailure.create({ data: { username, ipAddress, failedAt: at } })
    throw new DomainError('login-failed')
  })
  await assertOpen(username, rules, at)
  if (answer === 'second-factor') return { secondFactor: true }
  await noteArrival(username, ipAddress, at)
  return { secondFactor: false }
}

async function signIn({ username, password, headers }: Pick<LoginAttempt, 'username' | 'password' | 'headers'>): Promise<'in' | 'second-factor'> {
  const answer = await auth().api.signInUsername({ body: { username, password }, headers })
  return answer !== null && 'twoFactorRedirect' in answer ? 'second-factor' : 'in'
}

/** Said only to someone who knows the password. The session that was opened on the way is ended. */
async function assertOpen(username: string, rules: AccountRules, at: Date): Promise<void> {
  const user = await authDb().appUser.findUniqueOrThrow({ where: { username } })
  const state = accountState(accountFacts(user), rules, at)
  if (!isShut(state)) return
  await authDb().userSession.deleteMany({ where: { userId: user.id } })
  throw new DomainError('account-shut', { why: choiceOf(state) })
}

/** An arrival is on record, and the failures before it count no longer. */
export async function noteArrival(username: string, ipAddress: string, at: Date): Promise<void> {
  const { id, name, role } = await authDb().appUser.findUniqueOrThrow({ where: { username }, select: { id: true, name: true, role: true } })
  await authDb().loginFailure.deleteMany({ where: { username, ipAddress } })
  await transact(comingIn({ userId: id, name, role }, ipAddress), async (tx, record) => {
    await tx.appUser.update({ where: { id }, data: { lastSeenAt: at } })
    await record({ stationId: 0, action: 'user.logged-in', subject: 'user', subjectKey: username })
  })
}

/** Failures lock a user name for the address they came from alone, and for a time: nobody can lock a colleague out for good. */
async function assertNotLocked(username: string, ipAddress: string, { lockMs, loginFailures }: AccountRules, at: Date): Promise<void> {
  const failedAt = { gt: new Date(at.getTime() - lockMs) }
  const [byUser, byAddress] = await Promise.all([
    authDb().loginFailure.count({ where: { username, ipAddress, failedAt } }),
    authDb().loginFailure.count({ where: { ipAddress, failedAt } }),
  ])
  if (byUser >= loginFailures || byAddress >= MAX_FAILURES_PER_ADDRESS) throw new DomainError('login-throttled', { minutes: lockMs / 60_000 })
}
