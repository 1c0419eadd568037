import 'server-only'
import type { DoneTo } from '@/domain/audit-log/audit-actions'
import type { AuditEntry } from '@/server/transaction'
import type { ProjectHead } from '../queries'

/** A line of the audit log about a project. */
export const projectEntry = ({ stationId, number }: Pick<ProjectHead, 'stationId' | 'number'>, action: DoneTo<'qc-project'>, more: Pick<AuditEntry, 'before' | 'after' | 'reason'> = {}): AuditEntry => ({
  stationId, action: `qc-project.${action}`, subject: 'qc-project', subjectKey: number, ...more,
})

/** Who did it, as append-only rows keep it. */
export const signed = ({ userId, name }: { userId: string; name: string }) => ({ byId: userId, byName: name })
