import { brokenLinks } from '@/features/audit-log/chain-queries'
import { unrecordedFacts } from '@/features/audit-log/completeness-queries'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { pool } from '@/server/db'
import { system } from '@/server/scope'

/** Things that are half done: none of them may ever be found. */
const HALVES: Readonly<Record<string, string>> = {
  'a committed import without its outcome': `SELECT id::text AS key FROM import_batch WHERE state = 'committed' AND outcome IS NULL`,
  'bills of an import that was not committed': `SELECT DISTINCT import_batch_id::text AS key FROM bill b WHERE import_batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM import_batch i WHERE i.id = b.import_batch_id AND i.state = 'committed')`,
  'an applied order without its adjustments': `SELECT o.number AS key FROM work_order o WHERE o.state IN ('applied', 'verified', 'closed') AND EXISTS (SELECT 1 FROM back_billing_month m WHERE m.station_id = o.station_id AND m.work_order_id = o.id)
     AND NOT EXISTS (SELECT 1 FROM adjustment a WHERE a.station_id = o.station_id AND a.work_order_id = o.id)`,
  'adjustments of an order that was not applied': `SELECT o.number AS key FROM adjustment a JOIN work_order o ON o.station_id = a.station_id AND o.id = a.work_order_id WHERE o.state IN ('draft', 'submitted', 'approved', 'rejected', 'cancelled')`,
  'a bill corrected twice by one order': `SELECT work_order_id::text AS key FROM adjustment GROUP BY station_id, work_order_id, account_id, bill_month, kind, category_id HAVING count(*) > 1`,
  'a settled item whose order stayed behind': `SELECT i.number AS key FROM order_batch_item i JOIN work_order o ON o.number = i.number WHERE i.outcome = 'done' AND i.decision = 'approve-and-apply' AND o.state = 'submitted'`,
}

/** Everything that is wrong with the books, in words; sound books have nothing. */
export async function faultsOfBooks(): Promise<string[]> {
  const faults: string[] = []
  const { rows: stations } = await pool(system('test')).query<{ id: number }>('SELECT id FROM station')
  for (const { id } of stations) for (const { grain, month } of await findDrift(id, await monthsWithBooks(id))) faults.push(`drift: ${grain} ${id} ${month}`)
  for (const { stationId, seq, fault } of await brokenLinks(null)) faults.push(`chain of ${stationId} at ${seq ?? '?'}: ${fault}`)
  for (const { fact, key } of await unrecordedFacts()) faults.push(`unrecorded: ${fact} ${key}`)
  for (const [half, sql] of Object.entries(HALVES)) for (const { key } of (await pool(system('test')).query<{ key: string }>(sql)).rows) faults.push(`${half}: ${key}`)
  return faults
}
