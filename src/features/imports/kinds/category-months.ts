import 'server-only'
import { DomainError } from '@/domain/errors'
import { categoryMonthReader } from '@/domain/imports/category-months'
import { billingMonth } from '@/domain/plain-date'
import { rebuildTotals } from '@/features/bills/commands/rebuild-totals'
import { fillReady } from '../import-tables'
import type { CheckContext, Checked, CommitContext, Committed, KindSpec } from '../kind-spec'

/** Statements of the marketing system by station, month and category. Nothing of one gets in while something in it is doubtful. */
export const CATEGORY_MONTHS: KindSpec = {
  stage: [['station_id', 'integer'], ['month', 'date'], ['category_id', 'smallint'], ['accounts', 'integer'], ['energy_wh', 'bigint'], ['amount_fen', 'bigint']],
  names: ['month', 'station', 'category'],
  freeText: false,
  partial: false,
  reader: categoryMonthReader,
  check: checkStatements,
  commit: commitStatements,
}

/** A statement on record as one text to compare; null where there is none. */
const STATE = 'CASE WHEN known.month IS NOT NULL THEN jsonb_build_array(known.accounts, known.energy_wh, known.amount_fen)::text END'

async function checkStatements({ client, tables, sign }: CheckContext): Promise<Checked> {
  await client.query(`INSERT INTO ${tables.fault} (row_no, column_name, code, severity, params)
    SELECT row_no, 'category', 'duplicate', 'blocker', jsonb_build_object('first', first_row::text) FROM (
      SELECT row_no, min(row_no) OVER (PARTITION BY station_id, month, category_id) AS first_row FROM ${tables.stage}) AS numbered WHERE row_no > first_row`)
  // Statements go on where they end, for who has no bills need not close months.
  await client.query(`INSERT INTO ${tables.fault} (row_no, column_name, code, severity, params)
    SELECT s.row_no, 'month', 'month-ahead', 'held', jsonb_build_object('openMonth', to_char(greatest(st.open_month, known.until), 'YYYY-MM'))
    FROM ${tables.stage} s JOIN station st ON st.id = s.station_id
    LEFT JOIN (SELECT station_id, max(month) AS until FROM category_month_statement GROUP BY 1) AS known ON known.station_id = st.id
    WHERE s.month > (greatest(st.open_month, known.until) + interval '1 month')::date`)
  await sign(50)
  await fillReady(client, tables, `
    SELECT s.*, ${STATE} AS was, CASE WHEN known.month IS NULL THEN 'added'
                     WHEN (known.accounts, known.energy_wh, known.amount_fen) = (s.accounts, s.energy_wh, s.amount_fen) THEN 'unchanged' ELSE 'changed' END AS verdict
    FROM ${tables.stage} s
    LEFT JOIN category_month_statement known USING (station_id, month, category_id)
    WHERE NOT EXISTS (SELECT 1 FROM ${tables.fault} f WHERE f.row_no = s.row_no AND f.severity = 'blocker')`)
  await sign(80)
  await client.query(closedMonths(tables))
  await client.query(`DELETE FROM ${tables.ready} r USING ${tables.fault} f WHERE f.row_no = r.row_no AND f.code = 'month-closed'`)
  const { rows } = await client.query<Checked>(`
    SELECT count(*) FILTER (WHERE verdict = 'added')::int AS added, count(*) FILTER (WHERE verdict = 'changed')::int AS changed, count(*) FILTER (WHERE verdict = 'unchanged')::int AS unchanged,
           COALESCE(array_agg(DISTINCT to_char(month, 'YYYY-MM')), '{}') AS months, count(DISTINCT station_id)::int AS stations,
           COALESCE(sum(energy_wh), 0)::text AS "energyWh", COALESCE(sum(amount_fen), 0)::text AS "amountFen", 0 AS "newStations", 0 AS "newDistricts"
    FROM ${tables.ready}`)
  return rows[0] ?? { added: 0, changed: 0, unchanged: 0, months: [], stations: 0, energyWh: '0', amountFen: '0', newStations: 0, newDistricts: 0 }
}

/** The first statement of a closed month may still come; one that stands is not replaced, nor added to. */
const againstClosed = (ready: string): string => `
  SELECT r.row_no, station.open_month
  FROM ${ready} r JOIN station ON station.id = r.station_id AND r.month < station.open_month
  WHERE r.verdict <> 'unchanged' AND EXISTS (SELECT 1 FROM category_month_statement earlier WHERE earlier.station_id = r.station_id AND earlier.month = r.month)`

const closedMonths = ({ ready, fault }: CheckContext['tables']): string => `
  INSERT INTO ${fault} (row_no, column_name, code, severity, params)
  SELECT row_no, 'month', 'month-closed', 'blocker', jsonb_build_object('openMonth', to_char(open_month, 'YYYY-MM'), 'billed', 'statement') FROM (${againstClosed(ready)}) AS against`

/** @throws DomainError `import-books-moved` where a statement is no longer what it was when it was checked, or a month has come to be closed with another one in it */
async function assertAsChecked({ client, tables }: CommitContext): Promise<void> {
  // Statements come by imports alone, one after another.
  await client.query('SELECT pg_advisory_xact_lock(4716, 2)')
  const { rows } = await client.query<{ moved: number }>(
    `SELECT ((SELECT count(*) FROM ${tables.ready} r LEFT JOIN category_month_statement known USING (station_id, month, category_id) WHERE ${STATE} IS DISTINCT FROM r.was)
       + (SELECT count(*) FROM (${againstClosed(tables.ready)}) AS against))::int AS moved`,
  )
  const moved = rows[0]?.moved ?? 0
  if (moved > 0) throw new DomainError('import-books-moved', { count: moved })
}

/** New and differing statements, and the totals of months that have no bills. */
async function commitStatements(context: CommitContext): Promise<Committed> {
  const { client, tables, batchId, fileName, record, sign } = context
  await assertAsChecked(context)
  await sign(20)
  const written = await client.query<{ added: boolean }>(
    `INSERT INTO category_month_statement AS known (station_id, month, category_id, accounts, energy_wh, amount_fen, import_batch_id)
     SELECT station_id, month, category_id, accounts, energy_wh, amount_fen, ${batchId} FROM ${tables.ready}
     ON CONFLICT (station_id, month, category_id) DO UPDATE
       SET accounts = EXCLUDED.accounts, energy_wh = EXCLUDED.energy_wh, amount_fen = EXCLUDED.amount_fen, import_batch_id = EXCLUDED.import_batch_id
       WHERE (known.accounts, known.energy_wh, known.amount_fen) IS DISTINCT FROM (EXCLUDED.accounts, EXCLUDED.energy_wh, EXCLUDED.amount_fen)
     RETURNING xmax = 0 AS added`,
  )
  const { rows } = await client.query<{ stationId: number; months: string[] }>(
    `SELECT station_id AS "stationId", array_agg(DISTINCT to_char(month, 'YYYY-MM')) AS months FROM ${tables.ready} GROUP BY 1 ORDER BY 1`,
  )
  for (const [done, { stationId, months }] of rows.entries()) {
    await sign(40 + Math.floor((done * 50) / rows.length))
    await rebuildTotals(client, stationId, months.map(billingMonth))
    await record({ stationId, action: 'statement.imported', subject: 'import', subjectKey: String(batchId), after: { file: fileName, months } })
  }
  const all = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${tables.ready}`)
  const added = written.rows.filter((row) => row.added).length
  return { added, changed: written.rows.length - added, unchanged: (all.rows[0]?.count ?? 0) - written.rows.length, billed: [] }
}
