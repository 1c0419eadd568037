import 'server-only'
import { priceBounds, type PriceBounds } from '@/domain/imports/price-finding'
import { addMonths, billingMonth, firstDayOf } from '@/domain/plain-date'
import type { CheckContext } from '../kind-spec'
import { hasNumbersTwice, NUMBERS_TWICE } from './numbers-twice'
import { NO_POSTED_FIGURES, postedFigures, postedPart, sameAsPosted } from './posted-bills'

/** What has to be known before the set-wise check can be written. Days are as the database writes them: 2013-10-01. */
export interface BillFacts {
  /** Months in the file. */
  months: string[]
  /** Those that have bills in the books. */
  posted: string[]
  /** Whether some rows leave the category to the assignment. */
  categoryFromAssignment: boolean
  /** Whether some rows have a category and others leave it, which may then be the whole of a bill that comes in parts. */
  wholesAndParts: boolean
  /** `WHEN id THEN code` of the categories. */
  codes: string
  /** Whether some rows leave the year's energy to the books. */
  yearFromBooks: boolean
  /** Whether the file has a month that lies more than one beyond the open one, or the last billed one, of some station. */
  ahead: boolean
  /** Whether an account number stands at two stations, so that a number alone does not tell. */
  ambiguous: boolean
  /** `(category, month, least, most price, most energy)` as a list of SQL values. */
  limits: string
  /** The least and most price of any category, as far as they are known: what a bill over several of them can come to. */
  widest: PriceBounds | null
}

export async function billFacts({ client, tables, read, stationIds }: CheckContext): Promise<BillFacts> {
  const stage = await client.query<{ month: string; uncategorised: boolean; categorised: boolean; unreckoned: boolean; placeless: boolean }>(
    `SELECT s.month::text, bool_or(category_id IS NULL) AS uncategorised, bool_or(category_id IS NOT NULL) AS categorised, bool_or(year_to_date_wh IS NULL) AS unreckoned, bool_or(station_id IS NULL) AS placeless FROM ${tables.stage} s GROUP BY s.month ORDER BY s.month`,
  )
  const months = stage.rows.map(({ month }) => month)
  const posted: string[] = []
  for (const month of months) {
    const { rows } = await client.query<{ found: boolean }>('SELECT EXISTS (SELECT 1 FROM bill WHERE month = $1) AS found', [month])
    if (rows[0]?.found) posted.push(month)
  }
  const ranges = months.flatMap((month) =>
    [...read.codes.keys()].map((categoryId) => {
      const range = read.priceRange(categoryId, billingMonth(month.slice(0, 7)))
      return { month, categoryId, bounds: range && priceBounds(range) }
    }),
  )
  const limits = ranges.map(({ month, categoryId, bounds }) =>
    `(${categoryId}, DATE '${month}', ${bounds ? bounds.low : 'NULL'}::bigint, ${bounds?.high ?? 'NULL'}::bigint, ${read.mostWh(categoryId)}::bigint)`)
  const known = ranges.flatMap(({ bounds }) => bounds ?? [])
  return {
    months,
    posted,
    categoryFromAssignment: stage.rows.some(({ uncategorised }) => uncategorised),
    wholesAndParts: stage.rows.some(({ uncategorised }) => uncategorised) && stage.rows.some(({ categorised }) => categorised),
    codes: [...read.codes].map(([id, code]) => `WHEN ${id} THEN '${code.replaceAll("'", "''")}'`).join(' '),
    yearFromBooks: stage.rows.some(({ unreckoned }) => unreckoned),
    ahead: await isAhead(client, stationIds, months.at(-1)),
    ambiguous: stage.rows.some(({ placeless }) => placeless) && (await hasNumbersTwice(client)),
    widest: widestOf(known),
    limits: limits.length > 0 ? limits.join(', ') : `(0, NULL::date, NULL::bigint, NULL::bigint, NULL::bigint)`,
  }
}

async function isAhead(client: CheckContext['client'], stationIds: readonly number[], last: string | undefined): Promise<boolean> {
  const { rows } = await client.query<{ ahead: boolean }>(`SELECT EXISTS (SELECT 1 FROM (${STATION_MONTHS}) o WHERE o.id = ANY($1) AND ${monthsAhead('$2::date')}) AS ahead`, [stationIds, last ?? null])
  return rows[0]?.ahead ?? false
}

/** The open month of each station, and the last that has bills. */
const STATION_MONTHS = `SELECT station.id, station.open_month, max(total.month) AS billed_until FROM station
             LEFT JOIN station_monthly_total total ON total.station_id = station.id AND total.source = 'bills' AND total.accounts > 0 GROUP BY 1, 2`

/** Bills go on where they end, and may come a month early; what lies beyond is 2103 for 2013. */
const monthsAhead = (month: string): string => `${month} > (greatest(o.open_month, o.billed_until) + interval '1 month')::date`

const widestOf = (known: readonly PriceBounds[]): PriceBounds | null =>
  known.reduce<PriceBounds | null>((widest, { low, high }) => (widest ? { low: low < widest.low ? low : widest.low, high: most(high, widest.high) } : { low, high }), null)
const most = (a: bigint | null, b: bigint | null): bigint | null => (a === null || b === null ? (a ?? b) : a > b ? a : b)

const CATEGORY = (facts: BillFacts): string => (facts.categoryFromAssignment ? 'COALESCE(s.category_id, t.remainder_category_id)' : 's.category_id')

/** A bill's period is its month, as far as the file does not say otherwise. */
export const periodFrom = 'COALESCE(s.period_from, s.month)'
export const periodUntil = ({ months }: BillFacts): string => `COALESCE(s.period_to, CASE WHEN false THEN NULL::date ${months.map((month) => `WHEN s.month = '${month}' THEN DATE '${nextMonth(month)}'`).join(' ')} END)`
const nextMonth = (month: string): string => firstDayOf(addMonths(billingMonth(month.slice(0, 7)), 1))

export const limitsJoin = (facts: BillFacts): string => `LEFT JOIN (VALUES ${facts.limits}) p(category_id, month, price_low, price_high, most_wh) ON p.category_id = ${CATEGORY(facts)} AND p.month = s.month`

const inUse = (facts: BillFacts, record: 'a' | 'other'): string => `(${record}.opened_on < ${periodUntil(facts)} AND (${record}.closed_on IS NULL OR ${record}.closed_on > s.month))`
const standsElsewhere = (which: string): string => `EXISTS (SELECT 1 FROM account_place other WHERE other.account_no = s.account_no AND other.station_id <> a.station_id AND ${which})`

/** An account that moved has a record at each of its stations: its number means the one in use in the month. */
const meant = (facts: BillFacts): string => `(s.station_id IS NOT NULL OR s.account_no NOT IN (${NUMBERS_TWICE}) OR ${inUse(facts, 'a')} OR NOT ${standsElsewhere(inUse(facts, 'other'))})`
const ambiguous = (facts: BillFacts): string =>
  `(s.station_id IS NULL AND s.account_no IN (${NUMBERS_TWICE}) AND ${standsElsewhere(`(${inUse(facts, 'other')} OR NOT ${inUse(facts, 'a')})`)})`

/** The staged rows with what the books know of each. `o` station, `p` limits, `t` assignment on the month's first day, `b` posted bill, `y` the bill of the month before. */
function joinedRows({ tables, stationIds }: CheckContext, facts: BillFacts, join: 'JOIN' | 'LEFT JOIN'): string {
  return `${tables.stage} s
    ${join} account a ON a.account_no = s.account_no AND (s.station_id IS NULL OR a.station_id = s.station_id) AND a.station_id = ANY('{${stationIds.join(',')}}'::int[])
      ${facts.ambiguous ? `AND ${meant(facts)}` : ''}
    ${join} (${STATION_MONTHS}) o ON o.id = a.station_id
    ${facts.categoryFromAssignment ? `LEFT JOIN tariff_assignment t ON t.station_id = a.station_id AND t.account_id = a.id AND t.valid_from <= ${periodFrom} AND (t.valid_to IS NULL OR t.valid_to > ${periodFrom})` : ''}
    ${limitsJoin(facts)}
    ${facts.posted.length > 0 ? `LEFT JOIN bill b ON b.station_id = a.station_id AND b.account_id = a.id AND b.month = s.month AND b.month = ANY('{${facts.posted.join(',')}}'::date[])` : ''}`
}

/**
 * Months before the open one are closed, except that a station whose bills do not reach the open month goes on where they
 * end: its last month takes mended rows, and a second file.
 */
const CLOSED = 's.month < o.open_month AND s.month < o.billed_until'
/** More than this is no reading but a slip, and would not fit the comparison of prices. */
const ABSURD = 's.energy_wh > p.most_wh'
/** A fen of rounding is nobody's fault. Where there is no upper bound it is null. */
const priced = (low: string | bigint, high: string | bigint | null): string => `(s.amount_fen + 1) * 100000 >= s.energy_wh * ${low} AND ((s.amount_fen - 1) * 100000 <= s.energy_wh * ${high ?? 'NULL::bigint'}) IS NOT FALSE`

/** A bill of an account whose energy is split over categories may cost what any of them does; asked only of those few that are out of their own range. */
const splitPriced = (facts: BillFacts): string =>
  facts.widest
    ? `(EXISTS (SELECT 1 FROM tariff_assignment split WHERE split.station_id = a.station_id AND split.account_id = a.id AND split.splits IS NOT NULL
        AND split.valid_from < ${periodUntil(facts)} AND (split.valid_to IS NULL OR split.valid_to > ${periodFrom})) AND ${priced(facts.widest.low, facts.widest.high)})`
    : 'false'

const ranged = (otherwise: string): string =>
  `CASE WHEN p.most_wh IS NULL THEN true WHEN ${ABSURD} THEN false WHEN p.price_low IS NULL THEN true WHEN ${priced('p.price_low', 'p.price_high')} THEN true ELSE ${otherwise} END`
const inRange = (facts: BillFacts): string => ranged(splitPriced(facts))

/** Out of the range of its own category. */
export const doubtfulBill = `NOT (${ranged('false')})`

/** A file that is sound otherwise has no other rows to look at. */
export const doubtfulBillsSql = ({ tables }: Pick<CheckContext, 'tables'>, facts: BillFacts): string => `SELECT s.* FROM ${tables.stage} s ${limitsJoin(facts)} WHERE ${doubtfulBill}`

/** Asked of no row while no month of the file is. */
const aheadOf = ({ ahead }: BillFacts): string => (ahead ? `COALESCE(${monthsAhead('s.month')}, false)` : 'false')

/** A row that may go in. With `confirmed` neither the range nor the month is asked. */
export const goodBillsSql = (facts: BillFacts, confirmed?: readonly number[]): string =>
  `${CATEGORY(facts)} IS NOT NULL AND NOT COALESCE(${CLOSED}, false)${facts.posted.length > 0 ? ' AND b.account_id IS NULL' : ''}
   ${facts.ambiguous ? `AND NOT ${ambiguous(facts)}` : ''}
   AND ${confirmed ? `s.row_no = ANY('{${confirmed.join(',')}}'::int[])` : `${inRange(facts)} AND NOT ${aheadOf(facts)}`}`

/** What the year had before, when the file does not say: up to the bill of the month before, else all bills of the year. */
const YEAR_TO_DATE = `CASE WHEN extract(month FROM s.month) = 1 THEN 0 ELSE COALESCE(y.year_to_date_wh + y.energy_wh,
  (SELECT sum(e.energy_wh) FROM bill e WHERE e.station_id = a.station_id AND e.account_id = a.id AND e.month >= date_trunc('year', s.month)::date AND e.month < s.month), 0) END`

/** In a file of several months the months before count too: the whole of a bill, or its parts. */
const EARLIER_IN_FILE = ({ months, wholesAndParts }: BillFacts): string =>
  months.length > 1
    ? ` + COALESCE(sum(${wholesAndParts ? 'CASE WHEN s.category_id IS NULL AND w.account_no IS NOT NULL THEN 0 ELSE s.energy_wh END' : 's.energy_wh'})
        OVER (PARTITION BY a.station_id, a.id, date_trunc('year', s.month) ORDER BY s.month RANGE BETWEEN UNBOUNDED PRECEDING AND interval '1 day' PRECEDING), 0)`
    : ''

/** A bill's columns, in its table's order. */
export const BILL_COLUMNS = 'station_id, account_id, month, energy_wh, amount_fen, year_to_date_wh, period_from, period_to, district_id, category_id, parts, import_batch_id, registers, meter'

/** The rows that may go in, as bills with `BILL_COLUMNS`. */
export function goodRowsSql(context: CheckContext, facts: BillFacts, good: string): string {
  const before = `(date_trunc('month', s.month) - interval '1 month')::date`
  const year = facts.yearFromBooks ? `COALESCE(s.year_to_date_wh, ${YEAR_TO_DATE}${EARLIER_IN_FILE(facts)})` : 's.year_to_date_wh'
  const months = facts.months.map((month) => `(DATE '${month}' - interval '1 month')::date`).join(', ')
  return `
    SELECT a.station_id, a.id AS account_id, s.month, s.energy_wh, s.amount_fen, (${year})::bigint AS year_to_date_wh, ${periodFrom} AS period_from, ${periodUntil(facts)} AS period_to,
           a.district_id, ${CATEGORY(facts)} AS category_id, NULL::jsonb AS parts, ${context.batchId}::bigint AS import_batch_id, s.registers, s.meter
    FROM ${joinedRows(context, facts, 'JOIN')}
    ${facts.yearFromBooks ? `LEFT JOIN bill y ON y.station_id = a.station_id AND y.account_id = a.id AND y.month = ${before} AND y.month IN (${months})` : ''}
    ${facts.wholesAndParts ? `LEFT JOIN (SELECT DISTINCT account_no, month FROM ${context.tables.stage} WHERE category_id IS NOT NULL) w ON w.account_no = s.account_no AND w.month = s.month` : ''}
    WHERE ${good}`
}

export const identicalBillsSql = (context: CheckContext, facts: BillFacts): string =>
  `SELECT count(*) FROM ${joinedRows(context, facts, 'JOIN')} WHERE ${sameAsPosted(facts)}`

/** The rows that neither may go in nor are there already. */
export const badBillsSql = (context: CheckContext, facts: BillFacts): string => `
  SELECT s.*, a.id AS account_id, ${CATEGORY(facts)} AS category, o.open_month, o.billed_until, COALESCE(${CLOSED}, false) AS closed,
         COALESCE(${ABSURD}, false) AS absurd, p.most_wh, NOT (${inRange(facts)}) AS out_of_range,
         ${facts.posted.length > 0 ? postedFigures : NO_POSTED_FIGURES},
         ${aheadOf(facts)} AS ahead,
         ${facts.ambiguous ? `a.id IS NOT NULL AND ${ambiguous(facts)}` : 'false'} AS ambiguous
  FROM ${joinedRows(context, facts, 'LEFT JOIN')}
  ${facts.posted.length > 0 ? postedPart(facts) : ''}
  WHERE a.id IS NULL OR NOT (${goodBillsSql(facts)})${facts.posted.length > 0 ? ` AND NOT COALESCE(${sameAsPosted(facts)}, false)` : ''}`
