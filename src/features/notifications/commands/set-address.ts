import 'server-only'
import { DomainError } from '@/domain/errors'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'

/** Says where the viewer's notifications are mailed to; an empty address stops it. @throws DomainError `address-taken` */
export async function setAddress(viewer: Viewer, { requestKey, address }: { requestKey: string; address: string }): Promise<{ address: string }> {
  return transact(
    viewer,
    async (tx, record) => {
      const me = await tx.appUser.findUniqueOrThrow({ where: { id: viewer.userId }, select: { email: true, username: true } })
      const email = address === '' ? `${me.username ?? viewer.userId}@users.invalid` : address.toLowerCase()
      const other = await tx.appUser.findUnique({ where: { email }, select: { id: true } })
      if (other && other.id !== viewer.userId) throw new DomainError('address-taken')
      await tx.appUser.update({ where: { id: viewer.userId }, data: { email } })
      await record({ stationId: 0, action: 'user.address-changed', subject: 'user', subjectKey: me.username ?? viewer.userId, before: { email: me.email }, after: { email } })
      return { address }
    },
    { key: requestKey, action: 'user.set-address' },
  )
}
