/** The daily check of the server: what was measured becomes findings, each good, to be watched, or to be acted upon. */

export const CHECK_ITEMS = ['disk', 'database', 'connections', 'jobs', 'backup', 'proof', 'drift', 'audit-log', 'schema'] as const
export type CheckItem = (typeof CHECK_ITEMS)[number]

export type CheckState = 'good' | 'warn' | 'bad'

export interface ServerFigures {
  version: string
  postgres: string
  /** The places that data lie in, with what is left there. */
  disks: readonly { place: 'files' | 'backups'; freeBytes: number; totalBytes: number }[]
  databaseBytes: number
  connections: number
  mostConnections: number
  jobs: { waiting: number; oldestWaitingMinutes: number | null; failedToday: number }
  backup: { hoursSinceLast: number | null; bytes: number | null; lastFailed: boolean }
  /** A proof is asked for once there have been backups for a while. */
  proof: { daysSinceLast: number | null; lastFailed: boolean; daysSinceFirstBackup: number | null }
  drifts: number
  auditLog: { links: number; broken: number; unrecorded: number; anchored: boolean }
  pendingMigrations: number
}

export interface CheckFinding {
  item: CheckItem
  state: CheckState
}

/** Below it a day's imports may no longer fit. */
const LITTLE_DISK = { warn: { bytes: 10e9, share: 0.15 }, bad: { bytes: 2e9, share: 0.05 } }
const CROWDED_SHARE = 0.8
const LONG_WAIT_MINUTES = { warn: 30, bad: 240 }
/** A day, and two hours for the night's work to take longer. */
export const BACKUP_WITHIN_HOURS = 26
export const PROOF_EVERY_DAYS = 7
const PROOF_WITHIN_DAYS = 8

/** @returns one finding an item, in the order of `CHECK_ITEMS` */
export function assessServer(figures: ServerFigures): CheckFinding[] {
  const states: Record<CheckItem, CheckState> = {
    disk: worst(figures.disks.map(diskState)),
    database: 'good',
    connections: figures.connections > figures.mostConnections * CROWDED_SHARE ? 'warn' : 'good',
    jobs: jobsState(figures.jobs),
    backup: figures.backup.hoursSinceLast === null || figures.backup.hoursSinceLast > BACKUP_WITHIN_HOURS || figures.backup.lastFailed ? 'bad' : 'good',
    proof: proofState(figures.proof),
    drift: figures.drifts === 0 ? 'good' : 'bad',
    'audit-log': figures.auditLog.broken + figures.auditLog.unrecorded > 0 ? 'bad' : figures.auditLog.anchored ? 'good' : 'warn',
    schema: figures.pendingMigrations === 0 ? 'good' : 'bad',
  }
  return CHECK_ITEMS.map((item) => ({ item, state: states[item] }))
}

/** A disk is short when both little and a small share of it is left: a large disk may be fuller than a small one. */
function diskState({ freeBytes, totalBytes }: ServerFigures['disks'][number]): CheckState {
  const short = ({ bytes, share }: { bytes: number; share: number }) => freeBytes < bytes && freeBytes < totalBytes * share
  return short(LITTLE_DISK.bad) ? 'bad' : short(LITTLE_DISK.warn) ? 'warn' : 'good'
}

function jobsState({ oldestWaitingMinutes, failedToday }: ServerFigures['jobs']): CheckState {
  const waited = oldestWaitingMinutes ?? 0
  if (waited > LONG_WAIT_MINUTES.bad) return 'bad'
  return waited > LONG_WAIT_MINUTES.warn || failedToday > 0 ? 'warn' : 'good'
}

function proofState({ daysSinceLast, lastFailed, daysSinceFirstBackup }: ServerFigures['proof']): CheckState {
  if (lastFailed) return 'bad'
  return (daysSinceLast ?? daysSinceFirstBackup ?? 0) > PROOF_WITHIN_DAYS ? 'warn' : 'good'
}

const ORDER: readonly CheckState[] = ['good', 'warn', 'bad']

export const worst = (states: readonly CheckState[]): CheckState => ORDER[Math.max(0, ...states.map((state) => ORDER.indexOf(state)))] ?? 'good'
