import 'server-only'
import { accountState, isShut, type AccountRules } from '@/domain/identity/account-rules'
import { choiceOf, DomainError } from '@/domain/errors'
import { rulesInForce } from '@/server/account-rules'
import { auth, isPasswordOf } from '@/server/auth'
import { authDb } from '@/server/db'
import { accountFacts } from '@/server/session'
import { transact } from '@/server/transaction'
import { comingIn } from '@/server/viewer'

/** How long an address from which an account was opened stays known for it. */
const KNOWN_FOR_MS = 30 * 86_400_000

export interface LoginAttempt {
  username: string
  password: string
  ipAddress: string
  at: Date
  headers: Headers
}

/**
 * Opens a session (its cookie is set by the authentication library), or asks for the second factor. Whatever fails before the
 * password is found right, the answer and the work are the same, so that neither tells which user names exist.
 * @throws DomainError `login-failed`, `login-throttled` after too many failures, `account-shut` with why
 */
export async function logIn({ username, password, ipAddress, at, headers }: LoginAttempt): Promise<{ secondFactor: boolean }> {
  const rules = await rulesInForce()
  const attempt = await countAttempt(username, ipAddress, rules, at)
  if (!(await isPasswordOf(username, password))) throw new DomainError('login-failed')
  await authDb().loginFailure.delete({ where: { id: attempt } })
  const answer = await signIn({ username, password, headers: saying(headers, ipAddress) })
  await assertOpen(username, rules, at)
  if (answer === 'second-factor') return { secondFactor: true }
  await noteArrival(username, ipAddress, at)
  return { secondFactor: false }
}

/** The headers with the address that was found to be the client's, for the library to keep with the session. */
export function saying(headers: Headers, ipAddress: string): Headers {
  const said = new Headers(headers)
  said.set('x-forwarded-for', ipAddress)
  return said
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

/**
 * Counts an attempt as a failure before anything is compared, so that many at once are no more than many in turn; it is struck
 * out when the password was right. Failures lock a user name for the address they came from, an address for all names, and a
 * name for addresses it has not come in from lately: always for a time, so that nobody can lock a colleague out for good. An
 * attempt while locked does not count: trying again does not make it longer.
 */
async function countAttempt(username: string, ipAddress: string, rules: AccountRules, at: Date): Promise<bigint> {
  const failedAt = { gt: new Date(at.getTime() - rules.lockMs) }
  const { id } = await authDb().loginFailure.create({ data: { username, ipAddress, failedAt: at } })
  const [byBoth, byAddress, byUser] = await Promise.all([
    authDb().loginFailure.count({ where: { username, ipAddress, failedAt, id: { lt: id } } }),
    authDb().loginFailure.count({ where: { ipAddress, failedAt, id: { lt: id } } }),
    authDb().loginFailure.count({ where: { username, failedAt, id: { lt: id } } }),
  ])
  const fromStrangers = byUser >= rules.loginFailuresPerAccount && !(await isKnownAddress(username, ipAddress, at))
  if (byBoth < rules.loginFailures && byAddress < rules.loginFailuresPerAddress && !fromStrangers) return id
  await authDb().loginFailure.delete({ where: { id } })
  throw new DomainError('login-throttled', { minutes: rules.lockMs / 60_000 })
}

const isKnownAddress = async (username: string, ipAddress: string, at: Date): Promise<boolean> =>
  (await authDb().auditLog.findFirst({
    where: { stationId: 0, subject: 'user', subjectKey: username, action: 'user.logged-in', ipAddress, at: { gt: new Date(at.getTime() - KNOWN_FOR_MS) } },
    select: { id: true },
  })) !== null
