import { DomainError } from '@/domain/errors'
import { taskPack } from '@/features/inspections/pack-queries'
import type { SentPack } from '@/features/inspections/task-pack'
import { privately, reading } from '@/server/authorized-route'
import { now } from '@/server/clock'
import { sessionKey } from '@/server/session'

/** The inspector's task pack, and the session's key that seals it on the phone. */
export const GET = reading({ permissions: ['inspections.work'], use: 'export' }, async ({ viewer }) => {
  const session = await sessionKey(`task pack of ${viewer.userId}`)
  if (!session) throw new DomainError('signed-out')
  const sent: SentPack = { pack: await taskPack(viewer, now(), session.expiresAt), key: session.key.toString('base64') }
  return privately(sent)
})
