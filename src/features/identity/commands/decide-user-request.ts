import 'server-only'
import { DomainError } from '@/domain/errors'
import { transact, type Transaction } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'

interface Decision {
  id: string
  approve: boolean
  reason: string
}

/**
 * Approves or rejects a request. Whoever asked never approves, nor does the person it is about.
 * @throws DomainError `forbidden`, `four-eyes`, `reason-missing` (a rejection says why), `user-request-decided`
 */
export async function decideUserRequest(viewer: Viewer, { id, approve, reason }: Decision, at: Date): Promise<void> {
  assertMay(viewer, 'users.approve')
  if (!approve && reason === '') throw new DomainError('reason-missing')
  await transact(viewer, async (tx, record) => {
    const request = await tx.userRequest.findUnique({ where: { id: BigInt(id) } })
    if (!request || request.state !== 'requested') throw new DomainError('user-request-decided')
    if (request.requestedById === viewer.userId || (await isOwn(tx, viewer, request.username))) throw new DomainError('user-four-eyes')
    const { count } = await tx.userRequest.updateMany({
      where: { id: request.id, state: 'requested' },
      data: { state: approve ? 'approved' : 'rejected', decidedById: viewer.userId, decidedByName: viewer.name, decidedAt: at, decisionReason: reason },
    })
    if (count !== 1) throw new DomainError('user-request-decided')
    await record({
      stationId: 0, action: approve ? 'user-request.approved' : 'user-request.rejected', subject: 'user', subjectKey: request.username,
      after: { request: id, kind: request.kind }, ...(reason === '' ? {} : { reason }),
    })
  })
}

/** Whether an account is the viewer's own. */
export const isOwn = async (tx: Transaction, viewer: Viewer, username: string): Promise<boolean> =>
  (await tx.appUser.findUnique({ where: { username }, select: { id: true } }))?.id === viewer.userId
