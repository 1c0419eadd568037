import 'server-only'
import { priceBounds } from '@/domain/imports/price-finding'
import { billingMonth } from '@/domain/plain-date'
import { asOwner } from '@/server/scoped-pool'
import type { CheckContext } from '../kind-spec'
import type { FaultRule } from './write-faults'

/** What has to be known before the set-wise check can be written. Days are as the database writes them: 2013-10-01. */
export interface BillFacts {
  /** Months in the file. */
  months: string[]
  /** Those that have bills in the books. */
  posted: string[]
  /** Whether some rows leave the category to the assignment. */
  categoryFromAssignment: boolean
  /** Whether some rows leave the year's energy to the books. */
  yearFromBooks: boolean
  /** Whether an account number stands at two stations, so that a number alone does not tell. */
  ambiguous: boolean
  /** `(category, month, least, most price, most energy)` as a list of SQL values. */
  limits: string
  /** The least and most price of any category: what a bill over several of them can come to. Null while none is known. */
  widest: { low: bigint; high: bigint } | null
}

export async function billFacts({ client, tables, read }: CheckContext): Promise<BillFacts> {
  const stage = await client.query<{ month: string; uncategorised: boolean; unreckoned: boolean }>(
    `SELECT month::text, bool_or(category_id IS NULL) AS uncategorised, bool_or(year_to_date_wh IS NULL) AS unreckoned FROM ${tables.stage} GROUP BY 1 ORDER BY 1`,
  )
  const months = stage.rows.map(({ month }) => month)
  const posted: string[] = []
  for (const month of months) {
    const { rows } = await client.query<{ found: boolean }>('SELECT EXISTS (SELECT 1 FROM bill WHERE month = $1) AS found', [month])
    if (rows[0]?.found) posted.push(month)
  }
  const twice = await client.query('SELECT 1 FROM (SELECT account_no, lead(account_no) OVER (ORDER BY account_no) AS next FROM account) AS numbers WHERE account_no = next LIMIT 1')
  const ranges = months.flatMap((month) =>
    [...read.codes.keys()].map((categoryId) => {
      const range = read.priceRange(categoryId, billingMonth(month.slice(0, 7)))
      return { month, categoryId, bounds: range && priceBounds(range) }
    }),
  )
  const limits = ranges.map(({ month, categoryId, bounds }) =>
    `(${categoryId}, DATE '${month}', ${bounds ? bounds.low : 'NULL'}::bigint, ${bounds ? bounds.high : 'NULL'}::bigint, ${read.mostWh(categoryId)}::bigint)`)
  const known = ranges.flatMap(({ bounds }) => bounds ?? [])
  return {
    months,
    posted,
    categoryFromAssignment: stage.rows.some(({ uncategorised }) => uncategorised),
    yearFromBooks: stage.rows.some(({ unreckoned }) => unreckoned),
    ambiguous: twice.rows.length > 0,
    widest: known.reduce<BillFacts['widest']>((widest, { low, high }) => (widest ? { low: low < widest.low ? low : widest.low, high: high > widest.high ? high : widest.high } : { low, high }), null),
    limits: limits.length > 0 ? limits.join(', ') : `(0, NULL::date, NULL::bigint, NULL::bigint, NULL::bigint)`,
  }
}

const CATEGORY = (facts: BillFacts): string => (facts.categoryFromAssignment ? 'COALESCE(s.category_id, t.remainder_category_id)' : 's.category_id')

/** The staged rows with what the books know of each. `o` station, `p` limits, `t` assignment on the month's first day, `b` posted bill, `y` the bill of the month before. */
function joinedRows({ tables, stationIds }: CheckContext, facts: BillFacts, join: 'JOIN' | 'LEFT JOIN'): string {
  return `${tables.stage} s
    ${join} account a ON a.account_no = s.account_no AND (s.station_id IS NULL OR a.station_id = s.station_id) AND a.station_id = ANY('{${stationIds.join(',')}}'::int[])
    ${join} (SELECT station.id, station.open_month, max(total.month) AS billed_until FROM station
             LEFT JOIN station_monthly_total total ON total.station_id = station.id AND total.source = 'bills' AND total.accounts > 0 GROUP BY 1, 2) o ON o.id = a.station_id
    ${facts.categoryFromAssignment ? 'LEFT JOIN tariff_assignment t ON t.station_id = a.station_id AND t.account_id = a.id AND t.valid_from <= s.period_from AND (t.valid_to IS NULL OR t.valid_to > s.period_from)' : ''}
    LEFT JOIN (VALUES ${facts.limits}) p(category_id, month, price_low, price_high, most_wh) ON p.category_id = ${CATEGORY(facts)} AND p.month = s.month
    ${facts.posted.length > 0 ? `LEFT JOIN bill b ON b.station_id = a.station_id AND b.account_id = a.id AND b.month = s.month AND b.month = ANY('{${facts.posted.join(',')}}'::date[])` : ''}`
}

/** Months before the open one are closed, except that a station whose books are still being loaded goes on where they end. */
const CLOSED = `s.month < o.open_month AND (s.month < o.billed_until OR o.billed_until >= (o.open_month - interval '1 month')::date)`
/** More than this is no reading but a slip, and would not fit the comparison of prices. */
const ABSURD = 's.energy_wh > p.most_wh'
/** A fen of rounding is nobody's fault. */
const priced = (low: string | bigint, high: string | bigint): string => `(s.amount_fen + 1) * 100000 >= s.energy_wh * ${low} AND (s.amount_fen - 1) * 100000 <= s.energy_wh * ${high}`

/** A bill of an account whose energy is split over categories may cost what any of them does; asked only of those few that are out of their own range. */
const splitPriced = ({ widest }: BillFacts): string =>
  widest
    ? `(EXISTS (SELECT 1 FROM tariff_assignment split WHERE split.station_id = a.station_id AND split.account_id = a.id AND split.splits IS NOT NULL
        AND split.valid_from < s.period_to AND (split.valid_to IS NULL OR split.valid_to > s.period_from)) AND ${priced(widest.low, widest.high)})`
    : 'false'

const inRange = (facts: BillFacts): string =>
  `CASE WHEN p.most_wh IS NULL THEN true WHEN ${ABSURD} THEN false WHEN p.price_low IS NULL THEN true WHEN ${priced('p.price_low', 'p.price_high')} THEN true ELSE ${splitPriced(facts)} END`
const SAME_AS_POSTED = `b.energy_wh = s.energy_wh AND b.amount_fen = s.amount_fen AND b.registers IS NOT DISTINCT FROM s.registers`

/** A row that may go in. With `confirmed` the range is not asked. */
export const goodBillsSql = (facts: BillFacts, confirmed?: readonly number[]): string =>
  `${CATEGORY(facts)} IS NOT NULL AND NOT COALESCE(${CLOSED}, false)${facts.posted.length > 0 ? ' AND b.account_id IS NULL' : ''}
   ${facts.ambiguous ? 'AND NOT (s.station_id IS NULL AND EXISTS (SELECT 1 FROM account other WHERE other.account_no = a.account_no AND other.station_id <> a.station_id))' : ''}
   AND ${confirmed ? `s.row_no = ANY('{${confirmed.join(',')}}'::int[])` : inRange(facts)}`

/** What the year had before, when the file does not say: up to the bill of the month before, else all bills of the year. */
const YEAR_TO_DATE = `CASE WHEN extract(month FROM s.month) = 1 THEN 0 ELSE COALESCE(y.year_to_date_wh + y.energy_wh,
  (SELECT sum(e.energy_wh) FROM bill e WHERE e.station_id = a.station_id AND e.account_id = a.id AND e.month >= date_trunc('year', s.month)::date AND e.month < s.month), 0) END`

/** In a file of several months the months before count too. */
const EARLIER_IN_FILE = (facts: BillFacts): string =>
  facts.months.length > 1 ? ` + COALESCE(sum(s.energy_wh) OVER (PARTITION BY a.station_id, a.id, date_trunc('year', s.month) ORDER BY s.month ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)` : ''

export function insertGoodSql(context: CheckContext, facts: BillFacts, good: string): string {
  const before = `(date_trunc('month', s.month) - interval '1 month')::date`
  const year = facts.yearFromBooks ? `COALESCE(s.year_to_date_wh, ${YEAR_TO_DATE}${EARLIER_IN_FILE(facts)})` : 's.year_to_date_wh'
  const months = facts.months.map((month) => `(DATE '${month}' - interval '1 month')::date`).join(', ')
  return `
    INSERT INTO ${context.tables.ready} (station_id, account_id, month, energy_wh, amount_fen, year_to_date_wh, period_from, period_to, district_id, category_id, registers, import_batch_id)
    SELECT a.station_id, a.id, s.month, s.energy_wh, s.amount_fen, ${year}, s.period_from, s.period_to, a.district_id, ${CATEGORY(facts)}, s.registers, ${context.batchId}
    FROM ${joinedRows(context, facts, 'JOIN')}
    ${facts.yearFromBooks ? `LEFT JOIN bill y ON y.station_id = a.station_id AND y.account_id = a.id AND y.month = ${before} AND y.month IN (${months})` : ''}
    WHERE ${good}`
}

export const identicalBillsSql = (context: CheckContext, facts: BillFacts): string =>
  `SELECT count(*) FROM ${joinedRows(context, facts, 'JOIN')} WHERE ${SAME_AS_POSTED}`

/** The rows that neither may go in nor are there already. */
export const badBillsSql = (context: CheckContext, facts: BillFacts): string => `
  SELECT s.*, a.id AS account_id, ${CATEGORY(facts)} AS category, o.open_month, COALESCE(${CLOSED}, false) AS closed,
         COALESCE(${ABSURD}, false) AS absurd, p.most_wh, NOT (${inRange(facts)}) AS out_of_range,
         ${facts.posted.length > 0 ? 'b.energy_wh AS booked_wh, b.amount_fen AS booked_fen' : 'NULL::bigint AS booked_wh, NULL::bigint AS booked_fen'},
         ${facts.ambiguous ? 's.station_id IS NULL AND EXISTS (SELECT 1 FROM account other WHERE other.account_no = s.account_no AND other.station_id <> a.station_id)' : 'false'} AS ambiguous
  FROM ${joinedRows(context, facts, 'LEFT JOIN')}
  WHERE a.id IS NULL OR NOT (${goodBillsSql(facts)})${facts.posted.length > 0 ? ` AND NOT COALESCE(${SAME_AS_POSTED}, false)` : ''}`

const kwh = (column: string): string => `trim_scale(${column} / 1000.0)::text`

export const billRulesOf = (facts: BillFacts): FaultRule[] => [
  { code: 'unknown-account', column: 'accountNo', when: 'account_id IS NULL', params: `jsonb_build_object('value', account_no)` },
  ...(facts.ambiguous ? [{ code: 'ambiguous-account', column: 'accountNo', when: 'ambiguous', params: `jsonb_build_object('value', account_no)` } as const] : []),
  { code: 'no-category', column: 'category', when: 'account_id IS NOT NULL AND category IS NULL', params: `jsonb_build_object('value', account_no)` },
  {
    code: 'bill-differs', column: 'amountYuan', when: 'booked_wh IS NOT NULL',
    params: `jsonb_build_object('energyKwh', ${kwh('booked_wh')}, 'amountYuan', round(booked_fen / 100.0, 2)::text)`,
  },
  { code: 'month-closed', column: 'month', when: 'closed AND booked_wh IS NULL', params: `jsonb_build_object('openMonth', to_char(open_month, 'YYYY-MM'))` },
  { code: 'absurd-energy', column: 'energyKwh', when: 'absurd', params: `jsonb_build_object('mostKwh', ${kwh('most_wh')}, 'value', ${kwh('energy_wh')})` },
  {
    code: 'price-out-of-range', column: 'amountYuan', when: 'out_of_range AND NOT absurd',
    params: `jsonb_build_object('categoryId', category::text, 'month', to_char(month, 'YYYY-MM'), 'energyWh', energy_wh::text, 'amountFen', amount_fen::text)`,
  },
]

/**
 * The key and, for a month that the books do not have yet, all that makes the table one of theirs. Where an account comes
 * twice in a month nobody can say which is right: all of them are taken out.
 * @returns how many
 */
export async function makeKey({ client, tables }: CheckContext, { months, posted }: BillFacts): Promise<number> {
  const repeated = await withKey(client, tables)
  if (months.length === 1 && posted.length === 0) {
    await asOwner(client, () => client.query(`ALTER TABLE ${tables.ready} ADD CONSTRAINT bill_one_month CHECK (month = '${months[0] ?? ''}'),
      ADD CONSTRAINT bill_station_id_account_id_fkey FOREIGN KEY (station_id, account_id) REFERENCES account (station_id, id) ON DELETE RESTRICT ON UPDATE CASCADE`))
  }
  return repeated
}

const UNIQUE_VIOLATION = '23505'

async function withKey(client: CheckContext['client'], { stage, ready, fault }: CheckContext['tables']): Promise<number> {
  const key = `ALTER TABLE ${ready} ADD PRIMARY KEY (station_id, account_id, month)`
  try {
    await asOwner(client, () => client.query(key))
    return 0
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION)) throw error
  }
  await client.query(`INSERT INTO ${fault} (row_no, column_name, code, severity, params)
    SELECT row_no, 'accountNo', 'duplicate', 'blocker', jsonb_build_object('first', first_row::text) FROM (
      SELECT row_no, min(row_no) OVER same AS first_row, count(*) OVER same AS times FROM ${stage} WINDOW same AS (PARTITION BY account_no, COALESCE(station_id, 0), month)) AS counted WHERE times > 1`)
  const { rowCount } = await client.query(`DELETE FROM ${ready} r USING (SELECT station_id, account_id, month FROM ${ready} GROUP BY 1, 2, 3 HAVING count(*) > 1) AS twice
    WHERE (r.station_id, r.account_id, r.month) = (twice.station_id, twice.account_id, twice.month)`)
  await asOwner(client, () => client.query(key))
  return rowCount ?? 0
}
