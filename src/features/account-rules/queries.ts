import 'server-only'
import { SETTING_KEYS, type SettingKey } from '@/domain/identity/account-rules'
import { settingAgainst } from '@/domain/identity/setting-values'
import { DomainError } from '@/domain/errors'
import type { PlainDate } from '@/domain/plain-date'
import { fromDbDate, toDbDate } from '@/server/database-dates'
import { db, type Db } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'
import { assertMay, type Viewer } from '@/server/viewer'

export interface DatedSetting {
  key: SettingKey
  effectiveFrom: PlainDate
  value: string
  source: string
}

export interface SettingProposal extends DatedSetting {
  id: string
  reason: string
  state: 'proposed' | 'accepted' | 'rejected' | 'withdrawn'
  proposedById: string
  proposedByName: string
  proposedAt: Date
  decidedByName: string | null
  decisionReason: string | null
}

const RECENT = 20

const isKey = (text: string): text is SettingKey => (SETTING_KEYS as readonly string[]).includes(text)

const known = <Row extends { key: string; effectiveFrom: Date }>({ key, effectiveFrom, ...row }: Row) => (isKey(key) ? [{ ...row, key, effectiveFrom: fromDbDate(effectiveFrom) }] : [])

/** Every value that a rule of accounts has, had or will have, in the order of the rules, the newest of each first. @throws DomainError `forbidden` */
export async function datedSettings(viewer: Viewer): Promise<DatedSetting[]> {
  assertMay(viewer, 'account-rules.read')
  const rows = (await db(SHARED_TABLES).identitySetting.findMany({ orderBy: { effectiveFrom: 'desc' } })).flatMap(known)
  return SETTING_KEYS.flatMap((key) => rows.filter((row) => row.key === key))
}

/** What was proposed: what waits first, then the newest of what was decided. @throws DomainError `forbidden` */
export async function settingProposals(viewer: Viewer): Promise<SettingProposal[]> {
  assertMay(viewer, 'account-rules.read')
  const [waiting, decided] = await Promise.all([
    db(SHARED_TABLES).identitySettingProposal.findMany({ where: { state: 'proposed' }, orderBy: { id: 'asc' } }),
    db(SHARED_TABLES).identitySettingProposal.findMany({ where: { state: { not: 'proposed' } }, orderBy: { id: 'desc' }, take: RECENT }),
  ])
  return [...waiting, ...decided].flatMap(known).map(({ id, ...row }) => ({ ...row, id: String(id) }))
}

type Reader = Pick<Db, 'identitySetting'>

/** What holds of each setting on a day. @throws DomainError `forbidden` */
export function settingsInForce(viewer: Viewer, day: PlainDate): Promise<Map<string, string>> {
  assertMay(viewer, 'account-rules.read')
  return settingsOn(db(SHARED_TABLES), day)
}

/** The same within a transaction. */
export async function settingsOn(reader: Reader, day: PlainDate): Promise<Map<string, string>> {
  const rows = await reader.identitySetting.findMany({ where: { effectiveFrom: { lte: toDbDate(day) } }, orderBy: { effectiveFrom: 'asc' } })
  return new Map(rows.map(({ key, value }) => [key, value]))
}

/**
 * Whether a value may hold from a day on: not in the past, on a day that has none yet, and no other setting stands against it then or
 * at any later change.
 * @throws DomainError `setting-day-past`, `setting-day-taken`, `setting-password-ages`, `setting-login-failures`
 */
export async function assertAddable(reader: Reader, { key, effectiveFrom, value }: Pick<DatedSetting, 'key' | 'effectiveFrom' | 'value'>, today: PlainDate): Promise<void> {
  if (effectiveFrom < today) throw new DomainError('setting-day-past', { date: today })
  const later = await reader.identitySetting.findMany({ where: { effectiveFrom: { gte: toDbDate(effectiveFrom) } }, select: { key: true, effectiveFrom: true } })
  if (later.some((row) => row.key === key && fromDbDate(row.effectiveFrom) === effectiveFrom)) throw new DomainError('setting-day-taken', { date: effectiveFrom })
  const until = later.filter((row) => row.key === key).map((row) => fromDbDate(row.effectiveFrom)).sort()[0]
  const days = [...new Set([effectiveFrom, ...later.map((row) => fromDbDate(row.effectiveFrom))])].filter((day) => until === undefined || day < until)
  for (const day of days) {
    const other = settingAgainst(key, new Map([...(await settingsOn(reader, day)), [key, value]]))
    if (other?.startsWith('password')) throw new DomainError('setting-password-ages')
    if (other !== null) throw new DomainError('setting-login-failures')
  }
}
