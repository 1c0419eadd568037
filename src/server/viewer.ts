import 'server-only'
import { DomainError } from '@/domain/errors'
import { mayDo, type Permission, type Role } from '@/domain/identity/permissions'

declare const proof: unique symbol

/** Someone whose session and permission have been checked. Every read and command demands one. */
export interface Viewer {
  readonly userId: string
  readonly name: string
  readonly role: Role
  /** The supply stations whose rows the viewer may see. */
  readonly stations: 'all' | readonly number[]
  readonly requestId: string | null
  readonly ipAddress: string | null
  readonly [proof]: true
}

export type ViewerFacts = Omit<Viewer, typeof proof>

/** Turns known facts into a viewer. For `session.ts`, the command line and the tests' factories only. */
export const makeViewer = (facts: ViewerFacts): Viewer => facts as Viewer

/** @throws DomainError `forbidden` when the viewer's role lacks the permission. */
export function assertMay(viewer: Viewer, permission: Permission): void {
  if (!mayDo(viewer.role, permission)) throw new DomainError('forbidden', { permission })
}

/** The condition that keeps a Prisma query within the viewer's stations. */
export const inScope = (viewer: Viewer): { stationId?: { in: number[] } } =>
  viewer.stations === 'all' ? {} : { stationId: { in: [...viewer.stations] } }

export const seesStation = (viewer: Viewer, stationId: number): boolean =>
  viewer.stations === 'all' || viewer.stations.includes(stationId)

/** The same person at one station alone, for work that goes through stations one by one: cheaper to hold rows against than a long list. */
export const atStation = (viewer: Viewer, stationId: number): Viewer => ({ ...viewer, stations: seesStation(viewer, stationId) ? [stationId] : [] })

/** For raw SQL: `($1::int[] IS NULL OR station_id = ANY($1))`. */
export const scopeArray = (viewer: Viewer): number[] | null =>
  viewer.stations === 'all' ? null : [...viewer.stations]

/** The person at the server's own command line: sees everything, and the audit log says so. */
export const commandLineOperator = (): Viewer =>
  makeViewer({ userId: 'cli', name: 'command line', role: 'admin', stations: 'all', requestId: null, ipAddress: null })

/** The person that a job works for: with the role they have now, and the job's stations. Jobs of the command line have its operator's. */
export const workingFor = (person: { userId: string; name: string; role: Role | null }, stations: readonly number[], job: string): Viewer =>
  makeViewer({ userId: person.userId, name: person.name, role: person.role ?? 'admin', stations, requestId: `job ${job}`, ipAddress: null })

/** Someone whose password has just been found right: for the entry that says so. */
export const comingIn = (person: { userId: string; name: string; role: Role }, ipAddress: string | null): Viewer =>
  makeViewer({ ...person, stations: [], requestId: null, ipAddress })
