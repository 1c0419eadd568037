import { getTranslations } from 'next-intl/server'
import type { CheckItem, ServerFigures } from '@/domain/server-check/assess'
import { formatBytes, formatCount } from '@/ui/format'

/** What a check found of each item, in words. */
export async function foundTexts(figures: ServerFigures): Promise<Record<CheckItem, string[]>> {
  const t = await getTranslations('serverCheck')
  const { disks, jobs, backup, proof, auditLog } = figures
  const log = { links: formatCount(auditLog.links), broken: formatCount(auditLog.broken), unrecorded: formatCount(auditLog.unrecorded) }
  const jobCounts = { waiting: formatCount(jobs.waiting), failed: formatCount(jobs.failedToday) }
  return {
    disk: disks.map(({ place, freeBytes, totalBytes }) => t('found.disk', { place: t(`places.${place}`), free: formatBytes(freeBytes), total: formatBytes(totalBytes) })),
    database: [t('found.database', { size: formatBytes(figures.databaseBytes) })],
    connections: [t('found.connections', { used: formatCount(figures.connections), most: formatCount(figures.mostConnections) })],
    jobs: [jobs.oldestWaitingMinutes === null ? t('found.jobs', jobCounts) : t('found.jobsWaiting', { ...jobCounts, minutes: formatCount(jobs.oldestWaitingMinutes) })],
    backup: [
      backup.hoursSinceLast === null ? t('found.backupNone') : t('found.backup', { hours: formatCount(backup.hoursSinceLast), size: formatBytes(backup.bytes ?? 0) }),
      ...(backup.lastFailed ? [t('found.backupFailed')] : []),
    ],
    proof: [proof.daysSinceLast === null ? t('found.proofNone') : t('found.proof', { days: formatCount(proof.daysSinceLast) }), ...(proof.lastFailed ? [t('found.proofFailed')] : [])],
    drift: [t('found.drift', { count: figures.drifts })],
    'audit-log': [auditLog.anchored ? t('found.audit-logAnchored', log) : t('found.audit-log', log)],
    schema: [t('found.schema', { count: figures.pendingMigrations })],
  }
}
