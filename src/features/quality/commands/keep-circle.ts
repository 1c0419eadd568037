import 'server-only'
import { DomainError } from '@/domain/errors'
import { toDbDate } from '@/server/database-dates'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { getCircle } from '../circle-queries'
import type { MemberInput, SessionInput } from '../schemas'
import { signed } from './project-entry'

/**
 * Enters a member or changes what is said of one. A circle has one leader at a time.
 * @throws DomainError `forbidden`, `circle-not-found`, `member-not-found`, `leader-there`, `left-before-joined`
 */
export async function saveMember(viewer: Viewer, { requestKey, circle: number, id, joinedOn, leftOn, ...facts }: MemberInput): Promise<{ number: string }> {
  assertMay(viewer, 'quality.write')
  const circle = await getCircle(viewer, number)
  const before = circle.members.find((member) => member.id === id)
  if (id !== null && !before) throw new DomainError('member-not-found')
  if (leftOn !== null && leftOn < joinedOn) throw new DomainError('left-before-joined')
  const leader = circle.members.find((member) => member.role === 'leader' && member.leftOn === null && member.id !== id)
  if (facts.role === 'leader' && leftOn === null && leader) throw new DomainError('leader-there', { name: leader.name })
  const data = { ...facts, joinedOn: toDbDate(joinedOn), leftOn: leftOn && toDbDate(leftOn) }
  return transact(
    viewer,
    async (tx, record) => {
      if (id === null) await tx.qcMember.create({ data: { stationId: circle.stationId, circleId: circle.id, ...data } })
      else await tx.qcMember.update({ where: { stationId_id: { stationId: circle.stationId, id: BigInt(id) } }, data })
      await record({ stationId: circle.stationId, action: id === null ? 'qc-circle.member-entered' : 'qc-circle.member-changed', subject: 'qc-circle', subjectKey: number, ...(before ? { before: { ...before } } : {}), after: { ...facts, joinedOn, leftOn } })
      return { number }
    },
    { key: requestKey, action: 'qc-circle.member' },
  )
}

/** Records a training or a meeting; when it was recorded is the database's own clock. @throws DomainError `forbidden`, `circle-not-found` */
export async function recordSession(viewer: Viewer, { requestKey, circle: number, heldOn, ...facts }: SessionInput): Promise<{ number: string }> {
  assertMay(viewer, 'quality.write')
  const circle = await getCircle(viewer, number)
  return transact(
    viewer,
    async (tx, record) => {
      await tx.qcSession.create({ data: { stationId: circle.stationId, circleId: circle.id, heldOn: toDbDate(heldOn), ...facts, ...signed(viewer) } })
      await record({ stationId: circle.stationId, action: `qc-circle.${facts.kind}-recorded`, subject: 'qc-circle', subjectKey: number, after: { heldOn, topic: facts.topic } })
      return { number }
    },
    { key: requestKey, action: 'qc-circle.session' },
  )
}
