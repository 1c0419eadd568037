import 'server-only'
import { analyze, fillTable } from '../import-tables'
import type { CheckContext } from '../kind-spec'
import { doubtfulBill, limitsJoin, periodFrom, periodUntil, type BillFacts } from './bills-sql'

/**
 * Some marketing systems write a bill over several categories in a row for each, with or without a row for the whole (one
 * that has no category). Rows of one account and month become one bill with its parts where the account's energy is split
 * by its assignment, each category comes once, and all of them got in. Where they contradict each other none of them does.
 * @param into the bills that got in, without a key yet; of several rows each may stand there as a bill of its own
 * @param asksPrice whether each part must cost what its own category does
 * @returns how many rows have become bills of several parts
 */
export async function joinParts({ client, tables }: Pick<CheckContext, 'client' | 'tables'>, facts: BillFacts, into: string, asksPrice: boolean): Promise<number> {
  const { part, fault } = tables
  await fillTable(client, part, groupedRows(tables.stage, facts, into, asksPrice))
  await analyze(client, part)
  await client.query(`INSERT INTO ${fault} (row_no, column_name, code, severity, params)
    SELECT row_no, 'energyKwh', 'parts-differ', 'blocker', jsonb_build_object('energyKwh', trim_scale(parts_wh / 1000.0)::text, 'amountYuan', round(parts_fen / 100.0, 2)::text) FROM ${part} WHERE verdict = 'differ' AND category_id IS NULL
    UNION ALL SELECT row_no, 'accountNo', 'parts-disagree', 'blocker', jsonb_build_object('first', first_row::text) FROM ${part} WHERE verdict = 'disagree'
    UNION ALL SELECT row_no, 'accountNo', 'part-left-out', 'blocker', jsonb_build_object('first', whole_row::text) FROM ${part} WHERE verdict = 'differ' AND category_id IS NOT NULL
    UNION ALL SELECT row_no, 'amountYuan', 'price-out-of-range', 'held', jsonb_build_object('categoryId', category_id::text, 'month', to_char(month, 'YYYY-MM'), 'energyWh', energy_wh::text, 'amountFen', amount_fen::text) FROM ${part} WHERE verdict = 'doubtful' AND doubtful
    UNION ALL SELECT row_no, 'accountNo', 'part-held', 'held', jsonb_build_object('first', doubtful_row::text) FROM ${part} WHERE verdict = 'doubtful' AND NOT doubtful`)
  await client.query(`DELETE FROM ${into} r USING (SELECT DISTINCT station_id, account_id, month FROM ${part} WHERE verdict IS NOT NULL) AS one
    WHERE (r.station_id, r.account_id, r.month) = (one.station_id, one.account_id, one.month)`)
  await client.query(`INSERT INTO ${into} (station_id, account_id, month, energy_wh, amount_fen, year_to_date_wh, period_from, period_to, district_id, category_id, parts, registers, meter, import_batch_id)
    SELECT station_id, account_id, month, max(parts_wh), max(parts_fen), max(year_to_date_wh), max(period_from), max(period_to), max(district_id), max(remainder_category_id),
           jsonb_agg(jsonb_build_object('category', code, 'energyWh', energy_wh::text, 'amountFen', amount_fen::text) ORDER BY category_id = remainder_category_id, row_no) FILTER (WHERE category_id IS NOT NULL),
           ${registers(part)}, (jsonb_agg(meter) FILTER (WHERE meter IS NOT NULL)) -> 0, max(import_batch_id)
    FROM ${part} WHERE verdict = 'parts' GROUP BY 1, 2, 3`)
  const { rows } = await client.query<{ joined: number }>(`SELECT count(*) FILTER (WHERE verdict = 'parts')::int AS joined FROM ${part}`)
  return rows[0]?.joined ?? 0
}

/** The whole's registers, else what those of all parts add up to; null when some part has none. */
const registers = (part: string): string => `
  CASE WHEN bool_or(category_id IS NULL AND registers IS NOT NULL) THEN (jsonb_agg(registers) FILTER (WHERE category_id IS NULL)) -> 0
       WHEN bool_and(registers IS NOT NULL) THEN (SELECT jsonb_object_agg(name, total::text) FROM (
         SELECT e.key AS name, sum(e.value::bigint) AS total FROM ${part} p CROSS JOIN LATERAL jsonb_each_text(p.registers) e
         WHERE (p.station_id, p.account_id, p.month) = (${part}.station_id, ${part}.account_id, ${part}.month) GROUP BY 1) AS summed) END`

/** The staged rows of accounts that come several times in a month and whose energy is split, with what is to become of each. */
function groupedRows(stage: string, facts: BillFacts, into: string, asksPrice: boolean): string {
  const same = 'WINDOW same AS (PARTITION BY station_id, account_id, month)'
  return `
    WITH several AS (
      SELECT station_id, account_id, month, count(*) AS arrived, max(year_to_date_wh) AS year_to_date_wh, max(import_batch_id) AS import_batch_id FROM ${into} GROUP BY 1, 2, 3 HAVING count(*) > 1
    ), line AS (
      SELECT s.row_no, several.*, a.district_id, t.remainder_category_id, s.category_id, c.code, s.energy_wh, s.amount_fen, s.registers, s.meter,
             COALESCE(s.year_to_date_wh, -1) AS given_year, ${periodFrom} AS period_from, ${periodUntil(facts)} AS period_to,
             ${asksPrice ? `s.category_id IS NOT NULL AND COALESCE(${doubtfulBill}, false)` : 'false'} AS doubtful
      FROM several
      JOIN account a ON a.station_id = several.station_id AND a.id = several.account_id
      JOIN ${stage} s ON s.account_no = a.account_no AND s.month = several.month AND (s.station_id IS NULL OR s.station_id = a.station_id)
      JOIN tariff_assignment t ON t.station_id = a.station_id AND t.account_id = a.id AND t.splits IS NOT NULL AND t.valid_from <= ${periodFrom} AND (t.valid_to IS NULL OR t.valid_to > ${periodFrom})
      LEFT JOIN tariff_category c ON c.id = s.category_id
      ${limitsJoin(facts)}
    ), counted AS (
      SELECT station_id, account_id, month, count(*) = max(arrived) AND count(category_id) > 1 AND count(DISTINCT category_id) = count(category_id) AND count(*) - count(category_id) <= 1 AS in_parts,
             count(DISTINCT given_year) FILTER (WHERE given_year >= 0) > 1 OR count(DISTINCT (period_from, period_to)) > 1 OR count(DISTINCT meter) > 1 AS disagree,
             bool_or(category_id IS NULL) AND (sum(energy_wh) FILTER (WHERE category_id IS NULL), sum(amount_fen) FILTER (WHERE category_id IS NULL))
               <> (sum(energy_wh) FILTER (WHERE category_id IS NOT NULL), sum(amount_fen) FILTER (WHERE category_id IS NOT NULL)) AS differ
      FROM line GROUP BY 1, 2, 3
    )
    SELECT line.*, CASE WHEN NOT in_parts THEN NULL WHEN disagree THEN 'disagree' WHEN differ THEN 'differ' WHEN bool_or(doubtful) OVER same THEN 'doubtful' ELSE 'parts' END AS verdict,
           sum(energy_wh) FILTER (WHERE category_id IS NOT NULL) OVER same AS parts_wh, sum(amount_fen) FILTER (WHERE category_id IS NOT NULL) OVER same AS parts_fen,
           min(row_no) OVER same AS first_row, min(row_no) FILTER (WHERE category_id IS NULL) OVER same AS whole_row, min(row_no) FILTER (WHERE doubtful) OVER same AS doubtful_row
    FROM line JOIN counted USING (station_id, account_id, month) ${same}`
}

/**
 * A row that stays out takes the others of its account and month with it: the rest of a bill is no bill, and of two nobody
 * can say which is right. To be asked before the bills get their key.
 * @param faulty where the staged rows that stay out can be read
 */
export async function leaveOutCompanions({ client, tables }: Pick<CheckContext, 'client' | 'tables'>, faulty: string): Promise<void> {
  const { stage, ready, fault, part } = tables
  await analyze(client, fault)
  const companions = await fillTable(client, part, `
    WITH out AS (
      SELECT s.account_no, s.month, COALESCE(s.station_id, 0) AS station, min(s.row_no) AS row_no, bool_and(f.severity = 'held') AS held
      FROM ${fault} f JOIN ${faulty} s USING (row_no) WHERE f.code NOT IN ('unknown-account', 'bill-differs') GROUP BY 1, 2, 3
      UNION ALL
      SELECT f.params ->> 'ofAccount', (f.params ->> 'ofMonth')::date, 0, min(f.row_no), false FROM ${fault} f WHERE f.params ? 'ofAccount' GROUP BY 1, 2
    )
    SELECT s.row_no, out.row_no AS first_row, out.held, EXISTS (
      SELECT 1 FROM account a JOIN tariff_assignment t ON t.station_id = a.station_id AND t.account_id = a.id
      WHERE a.account_no = s.account_no AND t.splits IS NOT NULL AND t.valid_from <= s.month AND (t.valid_to IS NULL OR t.valid_to > s.month)) AS in_parts
    FROM ${stage} s JOIN out ON out.account_no = s.account_no AND out.month = s.month AND (out.station = 0 OR out.station = COALESCE(s.station_id, 0))
    WHERE NOT EXISTS (SELECT 1 FROM ${fault} f WHERE f.row_no = s.row_no)`)
  if (companions === 0) return
  await client.query(`
    INSERT INTO ${fault} (row_no, column_name, code, severity, params)
    SELECT row_no, 'accountNo', CASE WHEN NOT in_parts THEN 'duplicate' WHEN held THEN 'part-held' ELSE 'part-left-out' END, CASE WHEN in_parts AND held THEN 'held' ELSE 'blocker' END, jsonb_build_object('first', first_row::text)
    FROM ${part}`)
  await client.query(`DELETE FROM ${ready} r USING ${fault} f, ${stage} s, account a
    WHERE f.code IN ('duplicate', 'part-held', 'part-left-out') AND s.row_no = f.row_no AND a.account_no = s.account_no AND r.station_id = a.station_id AND r.account_id = a.id AND r.month = s.month`)
}
