import { describe, expect, it } from 'vitest'
import { alarmsAt, type WatchedFacts } from './alarms'
import { assessServer, worst, type ServerFigures } from './assess'

const SOUND: ServerFigures = {
  version: '1', postgres: '18', disks: [{ place: 'files', freeBytes: 5e10, totalBytes: 1e11 }], databaseBytes: 1e9, connections: 5, mostConnections: 60,
  jobs: { waiting: 0, oldestWaitingMinutes: null, failedToday: 0 }, backup: { hoursSinceLast: 3, bytes: 1e6, lastFailed: false },
  proof: { daysSinceLast: 2, lastFailed: false, daysSinceFirstBackup: 30 }, drifts: 0, auditLog: { links: 9, broken: 0, unrecorded: 0, anchored: true }, pendingMigrations: 0,
}
const judged = (more: Partial<ServerFigures>) => Object.fromEntries(assessServer({ ...SOUND, ...more }).flatMap(({ item, state }) => (state === 'good' ? [] : [[item, state]])))

describe('the check of the server', () => {
  it('finds nothing on a sound one', () => expect(judged({})).toEqual({}))

  it.each<[string, Partial<ServerFigures>, object]>([
    ['a disk nearly full', { disks: [{ place: 'backups', freeBytes: 1e9, totalBytes: 1e11 }] }, { disk: 'bad' }],
    ['a disk getting full', { disks: [{ place: 'files', freeBytes: 9e9, totalBytes: 1e11 }] }, { disk: 'warn' }],
    ['a small disk with room', { disks: [{ place: 'files', freeBytes: 1.5e9, totalBytes: 3e9 }] }, {}],
    ['connections nearly used up', { connections: 55 }, { connections: 'warn' }],
    ['a job that waits', { jobs: { waiting: 1, oldestWaitingMinutes: 45, failedToday: 0 } }, { jobs: 'warn' }],
    ['a job that nobody takes', { jobs: { waiting: 1, oldestWaitingMinutes: 300, failedToday: 0 } }, { jobs: 'bad' }],
    ['a failed job', { jobs: { waiting: 0, oldestWaitingMinutes: null, failedToday: 1 } }, { jobs: 'warn' }],
    ['no backup yet', { backup: { hoursSinceLast: null, bytes: null, lastFailed: false } }, { backup: 'bad' }],
    ['an old backup', { backup: { hoursSinceLast: 27, bytes: 1, lastFailed: false } }, { backup: 'bad' }],
    ['a failed backup', { backup: { hoursSinceLast: 20, bytes: 1, lastFailed: true } }, { backup: 'bad' }],
    ['no proof, in the first week', { proof: { daysSinceLast: null, lastFailed: false, daysSinceFirstBackup: 5 } }, {}],
    ['no proof, later', { proof: { daysSinceLast: null, lastFailed: false, daysSinceFirstBackup: 9 } }, { proof: 'warn' }],
    ['an archive that does not restore', { proof: { daysSinceLast: 20, lastFailed: true, daysSinceFirstBackup: 30 } }, { proof: 'bad' }],
    ['a drift', { drifts: 1 }, { drift: 'bad' }],
    ['a broken chain', { auditLog: { links: 9, broken: 1, unrecorded: 0, anchored: true } }, { 'audit-log': 'bad' }],
    ['a change without its entry', { auditLog: { links: 9, broken: 0, unrecorded: 1, anchored: true } }, { 'audit-log': 'bad' }],
    ['chains that are not anchored', { auditLog: { links: 9, broken: 0, unrecorded: 0, anchored: false } }, { 'audit-log': 'warn' }],
    ['a database behind its application', { pendingMigrations: 2 }, { schema: 'bad' }],
  ])('%s', (_, more, expected) => expect(judged(more)).toEqual(expected))

  it('is as good as its worst item', () => {
    expect([worst([]), worst(['good', 'warn']), worst(['bad', 'good'])]).toEqual(['good', 'warn', 'bad'])
  })
})

const at = new Date('2026-03-02T08:00:00Z')
const hoursAgo = (hours: number) => new Date(at.getTime() - hours * 3_600_000)
const QUIET: WatchedFacts = { installedAt: hoursAgo(900), lastBackupAt: hoursAgo(6), failedBackupAt: null, failedProofAt: null, lastCheck: { at: hoursAgo(5), bad: false }, workerAt: hoursAgo(0.01) }
const raised = (more: Partial<WatchedFacts>) => alarmsAt({ ...QUIET, ...more }, at).map(({ kind }) => kind)

describe('alarms', () => {
  it('are silent while all is well, and on the day of installation', () => {
    expect(raised({})).toEqual([])
    expect(raised({ installedAt: hoursAgo(0.1), lastBackupAt: null, lastCheck: null, workerAt: null })).toEqual([])
  })

  it.each<[string, Partial<WatchedFacts>, string[]]>([
    ['no backup since yesterday', { lastBackupAt: hoursAgo(27) }, ['backup-missing']],
    ['never a backup', { lastBackupAt: null }, ['backup-missing']],
    ['a backup that failed', { failedBackupAt: hoursAgo(2) }, ['backup-failed']],
    ['a proof that failed', { failedProofAt: hoursAgo(2) }, ['proof-failed']],
    ['no check since yesterday', { lastCheck: { at: hoursAgo(27), bad: false } }, ['check-missing']],
    ['a check that found something', { lastCheck: { at: hoursAgo(2), bad: true } }, ['check-bad']],
    ['a backup dated by a clock that ran ahead', { lastBackupAt: hoursAgo(-900) }, ['backup-missing']],
    ['a dead worker', { workerAt: hoursAgo(0.2) }, ['worker-silent']],
    ['a server that was off for a week', { lastBackupAt: hoursAgo(168), lastCheck: { at: hoursAgo(168), bad: false }, workerAt: hoursAgo(168) }, ['backup-missing', 'check-missing', 'worker-silent']],
  ])('%s', (_, more, expected) => expect(raised(more)).toEqual(expected))

  it('say since when', () => {
    expect(alarmsAt({ ...QUIET, lastBackupAt: hoursAgo(30) }, at)).toEqual([{ kind: 'backup-missing', since: hoursAgo(4) }])
  })
})
