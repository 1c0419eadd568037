import 'server-only'
import { pool } from '@/server/db'
import { system } from '@/server/scope'

/** Business facts and the entry that must tell of each; `key` is what the entry calls it. */
const FACTS: readonly { fact: string; sql: string }[] = [
  {
    fact: 'work order without its making',
    sql: `SELECT o.number AS key FROM work_order o WHERE NOT EXISTS (
            SELECT 1 FROM audit_log e WHERE e.station_id = o.station_id AND e.subject = 'work-order' AND e.subject_key = o.number)`,
  },
  {
    fact: 'posted adjustment without its application',
    sql: `SELECT DISTINCT o.number AS key FROM adjustment a JOIN work_order o ON o.station_id = a.station_id AND o.id = a.work_order_id WHERE NOT EXISTS (
            SELECT 1 FROM audit_log e WHERE e.station_id = o.station_id AND e.subject = 'work-order' AND e.subject_key = o.number AND e.action IN ('work-order.applied', 'work-order.reversed'))`,
  },
  {
    fact: 'approval without its entry',
    sql: `SELECT o.number AS key FROM work_order o WHERE o.approver_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM audit_log e WHERE e.station_id = o.station_id AND e.subject = 'work-order' AND e.subject_key = o.number AND e.action = 'work-order.approved' AND e.actor_id = o.approver_id)`,
  },
  {
    fact: 'committed import without its entry',
    sql: `SELECT b.id::text AS key FROM import_batch b WHERE b.state = 'committed' AND NOT EXISTS (
            SELECT 1 FROM audit_log e WHERE e.subject = 'import' AND e.subject_key = b.id::text AND e.action = 'import.committed')`,
  },
  {
    fact: 'user without its making',
    sql: `SELECT u.username AS key FROM app_user u WHERE NOT EXISTS (
            SELECT 1 FROM audit_log e WHERE e.station_id = 0 AND e.subject = 'user' AND e.subject_key = u.username)`,
  },
  {
    fact: 'complaint without its receipt',
    sql: `SELECT c.number AS key FROM complaint c WHERE NOT EXISTS (
            SELECT 1 FROM audit_log e WHERE e.station_id = c.station_id AND e.subject = 'complaint' AND e.subject_key = c.number)`,
  },
  {
    fact: 'inspection campaign without its planning',
    sql: `SELECT c.number AS key FROM campaign c WHERE NOT EXISTS (
            SELECT 1 FROM audit_log e WHERE e.station_id = c.station_id AND e.subject = 'campaign' AND e.subject_key = c.number)`,
  },
  {
    fact: 'QC project without its opening',
    sql: `SELECT p.number AS key FROM qc_project p WHERE NOT EXISTS (
            SELECT 1 FROM audit_log e WHERE e.station_id = p.station_id AND e.subject = 'qc-project' AND e.subject_key = p.number)`,
  },
  {
    fact: 'change of the register without its entry',
    sql: `SELECT DISTINCT c.change_id::text AS key FROM account_change c
          WHERE NOT EXISTS (SELECT 1 FROM audit_log e WHERE e.station_id IN (0, c.station_id) AND e.subject = 'register-change' AND e.subject_key = c.change_id::text)
            AND NOT EXISTS (SELECT 1 FROM account a JOIN audit_log e ON e.station_id = a.station_id AND e.subject_key = a.account_no
                            WHERE a.station_id = c.station_id AND a.id = c.account_id AND e.action = 'account.moved')`,
  },
  {
    fact: 'backup without its entry',
    sql: `SELECT r.archive AS key FROM backup_run r WHERE NOT EXISTS (
            SELECT 1 FROM audit_log e WHERE e.station_id = 0 AND e.subject = 'backup' AND e.subject_key = r.archive)`,
  },
  {
    fact: 'check of the server without its entry',
    sql: `SELECT c.day::text AS key FROM server_check c WHERE NOT EXISTS (
            SELECT 1 FROM audit_log e WHERE e.station_id = 0 AND e.action = 'server.checked' AND e.subject_key = c.day::text)`,
  },
  {
    fact: 'tariff version without its release',
    sql: `SELECT c.code || ' ' || v.effective_from AS key FROM tariff_version v JOIN tariff_category c ON c.id = v.category_id WHERE v.released_by_name IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM audit_log e WHERE e.subject = 'tariff-category' AND e.subject_key = c.code AND e.action = 'tariff-version.released')`,
  },
]

const MOST = 100

/** Changes that the audit log does not tell of: sound books have none. At most a hundred of each kind. */
export async function unrecordedFacts(): Promise<{ fact: string; key: string }[]> {
  const found: { fact: string; key: string }[] = []
  for (const { fact, sql } of FACTS) {
    const { rows } = await pool(system('verify')).query<{ key: string }>(`${sql} ORDER BY 1 LIMIT ${MOST}`)
    found.push(...rows.map(({ key }) => ({ fact, key })))
  }
  return found
}
