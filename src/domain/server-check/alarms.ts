import { BACKUP_WITHIN_HOURS } from './assess'

/** What an administrator is told without asking. */
export const ALARM_KINDS = ['backup-missing', 'backup-failed', 'proof-failed', 'check-missing', 'check-bad', 'worker-silent'] as const
export type AlarmKind = (typeof ALARM_KINDS)[number]

export interface Alarm {
  kind: AlarmKind
  /** Since when it is so; an alarm that ends and comes back is another. */
  since: Date
}

export interface WatchedFacts {
  /** When the books began: before, nothing was due. */
  installedAt: Date
  lastBackupAt: Date | null
  /** An attempt after the last backup that went wrong. */
  failedBackupAt: Date | null
  failedProofAt: Date | null
  lastCheck: { at: Date; bad: boolean } | null
  workerAt: Date | null
}

const HOUR_MS = 3_600_000
const CHECK_WITHIN_HOURS = 26
const SILENT_AFTER_MS = 10 * 60_000

/**
 * The alarms that hold at a moment. Read off what is on record, so that a dead worker cannot keep them back; what a clock that
 * ran ahead has dated into the future does not count.
 */
export function alarmsAt(facts: WatchedFacts, at: Date): Alarm[] {
  const alarms: Alarm[] = []
  const overdue = (kind: AlarmKind, last: Date | null, withinMs: number) => {
    const past = last && last.getTime() <= at.getTime() + HOUR_MS ? last : facts.installedAt
    const dueAt = new Date(past.getTime() + withinMs)
    if (dueAt < at) alarms.push({ kind, since: dueAt })
  }
  overdue('backup-missing', facts.lastBackupAt, BACKUP_WITHIN_HOURS * HOUR_MS)
  if (facts.failedBackupAt) alarms.push({ kind: 'backup-failed', since: facts.failedBackupAt })
  if (facts.failedProofAt) alarms.push({ kind: 'proof-failed', since: facts.failedProofAt })
  overdue('check-missing', facts.lastCheck?.at ?? null, CHECK_WITHIN_HOURS * HOUR_MS)
  if (facts.lastCheck?.bad) alarms.push({ kind: 'check-bad', since: facts.lastCheck.at })
  overdue('worker-silent', facts.workerAt, SILENT_AFTER_MS)
  return alarms
}
