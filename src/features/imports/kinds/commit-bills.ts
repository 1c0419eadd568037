import 'server-only'
import { DomainError } from '@/domain/errors'
import { billingMonth, firstDayOf, type BillingMonth } from '@/domain/plain-date'
import { rebuildTotals } from '@/features/bills/commands/rebuild-totals'
import { APP_ROLE, asOwner } from '@/server/scoped-pool'
import type { CommitContext, Committed } from '../kind-spec'
import { joinParts } from './bill-parts'
import { countArrived } from './bills-key'
import { BILL_COLUMNS, billFacts, goodBillsSql, goodRowsSql } from './bills-sql'

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
  if (confirmed.length > 0) await addConfirmed(context)
  const arrived = await arrivals(context)
  const added = arrived.reduce((sum, { bills }) => sum + bills, 0)
  const months = [...new Set(arrived.map(({ month }) => month))]
  const whole = added > 0 && (await intoBooks(context, months.map(firstDayOf), added))
  await sign(40)
  const stations = [...new Set(arrived.map(({ stationId }) => stationId))]
  // Where the month is the import's alone, its bills have been summed up already.
  if (added > 0) await rebuildTotals(client, stations, months, whole ? context.tables.arrived : undefined)
  await sign(90)
  for (const stationId of stations) {
    const here = arrived.filter((one) => one.stationId === stationId)
    await record({ stationId, action: 'bills.imported', subject: 'import', subjectKey: String(batchId), after: { file: fileName, bills: here.reduce((sum, { bills }) => sum + bills, 0), months: here.map(({ month }) => month) } })
  }
  return { added, changed: 0, unchanged: 0, billed: arrived.map(({ stationId, month }) => ({ stationId, month })) }
}

/** Held rows that a person has confirmed join the ready ones. @throws DomainError `import-parts-open` where they are only some of a bill's rows */
async function addConfirmed(context: CommitContext): Promise<void> {
  const { client, tables, confirmed } = context
  const facts = await billFacts(context)
  await client.query('CREATE TEMP TABLE confirmed_bill (LIKE bill INCLUDING DEFAULTS) ON COMMIT DROP')
  await client.query(`INSERT INTO confirmed_bill (${BILL_COLUMNS}) ${goodRowsSql(context, facts, goodBillsSql(facts, confirmed))}`)
  await joinParts(context, facts, 'confirmed_bill', false)
  const { rows } = await client.query<{ rowNo: number }>(
    `SELECT row_no AS "rowNo" FROM ${tables.part} WHERE verdict IS DISTINCT FROM 'parts'
     UNION SELECT s.row_no FROM (SELECT station_id, account_id, month, count(*) AS times FROM confirmed_bill GROUP BY 1, 2, 3) c
       JOIN account a ON a.station_id = c.station_id AND a.id = c.account_id
       JOIN ${tables.stage} s ON s.account_no = a.account_no AND s.month = c.month AND (s.station_id IS NULL OR s.station_id = a.station_id)
       WHERE c.times > 1 OR (s.row_no <> ALL($1::int[]) AND EXISTS (SELECT 1 FROM tariff_assignment t WHERE t.station_id = a.station_id AND t.account_id = a.id AND t.splits IS NOT NULL
         AND t.valid_from <= s.month AND (t.valid_to IS NULL OR t.valid_to > s.month)))
     ORDER BY 1 LIMIT 5`,
    [confirmed],
  )
  if (rows.length > 0) throw new DomainError('import-parts-open', { rows: rows.map(({ rowNo }) => rowNo).join('、') })
  await client.query(`INSERT INTO ${tables.ready} (${BILL_COLUMNS}) SELECT ${BILL_COLUMNS} FROM confirmed_bill`)
}

/** As the check counted them, unless rows have been confirmed since. */
async function arrivals({ client, tables, confirmed }: CommitContext): Promise<Arrived[]> {
  if (confirmed.length > 0) await countArrived(client, tables)
  const { rows } = await client.query<{ stationId: number; month: string; bills: number }>(
    `SELECT station_id AS "stationId", to_char(month, 'YYYY-MM') AS month, sum(accounts)::int AS bills FROM ${tables.arrived} GROUP BY 1, 2 ORDER BY 1, 2`,
  )
  return rows.map((row) => ({ ...row, month: billingMonth(row.month) }))
}

/** @returns whether the ready bills are all that the month has */
async function intoBooks({ client, tables }: CommitContext, months: readonly string[], expected: number): Promise<boolean> {
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
    return true
  }
  for (const one of months) await client.query('SELECT ensure_bill_partition($1)', [one])
  const { rowCount } = await client.query(`INSERT INTO bill (${BILL_COLUMNS}) SELECT ${BILL_COLUMNS} FROM ${tables.ready} ON CONFLICT (station_id, account_id, month) DO NOTHING`)
  if (rowCount !== expected) throw new DomainError('import-books-moved', { count: expected - (rowCount ?? 0) })
  return false
}
