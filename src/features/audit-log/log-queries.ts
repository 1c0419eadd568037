import 'server-only'
import { maskSide } from '@/domain/identity/mask-side'
import { addDays, type PlainDate } from '@/domain/plain-date'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/server/db'
import { assertMay, scopeArray, type Viewer } from '@/server/viewer'
import { actionsMeant } from './action-words'
import type { LogFilter } from './schemas'

export interface LogEntry {
  stationId: number
  stationCode: string | null
  id: bigint
  at: Date
  actorName: string
  action: string
  subject: string
  subjectKey: string
  before: unknown
  after: unknown
  reason: string | null
  requestId: string | null
  ipAddress: string | null
  /** Its place in the station's chain. */
  seq: bigint | null
}

/** Kinds of things that are the whole company's and tell of no station's customers. Files, batches, jobs, views and drafts tried on real accounts do: by number, name or address. */
const COMPANY_WIDE = ['user', 'backup', 'server', 'calendar', 'due-rule', 'penalty-rule', 'tariff-category', 'qc-type', 'recovery-target']

/**
 * The log is read across stations by its auditor. Who sees some stations only reads those, and of what stands under no station
 * what is company-wide and what was done by people who see no other station.
 */
const inScope = (viewer: Viewer): Prisma.Sql => {
  const scope = scopeArray(viewer)
  if (scope === null) return Prisma.sql`true`
  return Prisma.sql`(e.station_id = ANY(${scope}::int[]) OR (e.station_id = 0 AND (
    e.subject = ANY(${COMPANY_WIDE}) OR e.actor_id IN (
      SELECT u.id FROM app_user u
      WHERE NOT u.all_stations AND NOT EXISTS (SELECT FROM user_station w WHERE w.user_id = u.id AND w.station_id <> ALL(${scope}::int[]))))))`
}

async function matches(viewer: Viewer, { from, to, actor, action, key, station }: LogFilter): Promise<Prisma.Sql> {
  const meant = action === undefined ? [] : await actionsMeant(action)
  return Prisma.join(
    [
      inScope(viewer),
      from === undefined ? Prisma.sql`true` : Prisma.sql`e.at >= ${beginsInChina(from)}::timestamptz`,
      to === undefined ? Prisma.sql`true` : Prisma.sql`e.at < ${beginsInChina(addDays(to, 1))}::timestamptz`,
      actor === undefined ? Prisma.sql`true` : Prisma.sql`(e.actor_name LIKE ${`%${escaped(actor)}%`} OR e.actor_id = ${actor})`,
      action === undefined ? Prisma.sql`true` : Prisma.sql`(e.action LIKE ${`${escaped(action)}%`} OR e.action = ANY(${meant}))`,
      key === undefined ? Prisma.sql`true` : Prisma.sql`e.subject_key LIKE ${`${escaped(key)}%`}`,
      station === undefined ? Prisma.sql`true` : Prisma.sql`s.code = ${station}`,
    ],
    ' AND ',
  )
}

const beginsInChina = (day: PlainDate): string => `${day}T00:00:00+08:00`
const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/**
 * A page of the log, newest first, customers' personal data in it masked; `before` is the id that the last one ended with.
 * @throws DomainError `forbidden`
 */
export async function readLog(viewer: Viewer, filter: LogFilter, take: number, before?: bigint): Promise<LogEntry[]> {
  assertMay(viewer, 'audit-log.read')
  const rows = await db(viewer).$queryRaw<LogEntry[]>`
    SELECT e.station_id AS "stationId", s.code AS "stationCode", e.id, e.at, e.actor_name AS "actorName", e.action, e.subject, e.subject_key AS "subjectKey",
           e.before, e.after, e.reason, e.request_id AS "requestId", e.ip_address AS "ipAddress", l.seq
    FROM audit_log e
    LEFT JOIN station s ON s.id = e.station_id
    LEFT JOIN audit_link l ON l.station_id = e.station_id AND l.log_id = e.id
    WHERE ${await matches(viewer, filter)} AND (${before ?? null}::bigint IS NULL OR e.id < ${before ?? null}::bigint)
    ORDER BY e.id DESC
    LIMIT ${take}`
  return rows.map((row) => ({ ...row, before: maskSide(row.subject, row.before), after: maskSide(row.subject, row.after) }))
}

/** The kinds of action there are, for choosing from. */
export async function loggedActions(viewer: Viewer): Promise<string[]> {
  assertMay(viewer, 'audit-log.read')
  const rows = await db(viewer).auditLog.groupBy({ by: ['action'], orderBy: { action: 'asc' } })
  return rows.map(({ action }) => action)
}
