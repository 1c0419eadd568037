import 'server-only'
import { passwordFault } from '@/domain/identity/account-rules'
import { choiceOf, DomainError } from '@/domain/errors'
import { rulesInForce } from '@/server/account-rules'
import { hashPassword, isPassword } from '@/server/auth'
import { authDb } from '@/server/db'
import { accountFacts } from '@/server/session'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import type { ChangePassword } from '../schemas'

/**
 * Changes one's own password and ends all sessions, this one too: whoever else was in is out.
 * @throws DomainError `password-wrong`, `password-refused` with why
 */
export async function changePassword(viewer: Viewer, { former, password }: ChangePassword, at: Date): Promise<void> {
  const user = await authDb().appUser.findUniqueOrThrow({ where: { id: viewer.userId }, include: { credentials: true } })
  const credential = user.credentials.find(({ providerId }) => providerId === 'credential')
  if (!credential?.password || !(await isPassword(credential.password, former))) throw new DomainError('password-wrong')
  const fault = passwordFault({ password, former, username: user.username ?? '' }, accountFacts(user), await rulesInForce(), at)
  if (fault) throw new DomainError('password-refused', { why: choiceOf(fault) })
  const hashed = await hashPassword(password)
  await transact(viewer, async (tx, record) => {
    await tx.userCredential.update({ where: { id: credential.id }, data: { password: hashed } })
    await tx.appUser.update({ where: { id: user.id }, data: { mustChangePassword: false, firstPasswordUntil: null, passwordChangedAt: at, lastSeenAt: at } })
    await tx.userSession.deleteMany({ where: { userId: user.id } })
    await record({ stationId: 0, action: 'user.password-changed', subject: 'user', subjectKey: user.username ?? user.id })
  })
}
