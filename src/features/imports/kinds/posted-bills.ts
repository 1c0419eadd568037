import 'server-only'
import type { Difference } from '@/domain/imports/finding'

/** `WHEN id THEN code` of the categories. */
interface Codes {
  codes: string
}

/** What a cell says against what the books have; an empty one says nothing. */
const agrees = (cell: string, booked: string): string => `(${cell} IS NULL OR ${cell} IS NOT DISTINCT FROM ${booked})`

const SAME_CATEGORY = agrees('s.category_id', 'b.category_id')
const SAME_PERIOD = `${agrees('s.period_from', 'b.period_from')} AND ${agrees('s.period_to', 'b.period_to')}`
const SAME_YEAR_TO_DATE = agrees('s.year_to_date_wh', 'b.year_to_date_wh')
const SAME_REGISTERS = agrees('s.registers', 'b.registers')
const SAME_METER = agrees('s.meter', 'b.meter')

const categoryCode = ({ codes }: Codes): string => `CASE s.category_id ${codes} END`

/** Whether the posted bill `b` says what the staged row `s` does, as a whole or as one of the parts of a bill over several categories. */
export const sameAsPosted = (facts: Codes): string => `(${SAME_PERIOD} AND ${SAME_YEAR_TO_DATE} AND ${SAME_METER} AND (
   b.energy_wh = s.energy_wh AND b.amount_fen = s.amount_fen AND ${SAME_CATEGORY} AND ${SAME_REGISTERS}
   OR b.parts @> jsonb_build_array(jsonb_build_object('category', ${categoryCode(facts)}, 'energyWh', s.energy_wh::text, 'amountFen', s.amount_fen::text))))`

/** The part of the posted bill that has the row's category, as `k`. */
export const postedPart = (facts: Codes): string => `LEFT JOIN LATERAL (
    SELECT (part ->> 'energyWh')::bigint AS energy_wh, (part ->> 'amountFen')::bigint AS amount_fen
    FROM jsonb_array_elements(b.parts) AS part WHERE part ->> 'category' = ${categoryCode(facts)} LIMIT 1) AS k ON true`

const BOOKED_WH = 'COALESCE(k.energy_wh, b.energy_wh)'
const BOOKED_FEN = 'COALESCE(k.amount_fen, b.amount_fen)'

/** Of parts neither category nor registers stand in the books by themselves. */
const DIFFERS: readonly [Difference, string][] = [
  ['amount', `${BOOKED_FEN} <> s.amount_fen`],
  ['energy', `${BOOKED_WH} <> s.energy_wh`],
  ['category', `k.energy_wh IS NULL AND NOT ${SAME_CATEGORY}`],
  ['period', `NOT (${SAME_PERIOD})`],
  ['yearToDate', `NOT ${SAME_YEAR_TO_DATE}`],
  ['registers', `k.energy_wh IS NULL AND NOT ${SAME_REGISTERS}`],
  ['meter', `NOT ${SAME_METER}`],
]

/** What the books have, and in what the row differs from it, as `amount,energy`. */
export const postedFigures = `${BOOKED_WH} AS booked_wh, ${BOOKED_FEN} AS booked_fen,
         concat_ws(',', ${DIFFERS.map(([difference, when]) => `CASE WHEN ${when} THEN '${difference}' END`).join(', ')}) AS differs`
export const NO_POSTED_FIGURES = 'NULL::bigint AS booked_wh, NULL::bigint AS booked_fen, NULL::text AS differs'
