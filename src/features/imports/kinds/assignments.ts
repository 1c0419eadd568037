import 'server-only'
import { assignmentReader } from '@/domain/imports/assignments'
import { fillReady } from '../import-tables'
import type { CheckContext, Checked, CommitContext, Committed, KindSpec } from '../kind-spec'
import { NUMBERS_TWICE } from './numbers-twice'
import { faultsSql, type FaultRule } from './write-faults'

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
async function checkAssignments({ client, tables, stationIds }: CheckContext): Promise<Checked> {
  await fillReady(client, tables, `
    SELECT s.row_no, s.account_no, a.station_id, a.id AS account_id, count(*) OVER (PARTITION BY s.row_no) AS matches, s.category_id, s.valid_from, s.valid_to, s.splits, t.id AS known_id,
           CASE WHEN t.id IS NULL THEN 'added' WHEN t.valid_to IS NOT DISTINCT FROM s.valid_to THEN 'unchanged' WHEN t.valid_to IS NULL THEN 'changed' ELSE 'added' END AS verdict
    FROM ${tables.stage} s
    LEFT JOIN account a ON a.account_no = s.account_no AND (s.station_id IS NULL OR a.station_id = s.station_id) AND a.station_id = ANY('{${stationIds.join(',')}}'::int[])
      AND (s.station_id IS NOT NULL OR a.account_no NOT IN (${NUMBERS_TWICE}) OR (a.opened_on <= s.valid_from AND (a.closed_on IS NULL OR a.closed_on > s.valid_from)))
    LEFT JOIN tariff_assignment t ON t.station_id = a.station_id AND t.account_id = a.id AND t.valid_from = s.valid_from AND t.remainder_category_id = s.category_id
      AND t.splits IS NOT DISTINCT FROM s.splits AND (t.valid_to IS NULL OR t.valid_to > t.valid_from)`)
  await client.query(faultsSql(tables.fault, overlapping(tables.ready), RULES))
  await client.query(`DELETE FROM ${tables.ready} r USING ${tables.fault} f WHERE f.row_no = r.row_no`)
  const { rows } = await client.query<Checked>(`
    SELECT count(*) FILTER (WHERE verdict = 'added')::int AS added, count(*) FILTER (WHERE verdict = 'changed')::int AS changed, count(*) FILTER (WHERE verdict = 'unchanged')::int AS unchanged,
           '{}'::text[] AS months, count(DISTINCT station_id)::int AS stations, NULL AS "energyWh", NULL AS "amountFen", 0 AS "newStations", 0 AS "newDistricts"
    FROM ${tables.ready}`)
  return rows[0] ?? { added: 0, changed: 0, unchanged: 0, months: [], stations: 0, energyWh: null, amountFen: null, newStations: 0, newDistricts: 0 }
}

/** Each row with the one before it in the file, and with one on record whose days it shares and that the file does not end first. */
const overlapping = (ready: string): string => `
  SELECT r.*, before.row_no AS before_row, before.valid_from AS before_from, before.valid_to AS before_to, o.valid_from AS other_from, o.valid_to AS other_to, c.name_zh AS other_category
  FROM (SELECT *, lag(row_no) OVER file AS before_no FROM ${ready} WINDOW file AS (PARTITION BY station_id, account_id ORDER BY valid_from, row_no)) AS r
  LEFT JOIN ${ready} before ON before.row_no = r.before_no AND before.account_id = r.account_id AND (before.valid_to IS NULL OR before.valid_to > r.valid_from)
  LEFT JOIN LATERAL (
    SELECT t.* FROM tariff_assignment t
    WHERE r.verdict <> 'unchanged' AND t.station_id = r.station_id AND t.account_id = r.account_id AND t.id IS DISTINCT FROM r.known_id
      AND daterange(t.valid_from, COALESCE((SELECT ended.valid_to FROM ${ready} ended WHERE ended.known_id = t.id AND ended.verdict = 'changed' LIMIT 1), t.valid_to)) && daterange(r.valid_from, r.valid_to)
    ORDER BY t.valid_from LIMIT 1) AS o ON true
  LEFT JOIN tariff_category c ON c.id = o.remainder_category_id
  WHERE r.account_id IS NULL OR r.matches > 1 OR before.row_no IS NOT NULL OR o.id IS NOT NULL`

const RULES: readonly FaultRule[] = [
  { code: 'unknown-account', column: 'accountNo', when: 'account_id IS NULL', params: `jsonb_build_object('value', account_no)` },
  { code: 'ambiguous-account', column: 'accountNo', when: 'matches > 1', params: `jsonb_build_object('value', account_no)` },
  {
    code: 'duplicate', column: 'accountNo', when: 'matches = 1 AND before_row IS NOT NULL AND before_from = valid_from',
    params: `jsonb_build_object('first', before_row::text)`,
  },
  {
    code: 'assignment-overlap', column: 'validFrom', when: 'matches = 1 AND before_row IS NOT NULL AND before_from < valid_from',
    params: `jsonb_build_object('from', before_from::text, 'to', COALESCE(before_to::text, 'none'), 'category', 'none')`,
  },
  {
    code: 'assignment-overlap', column: 'validFrom', when: 'other_from IS NOT NULL',
    params: `jsonb_build_object('from', other_from::text, 'to', COALESCE(other_to::text, 'none'), 'category', COALESCE(other_category, 'none'))`,
  },
]

async function commitAssignments({ client, tables, batchId, fileName, record }: CommitContext): Promise<Committed> {
  const ended = await client.query(`UPDATE tariff_assignment t SET valid_to = r.valid_to FROM ${tables.ready} r WHERE r.verdict = 'changed' AND t.station_id = r.station_id AND t.id = r.known_id AND t.valid_to IS NULL`)
  const opened = await client.query(`INSERT INTO tariff_assignment (station_id, account_id, valid_from, valid_to, remainder_category_id, splits)
    SELECT station_id, account_id, valid_from, valid_to, category_id, splits FROM ${tables.ready} WHERE verdict = 'added'`)
  const { rows } = await client.query<{ stationId: number; added: number; changed: number }>(
    `SELECT station_id AS "stationId", count(*) FILTER (WHERE verdict = 'added')::int AS added, count(*) FILTER (WHERE verdict = 'changed')::int AS changed FROM ${tables.ready} WHERE verdict <> 'unchanged' GROUP BY 1 ORDER BY 1`,
  )
  for (const { stationId, ...counts } of rows) await record({ stationId, action: 'assignments.imported', subject: 'import', subjectKey: String(batchId), after: { file: fileName, ...counts } })
  return { added: opened.rowCount ?? 0, changed: ended.rowCount ?? 0, unchanged: 0, billed: [] }
}
