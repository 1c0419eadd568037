import 'server-only'
import { createTable } from '../import-tables'
import type { CheckContext } from '../kind-spec'
import { faultsSql, type FaultRule } from './write-faults'

/** From when, until when (null: for good) a row changes what an account is on: an end does so from its day on. */
const CHANGES_FROM = `CASE r.verdict WHEN 'changed' THEN r.valid_to ELSE r.valid_from END`
const CHANGES_UNTIL = `CASE r.verdict WHEN 'changed' THEN NULL ELSE r.valid_to END`

/**
 * Rows about days that have been billed. What is posted is corrected by a work order, with its money and its second person;
 * but the first assignment of an account, where it says what the bills say, corrects nothing.
 */
const billed = (ready: string): string => `
  WITH asked AS MATERIALIZED (
    SELECT r.row_no, r.station_id, r.account_id, r.category_id, r.splits, ${CHANGES_FROM} AS day, ${CHANGES_UNTIL} AS until,
           EXISTS (SELECT 1 FROM tariff_assignment t WHERE t.station_id = r.station_id AND t.account_id = r.account_id) AS assigned
    FROM ${ready} r WHERE r.verdict <> 'unchanged')
  SELECT a.row_no, min(b.month) AS month
  FROM asked a
  JOIN bill b ON b.station_id = a.station_id AND b.account_id = a.account_id AND b.period_to > a.day AND (a.until IS NULL OR b.period_from < a.until)
  WHERE a.assigned OR b.category_id <> a.category_id OR (a.splits IS NOT NULL AND b.parts IS NULL)
  GROUP BY 1`

/** Rows of accounts whose assignment an order is about to change. */
const ordered = (ready: string): string => `
  SELECT r.row_no, min(o.number) AS number
  FROM ${ready} r
  JOIN (SELECT station_id, account_id, partner_account_id, number FROM work_order WHERE state IN ('draft', 'submitted', 'approved')) AS w ON w.station_id = r.station_id
  CROSS JOIN LATERAL (VALUES (w.account_id, w.number), (w.partner_account_id, w.number)) AS o(account_id, number)
  WHERE r.verdict <> 'unchanged' AND o.account_id = r.account_id
  GROUP BY 1`

const blocked = (ready: string): string => `
  SELECT r.*, billed.month AS billed_month, ordered.number AS order_number, station.open_month
  FROM ${ready} r
  LEFT JOIN (${billed(ready)}) AS billed ON billed.row_no = r.row_no
  LEFT JOIN (${ordered(ready)}) AS ordered ON ordered.row_no = r.row_no
  LEFT JOIN station ON station.id = r.station_id
  WHERE r.account_id IS NULL OR r.matches > 1 OR billed.month IS NOT NULL OR ordered.number IS NOT NULL`

const BLOCKED: readonly FaultRule[] = [
  { code: 'unknown-account', column: 'accountNo', when: 'account_id IS NULL', params: `jsonb_build_object('value', account_no)` },
  { code: 'ambiguous-account', column: 'accountNo', when: 'matches > 1', params: `jsonb_build_object('value', account_no)` },
  {
    code: 'month-closed', column: 'validFrom', when: 'matches = 1 AND billed_month IS NOT NULL',
    params: `jsonb_build_object('openMonth', to_char(open_month, 'YYYY-MM'), 'billed', to_char(billed_month, 'YYYY-MM'))`,
  },
  { code: 'order-under-way', column: 'accountNo', when: 'matches = 1 AND order_number IS NOT NULL', params: `jsonb_build_object('number', order_number)` },
]

/** Each row with one before it in the file, and with one on record, whose days it shares and that the file does not end first. */
const overlapping = (ready: string): string => `
  SELECT r.*, before.row_no AS before_row, before.valid_from AS before_from, before.valid_to AS before_to, o.valid_from AS other_from, o.valid_to AS other_to, c.name_zh AS other_category, c.name_en AS other_category_en
  FROM (SELECT *, max(COALESCE(valid_to, 'infinity')) OVER earlier AS taken_until FROM ${ready}
        WINDOW earlier AS (PARTITION BY station_id, account_id ORDER BY valid_from, row_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS r
  LEFT JOIN LATERAL (
    SELECT e.* FROM ${ready} e
    WHERE r.taken_until > r.valid_from AND e.station_id = r.station_id AND e.account_id = r.account_id
      AND (e.valid_from, e.row_no) < (r.valid_from, r.row_no) AND (e.valid_to IS NULL OR e.valid_to > r.valid_from)
    ORDER BY e.valid_from = r.valid_from DESC, e.row_no LIMIT 1) AS before ON true
  LEFT JOIN LATERAL (
    SELECT t.* FROM tariff_assignment t
    WHERE r.verdict <> 'unchanged' AND t.station_id = r.station_id AND t.account_id = r.account_id AND t.id IS DISTINCT FROM r.known_id
      AND daterange(t.valid_from, COALESCE((SELECT ended.valid_to FROM ${ready} ended WHERE ended.station_id = t.station_id AND ended.account_id = t.account_id
        AND ended.known_id = t.id AND ended.verdict = 'changed' LIMIT 1), t.valid_to)) && daterange(r.valid_from, r.valid_to)
    ORDER BY t.valid_from LIMIT 1) AS o ON true
  LEFT JOIN tariff_category c ON c.id = o.remainder_category_id
  WHERE before.row_no IS NOT NULL OR o.id IS NOT NULL`

const OVERLAPPING: readonly FaultRule[] = [
  {
    code: 'duplicate', column: 'accountNo', when: 'before_row IS NOT NULL AND before_from = valid_from',
    params: `jsonb_build_object('first', before_row::text)`,
  },
  {
    code: 'assignment-overlap', column: 'validFrom', when: 'before_row IS NOT NULL AND before_from < valid_from',
    params: `jsonb_build_object('from', before_from::text, 'to', COALESCE(before_to::text, 'none'), 'category', 'none')`,
  },
  {
    code: 'assignment-overlap', column: 'validFrom', when: 'other_from IS NOT NULL',
    params: `jsonb_build_object('from', other_from::text, 'to', COALESCE(other_to::text, 'none'), 'category', COALESCE(other_category, 'none'), 'categoryEn', COALESCE(other_category_en, 'none'))`,
  },
]

/** An order that was reversed leaves an assignment of no days behind: nobody was ever on it. */
const HAS_DAYS = '(t.valid_to IS NULL OR t.valid_to > t.valid_from)'

/** Rows after which an account is on other terms than before. */
const otherTerms = (ready: string): string => `
  SELECT r.station_id, r.account_id, r.valid_from AS day, was.remainder_category_id AS was_id, r.category_id AS becomes_id
  FROM ${ready} r
  JOIN LATERAL (SELECT t.* FROM tariff_assignment t WHERE t.station_id = r.station_id AND t.account_id = r.account_id AND t.valid_from < r.valid_from AND ${HAS_DAYS}
                ORDER BY t.valid_from DESC LIMIT 1) AS was ON true
  WHERE r.verdict = 'added' AND (was.remainder_category_id <> r.category_id OR was.splits IS DISTINCT FROM r.splits)`

/** Rows after which an account in use is on none. */
const noTerms = (ready: string): string => `
  SELECT r.station_id, r.account_id, r.valid_to AS day, r.category_id AS was_id, NULL AS becomes_id
  FROM ${ready} r JOIN account a ON a.station_id = r.station_id AND a.id = r.account_id AND (a.closed_on IS NULL OR a.closed_on > r.valid_to)
  WHERE r.verdict = 'changed' AND r.valid_to IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM ${ready} next WHERE next.station_id = r.station_id AND next.account_id = r.account_id AND next.verdict = 'added' AND next.valid_from <= r.valid_to AND (next.valid_to IS NULL OR next.valid_to > r.valid_to))
    AND NOT EXISTS (SELECT 1 FROM tariff_assignment t WHERE t.station_id = r.station_id AND t.account_id = r.account_id AND t.valid_from = r.valid_to AND ${HAS_DAYS})`

/** Every row of an account whose terms change, with the first such change in words: ended without what follows, it would be on nothing. */
const changing = (ready: string): string => `
  SELECT r.row_no, jsonb_build_object('from', was.name_zh, 'fromEn', was.name_en, 'to', COALESCE(becomes.name_zh, 'none'), 'toEn', COALESCE(becomes.name_en, 'none')) AS params
  FROM (SELECT DISTINCT ON (station_id, account_id) * FROM (${otherTerms(ready)} UNION ALL ${noTerms(ready)}) AS change ORDER BY station_id, account_id, day) AS one
  JOIN ${ready} r ON r.station_id = one.station_id AND r.account_id = one.account_id AND r.verdict <> 'unchanged'
  JOIN tariff_category was ON was.id = one.was_id LEFT JOIN tariff_category becomes ON becomes.id = one.becomes_id`

const holdChanges = ({ ready, fault }: CheckContext['tables']): string => `
  INSERT INTO ${fault} (row_no, column_name, code, severity, params)
  SELECT row_no, 'category', 'category-changes', 'held', params FROM (${changing(ready)}) AS changed`

/**
 * Says what is wrong with the ready assignments and takes those out that may not go in; what changes the terms of an account
 * stays, held until a second person has confirmed it.
 */
export async function writeAssignmentFaults({ client, tables, sign }: Pick<CheckContext, 'client' | 'tables' | 'sign'>): Promise<void> {
  const { ready, fault } = tables
  const takeOut = async () => (await client.query(`DELETE FROM ${ready} r USING ${fault} f WHERE f.row_no = r.row_no`)).rowCount ?? 0
  await createTable(client, `CREATE INDEX ON ${ready} (station_id, account_id)`)
  await client.query(faultsSql(fault, blocked(ready), BLOCKED))
  await takeOut()
  await sign(70)
  // A row that is out ends nothing: what relied on it overlaps what it would have ended.
  do await client.query(faultsSql(fault, overlapping(ready), OVERLAPPING))
  while ((await takeOut()) > 0)
  await client.query(holdChanges(tables))
}

/** How many of the ready rows have come to be against bills, orders or terms since they were checked. */
export async function assignmentsMoved({ client, tables: { ready, fault } }: Pick<CheckContext, 'client' | 'tables'>): Promise<number> {
  const { rows } = await client.query<{ moved: number }>(`
    SELECT ((SELECT count(*) FROM (${blocked(ready)}) AS against)
      + (SELECT count(*) FROM (${changing(ready)}) AS c
         WHERE NOT EXISTS (SELECT 1 FROM ${fault} f WHERE f.row_no = c.row_no AND f.code = 'category-changes' AND f.params = c.params)))::int AS moved`)
  return rows[0]?.moved ?? 0
}
