import 'server-only'
import { DomainError } from '@/domain/errors'
import type { PlainDate } from '@/domain/plain-date'
import type { CircleRole } from '@/domain/quality/vocabulary'
import { fromDbDate } from '@/server/database-dates'
import { db } from '@/server/db'
import { inScope, type Viewer } from '@/server/viewer'

export interface CircleRow {
  stationId: number
  id: bigint
  number: string
  name: string
  foundedOn: PlainDate
  members: number
  projects: number
}

export interface Member {
  id: string
  name: string
  role: CircleRole
  position: string
  education: string
  duties: string
  joinedOn: PlainDate
  leftOn: PlainDate | null
}

export interface Session {
  id: string
  kind: 'training' | 'meeting'
  heldOn: PlainDate
  topic: string
  minutes: string
  hours: string
  attendees: string[]
  recordedAt: Date
  byName: string
}

export interface Circle extends Omit<CircleRow, 'members' | 'projects'> {
  members: Member[]
  sessions: Session[]
}

/** The circles of the viewer's stations, by number. */
export async function listCircles(viewer: Viewer): Promise<CircleRow[]> {
  const rows = await db(viewer).qcCircle.findMany({ where: inScope(viewer), include: { _count: { select: { members: true, projects: true } } }, orderBy: { number: 'asc' } })
  return rows.map(({ stationId, id, number, name, foundedOn, _count }) => ({ stationId, id, number, name, foundedOn: fromDbDate(foundedOn), ..._count }))
}

const ROLE_ORDER: readonly CircleRole[] = ['leader', 'facilitator', 'sponsor', 'member']

/** A circle with its people (leader first) and what it held (newest first), or null. */
export async function findCircle(viewer: Viewer, number: string): Promise<Circle | null> {
  const row = await db(viewer).qcCircle.findFirst({
    where: { ...inScope(viewer), number },
    include: { members: { orderBy: { id: 'asc' } }, sessions: { orderBy: [{ heldOn: 'desc' }, { id: 'desc' }] } },
  })
  if (!row) return null
  const members = row.members.map(({ id, name, role, position, education, duties, joinedOn, leftOn }) => ({
    id: String(id), name, role, position, education, duties, joinedOn: fromDbDate(joinedOn), leftOn: leftOn && fromDbDate(leftOn),
  }))
  return {
    stationId: row.stationId,
    id: row.id,
    number: row.number,
    name: row.name,
    foundedOn: fromDbDate(row.foundedOn),
    members: members.sort((a, b) => ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role)),
    sessions: row.sessions.map(({ id, kind, heldOn, topic, minutes, hours, attendees, recordedAt, byName }) => ({
      id: String(id), kind, heldOn: fromDbDate(heldOn), topic, minutes, hours, attendees, recordedAt, byName,
    })),
  }
}

/** @throws DomainError `circle-not-found` */
export async function getCircle(viewer: Viewer, number: string): Promise<Circle> {
  const circle = await findCircle(viewer, number)
  if (!circle) throw new DomainError('circle-not-found', { number })
  return circle
}
