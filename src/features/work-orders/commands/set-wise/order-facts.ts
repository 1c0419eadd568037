import 'server-only'
import type pg from 'pg'
import * as z from 'zod'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import { billingMonth, plainDate, type BillingMonth } from '@/domain/plain-date'
import type { BillPart } from '@/domain/tariff/rate-bill'
import type { StandingBill } from '@/domain/back-billing/standing-bill'
import { ORDER_STATES } from '@/domain/work-order/transitions'
import { scopeArray, type Viewer } from '@/server/viewer'

/**
 * The columns of `work_order` that set-wise deciding knows what to do about. An order with anything in another one (a
 * column that came later) is decided by itself, on the path that knows all of them.
 */
const KNOWN_COLUMNS = [
  'station_id', 'id', 'number', 'account_id', 'finding', 'state', 'version', 'effective_from', 'remainder_category_id', 'splits', 'reason', 'evidence',
  'inspector_name', 'campaign', 'difference_fen', 'preparer_id', 'approver_id', 'decision_reason', 'created_at', 'submitted_at', 'approved_at', 'applied_at',
  'state_since', 'assignee_id',
]

const FACTS = `
  SELECT o.station_id, o.id::text, o.number, o.state::text, o.version, o.account_id::text, o.effective_from::text, o.remainder_category_id, o.splits, o.reason,
    o.preparer_id, jsonb_strip_nulls(to_jsonb(o) - $3::text[]) = '{}' AS known,
    a.account_no, a.district_id, a.closed_on::text, to_char(s.open_month, 'YYYY-MM') AS open_month,
    t.id::text AS assignment_id, t.valid_from::text, t.remainder_category_id AS current_category_id, t.splits AS current_splits,
    EXISTS (SELECT FROM adjustment j WHERE j.station_id = o.station_id AND j.account_id = o.account_id) AS corrected_before,
    EXISTS (SELECT FROM bill b WHERE b.station_id = o.station_id AND b.account_id = o.account_id AND b.period_to > o.effective_from AND (b.registers IS NOT NULL OR b.meter IS NOT NULL))
      OR EXISTS (SELECT FROM year_to_date_break y WHERE y.station_id = o.station_id AND y.account_id = o.account_id) AS needs_more,
    (SELECT json_agg(json_build_array(to_char(m.month, 'YYYY-MM'), m.working) ORDER BY m.month)
      FROM back_billing_month m WHERE m.station_id = o.station_id AND m.work_order_id = o.id) AS frozen,
    (SELECT json_agg(json_build_array(to_char(b.month, 'YYYY-MM'), b.period_from, b.period_to, b.energy_wh::text, b.amount_fen::text, b.year_to_date_wh::text, b.category_id, b.parts, b.district_id)
        ORDER BY b.month)
      FROM bill b WHERE b.station_id = o.station_id AND b.account_id = o.account_id AND b.period_to > o.effective_from) AS bills
  FROM work_order o
  JOIN account a ON a.station_id = o.station_id AND a.id = o.account_id
  JOIN station s ON s.id = o.station_id
  LEFT JOIN tariff_assignment t ON t.station_id = o.station_id AND t.account_id = o.account_id AND t.valid_to IS NULL
  WHERE o.number = ANY($1::text[]) AND ($2::int[] IS NULL OR o.station_id = ANY($2::int[]))
  ORDER BY o.station_id, o.id
  FOR UPDATE OF o`

const storedPart = z.object({ category: z.string(), energyWh: z.string(), amountFen: z.string() }).transform(
  ({ category, energyWh, amountFen }): BillPart => ({ category, energyWh: wh(BigInt(energyWh)), amountFen: fen(BigInt(amountFen)) }),
)
const date = z.string().transform(plainDate)
const month = z.string().transform(billingMonth)
const whText = z.string().transform((text) => wh(BigInt(text)))
const fenText = z.string().transform((text) => fen(BigInt(text)))

const factsSchema = z.object({
  station_id: z.number(),
  id: z.string().transform(BigInt),
  number: z.string(),
  state: z.enum(ORDER_STATES),
  version: z.number(),
  account_id: z.string().transform(BigInt),
  effective_from: date,
  remainder_category_id: z.number(),
  splits: z.unknown(),
  reason: z.string(),
  preparer_id: z.string(),
  known: z.boolean(),
  account_no: z.string(),
  district_id: z.number(),
  closed_on: date.nullable(),
  open_month: month,
  assignment_id: z.string().transform(BigInt).nullable(),
  valid_from: date.nullable(),
  current_category_id: z.number().nullable(),
  current_splits: z.unknown(),
  corrected_before: z.boolean(),
  /** Its bills have registers or more, or a year's energy that was recorded wrongly. */
  needs_more: z.boolean(),
  frozen: z.array(z.tuple([month, z.object({ billed: z.array(storedPart), right: z.array(storedPart) })])).nullable(),
  bills: z.array(z.tuple([month, date, date, whText, fenText, whText, z.number(), z.array(storedPart).nullable(), z.number()])).nullable(),
})

export type OrderFacts = z.infer<typeof factsSchema>

/** All that deciding on some orders needs to know, in one question; the orders are locked in one order for everyone. */
export async function lockedFacts(client: pg.PoolClient, viewer: Viewer, numbers: readonly string[]): Promise<OrderFacts[]> {
  const { rows } = await client.query<object>({ name: 'order-facts', text: FACTS, values: [numbers, scopeArray(viewer), KNOWN_COLUMNS] })
  return rows.map((row) => factsSchema.parse(row))
}

export interface FrozenMonth {
  month: BillingMonth
  billed: BillPart[]
  right: BillPart[]
}

export const frozenMonths = ({ frozen }: OrderFacts): FrozenMonth[] => (frozen ?? []).map(([of, parts]) => ({ month: of, ...parts }))

/** The bills from the effective date on, of an account that nothing has corrected yet. */
export const uncorrectedBills = ({ bills }: OrderFacts, codes: ReadonlyMap<number, string>): StandingBill[] =>
  (bills ?? []).map(([of, periodFrom, periodTo, energyWh, amountFen, yearToDateWh, categoryId, parts]) => ({
    month: of, periodFrom, periodTo, energyWh, yearToDateWh, corrections: [],
    parts: parts ?? [{ category: codes.get(categoryId) ?? String(categoryId), energyWh, amountFen }],
  }))

/** The district each month was billed in: a correction belongs where its bill does. */
export const billedDistricts = ({ bills }: OrderFacts): ReadonlyMap<BillingMonth, number> => new Map((bills ?? []).map(([of, , , , , , , , districtId]) => [of, districtId]))
