import 'server-only'
import { backupFacts } from '@/features/backups/queries'
import { pool } from '@/server/db'
import type { Facts } from '@/server/metrics/gauges'
import { SHARED_TABLES } from '@/server/scope'
import { alarmsNow } from './queries'

/** What a monitor should know of backups, checks and the worker. Ages are in seconds; what never was is left out. */
export async function serverFacts(at: Date): Promise<Facts> {
  const [backups, alarms, { rows }] = await Promise.all([
    backupFacts(),
    alarmsNow(at),
    pool(SHARED_TABLES).query<{ checkAt: Date | null; workerAt: Date | null }>(`SELECT (SELECT max(at) FROM server_check) AS "checkAt", (SELECT at FROM worker_sign) AS "workerAt"`),
  ])
  const age = (instant: Date | null | undefined) => (instant ? (at.getTime() - instant.getTime()) / 1000 : null)
  return {
    tariff_audit_backup_age_seconds: ['Since the last backup that was made.', age(backups.lastBackupAt)],
    tariff_audit_backup_bytes: ['Size of the last backup.', backups.lastBytes],
    tariff_audit_backup_proof_age_seconds: ['Since a backup was last restored to prove it.', age(backups.lastProofAt)],
    tariff_audit_server_check_age_seconds: ['Since the last check of the server.', age(rows[0]?.checkAt)],
    tariff_audit_worker_age_seconds: ['Since the worker last gave a sign.', age(rows[0]?.workerAt)],
    tariff_audit_alarms: ['Alarms that administrators see now.', alarms.length],
  }
}
