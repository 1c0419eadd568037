import 'server-only'
import { DomainError } from '@/domain/errors'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'

/** Ends one of one's own sessions, on whatever device. @throws DomainError `session-gone` */
export async function endSession(viewer: Viewer, { id }: { id: string }): Promise<void> {
  await transact(viewer, async (tx, record) => {
    const { count } = await tx.userSession.deleteMany({ where: { id, userId: viewer.userId } })
    if (count === 0) throw new DomainError('session-gone')
    await record({ stationId: 0, action: 'user.session-ended', subject: 'user', subjectKey: viewer.userId })
  })
}
