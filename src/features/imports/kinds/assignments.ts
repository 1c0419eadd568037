import 'server-only'
import { DomainError } from '@/domain/errors'
import { assignmentReader } from '@/domain/imports/assignments'
import { fillReady } from '../import-tables'
import type { CheckContext, Checked, CommitContext, Committed, KindSpec } from '../kind-spec'
import { assignmentsMoved, writeAssignmentFaults } from './assignment-faults'
import { NUMBERS_TWICE } from './numbers-twice'

/** Which account is on which category, from a day on. An assignment on record is ended by a row that says when, never replaced. */
export const ASSIGNMENTS: KindSpec = {
  stage: [['account_no', 'text COLLATE "C"'], ['station_id', 'integer'], ['category_id', 'smallint'], ['valid_from', 'date'], ['valid_to', 'date'], ['splits', 'jsonb']],
  names: ['accountNo', 'station'],
  freeText: false,
  partial: true,
  reader: assignmentReader,
  check: checkAssignments,
  commit: commitAssignments,
}

/** `verdict`: new, the same as on record, or the end of one that was open. */
async function checkAssignments(context: CheckContext): Promise<Checked> {
  const { client, tables, stationIds, sign } = context
  await fillReady(client, tables, `
    SELECT s.row_no, s.account_no, a.station_id, a.id AS account_id, count(*) OVER (PARTITION BY s.row_no) AS matches, s.category_id, s.valid_from, s.valid_to, s.splits, t.id AS known_id,
           CASE WHEN t.id IS NULL THEN 'added' WHEN t.valid_to IS NOT DISTINCT FROM s.valid_to THEN 'unchanged' WHEN t.valid_to IS NULL THEN 'changed' ELSE 'added' END AS verdict
    FROM ${tables.stage} s
    LEFT JOIN account a ON a.account_no = s.account_no AND (s.station_id IS NULL OR a.station_id = s.station_id) AND a.station_id = ANY('{${stationIds.join(',')}}'::int[])
      AND (s.station_id IS NOT NULL OR a.account_no NOT IN (${NUMBERS_TWICE}) OR (a.opened_on <= s.valid_from AND (a.closed_on IS NULL OR a.closed_on > s.valid_from)))
    LEFT JOIN tariff_assignment t ON t.station_id = a.station_id AND t.account_id = a.id AND t.valid_from = s.valid_from AND t.remainder_category_id = s.category_id
      AND t.splits IS NOT DISTINCT FROM s.splits AND (t.valid_to IS NULL OR t.valid_to > t.valid_from)`)
  await sign(55)
  await writeAssignmentFaults(context)
  await sign(90)
  const { rows } = await client.query<Checked>(`
    SELECT count(*) FILTER (WHERE verdict = 'added')::int AS added, count(*) FILTER (WHERE verdict = 'changed')::int AS changed, count(*) FILTER (WHERE verdict = 'unchanged')::int AS unchanged,
           '{}'::text[] AS months, count(DISTINCT station_id)::int AS stations, NULL AS "energyWh", NULL AS "amountFen", 0 AS "newStations", 0 AS "newDistricts"
    FROM ${tables.ready} r WHERE NOT EXISTS (SELECT 1 FROM ${tables.fault} f WHERE f.row_no = r.row_no)`)
  return rows[0] ?? { added: 0, changed: 0, unchanged: 0, months: [], stations: 0, energyWh: null, amountFen: null, newStations: 0, newDistricts: 0 }
}

/** @throws DomainError `import-rows-together`, `import-books-moved` */
async function commitAssignments(context: CommitContext): Promise<Committed> {
  const { client, tables, batchId, fileName, record, sign } = context
  await leaveUnconfirmed(context)
  // No bills come in between the question and the answer.
  await client.query('SELECT pg_advisory_xact_lock(4714, 1)')
  const moved = await assignmentsMoved(context)
  if (moved > 0) throw new DomainError('import-books-moved', { count: moved })
  await sign(30)
  const ended = await client.query(`UPDATE tariff_assignment t SET valid_to = r.valid_to FROM ${tables.ready} r WHERE r.verdict = 'changed' AND t.station_id = r.station_id AND t.id = r.known_id AND t.valid_to IS NULL`)
  await sign(50)
  const opened = await client.query(`INSERT INTO tariff_assignment (station_id, account_id, valid_from, valid_to, remainder_category_id, splits)
    SELECT station_id, account_id, valid_from, valid_to, category_id, splits FROM ${tables.ready} WHERE verdict = 'added'`)
  await sign(90)
  const { rows } = await client.query<{ stationId: number; added: number; changed: number }>(
    `SELECT station_id AS "stationId", count(*) FILTER (WHERE verdict = 'added')::int AS added, count(*) FILTER (WHERE verdict = 'changed')::int AS changed FROM ${tables.ready} WHERE verdict <> 'unchanged' GROUP BY 1 ORDER BY 1`,
  )
  const lost = rows.reduce((sum, { changed }) => sum + changed, 0) - (ended.rowCount ?? 0)
  if (lost > 0) throw new DomainError('import-books-moved', { count: lost })
  for (const { stationId, ...counts } of rows) await record({ stationId, action: 'assignments.imported', subject: 'import', subjectKey: String(batchId), after: { file: fileName, ...counts } })
  return { added: opened.rowCount ?? 0, changed: ended.rowCount ?? 0, unchanged: 0, billed: [] }
}

/** Of held rows only those go in that have been confirmed: of one account all or none, or it would be on nothing, or on two. */
async function leaveUnconfirmed({ client, tables: { ready, fault }, confirmed }: CommitContext): Promise<void> {
  const { rows } = await client.query<{ rowNo: number }>(
    `SELECT row_no AS "rowNo" FROM (
       SELECT r.row_no, r.row_no = ANY($1::int[]) AS confirmed, bool_or(r.row_no = ANY($1::int[])) OVER (PARTITION BY r.station_id, r.account_id) AS partly
       FROM ${ready} r WHERE EXISTS (SELECT 1 FROM ${fault} f WHERE f.row_no = r.row_no)) AS held
     WHERE partly AND NOT confirmed ORDER BY 1 LIMIT 5`,
    [confirmed],
  )
  if (rows.length > 0) throw new DomainError('import-rows-together', { rows: rows.map(({ rowNo }) => rowNo).join('、') })
  await client.query(`DELETE FROM ${ready} r USING ${fault} f WHERE f.row_no = r.row_no AND r.row_no <> ALL($1::int[])`, [confirmed])
}
