import 'server-only'
import { DomainError } from '@/domain/errors'
import { billingMonth, type BillingMonth } from '@/domain/plain-date'
import { rebuildTotals } from '@/features/bills/commands/rebuild-totals'
import { APP_ROLE, asOwner } from '@/server/scoped-pool'
import type { CommitContext, Committed } from '../kind-spec'
import { billFacts, goodBillsSql, insertGoodSql } from './bills-sql'

const COLUMNS = 'station_id, account_id, month, energy_wh, amount_fen, year_to_date_wh, period_from, period_to, district_id, category_id, parts, import_batch_id, registers'

interface Arrived {
  stationId: number
  month: BillingMonth
  bills: number
}

/**
 * The ready bills become the books': as the month's partition where the books have none, else row by row; with them the
 * totals of their stations and an entry for each in the audit log.
 * @throws DomainError `import-books-moved` when some were posted otherwise since the check
 */
export async function commitBills(context: CommitContext): Promise<Committed> {
  const { client, confirmed, batchId, fileName, record, sign } = context
  // Two files of one month: the second finds what the first has left.
  await client.query('SELECT pg_advisory_xact_lock(4714, 1)')
  const facts = await billFacts(context)
  if (confirmed.length > 0) await client.query(insertGoodSql(context, facts, goodBillsSql(facts, confirmed)))
  const arrived = await arrivals(context)
  const added = arrived.reduce((sum, { bills }) => sum + bills, 0)
  if (added > 0) await intoBooks(context, facts.months, added)
  await sign(30)
  const stations = [...new Set(arrived.map(({ stationId }) => stationId))]
  for (const [index, stationId] of stations.entries()) {
    const here = arrived.filter((one) => one.stationId === stationId)
    const months = here.map(({ month }) => month)
    await rebuildTotals(client, stationId, months)
    await record({ stationId, action: 'bills.imported', subject: 'import', subjectKey: String(batchId), after: { file: fileName, bills: here.reduce((sum, { bills }) => sum + bills, 0), months } })
    await sign(30 + Math.floor((70 * index) / stations.length))
  }
  return { added, changed: 0, unchanged: 0, billed: arrived.map(({ stationId, month }) => ({ stationId, month })) }
}

async function arrivals({ client, tables }: CommitContext): Promise<Arrived[]> {
  const { rows } = await client.query<{ stationId: number; month: string; bills: number }>(
    `SELECT station_id AS "stationId", to_char(month, 'YYYY-MM') AS month, count(*)::int AS bills FROM ${tables.ready} GROUP BY 1, 2 ORDER BY 1, 2`,
  )
  return rows.map((row) => ({ ...row, month: billingMonth(row.month) }))
}

async function intoBooks({ client, tables }: CommitContext, months: readonly string[], expected: number): Promise<void> {
  const [month] = months
  const partition = `bill_${month?.slice(0, 7).replace('-', '') ?? ''}`
  const { rows } = await client.query<{ attachable: boolean }>(
    `SELECT to_regclass($1) IS NULL AND EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = $2::regclass AND conname = 'bill_one_month') AS attachable`,
    [partition, tables.ready],
  )
  if (months.length === 1 && rows[0]?.attachable) {
    // From here on its rows are posted: the application reaches them through the whole table alone.
    await asOwner(client, async () => {
      await client.query(`ALTER TABLE ${tables.ready} RENAME TO ${partition}`)
      await client.query(`ALTER INDEX ${tables.ready}_pkey RENAME TO ${partition}_pkey`)
      await client.query(`ALTER TABLE ${partition} ENABLE ROW LEVEL SECURITY`)
      await client.query(`REVOKE ALL ON ${partition} FROM ${APP_ROLE}`)
      await client.query(`ALTER TABLE bill ATTACH PARTITION ${partition} FOR VALUES FROM ('${month ?? ''}') TO ('${month ?? ''}'::date + interval '1 month')`)
    })
    return
  }
  for (const one of months) await client.query('SELECT ensure_bill_partition($1)', [one])
  const { rowCount } = await client.query(`INSERT INTO bill (${COLUMNS}) SELECT ${COLUMNS} FROM ${tables.ready} ON CONFLICT (station_id, account_id, month) DO NOTHING`)
  if (rowCount !== expected) throw new DomainError('import-books-moved', { count: expected - (rowCount ?? 0) })
}
