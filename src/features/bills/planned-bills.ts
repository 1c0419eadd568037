import 'server-only'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import type { AssignmentTerms } from '@/domain/tariff/assignment'
import { planBills, type BillPlan } from '@/domain/tariff/bill-plan'
import type { CompiledTariff } from '@/domain/tariff/compile'
import { readTerms } from '@/features/accounts/queries'
import type { BinaryRow } from '@/server/copy-binary'

/** What checking and re-pricing need to know besides the bills. */
export interface Catalogue {
  tariffs: ReadonlyMap<string, CompiledTariff>
  byId: ReadonlyMap<number, { code: string }>
}

/** Where a row of `assignedBillsSql` has what. */
export const BILL_FIELD = { account: 0, energy: 1, amount: 2, yearToDate: 3, from: 4, to: 5, category: 6, remainder: 7, validFrom: 8, validTo: 9, splits: 10, registers: 11 } as const

export interface StationMonth {
  stationId: number
  month: BillingMonth
}

/** Whether an assignment holds on all the days of its bill, as nearly all do. */
const THROUGHOUT = 't.valid_from <= b.period_from AND (t.valid_to IS NULL OR t.valid_to >= b.period_to)'

/**
 * A station's bills of a month, each in a row for every assignment that holds on some of its days; usually one, and then
 * without its dates. In no order: sorting costs as much as joining. Made for COPY, so without parameters.
 * @param on only bills whose assignment names this category
 */
export const assignedBillsSql = ({ stationId, month }: StationMonth, on?: { id: number; code: string }): string => `
  SELECT b.account_id, b.energy_wh, b.amount_fen, b.year_to_date_wh, b.period_from, b.period_to, b.category_id, t.remainder_category_id,
         CASE WHEN ${THROUGHOUT} THEN NULL ELSE t.valid_from END, CASE WHEN ${THROUGHOUT} THEN NULL ELSE t.valid_to END, t.splits::text, b.registers::text
  FROM bill b
  LEFT JOIN tariff_assignment t ON t.station_id = b.station_id AND t.account_id = b.account_id AND t.valid_from < b.period_to
    AND (t.valid_to IS NULL OR (t.valid_to > b.period_from AND t.valid_to > t.valid_from))
  WHERE b.station_id = ${stationId} AND b.month = '${month}-01'
    ${on ? `AND (t.remainder_category_id = ${on.id} OR t.splits @> '${JSON.stringify([{ category: on.code }]).replaceAll("'", "''")}')` : ''}`

/** Whether the row's one assignment holds on all the days of its bill. */
export const holdsThroughout = (row: BinaryRow): boolean => !row.isNull(BILL_FIELD.remainder) && row.isNull(BILL_FIELD.validFrom)

const MOST_PLANS = 20_000

/** Days from 1970 to 2000, so that the days of a key are never negative; a day then fits in 16 bits until 2149. */
const DAYS_TO_2000 = 10_957
const DAY_RANGE = 65_536

/** The terms that a row's assignment says. */
export const termsInRow = (row: BinaryRow, byId: Catalogue['byId']): AssignmentTerms =>
  readTerms({ remainderCategoryId: row.int2(BILL_FIELD.remainder), splits: row.isNull(BILL_FIELD.splits) ? null : JSON.parse(row.text(BILL_FIELD.splits)) }, byId)

/** The billed days, `to` exclusive. */
export const periodInRow = (row: BinaryRow) => ({ from: row.date(BILL_FIELD.from) as PlainDate, to: row.date(BILL_FIELD.to) as PlainDate })

/** Plans for bills alike: nearly all bills of a month share a few terms and days. */
export class PlanCache {
  private readonly plain = new Map<number, BillPlan | null>()
  private readonly split = new Map<string, BillPlan | null>()

  /** @param asIf what the bills are rated on instead of the terms on record */
  constructor(
    private readonly catalogue: Catalogue,
    private readonly asIf: (terms: AssignmentTerms) => AssignmentTerms = (terms) => terms,
  ) {}

  /** The plan for the row's terms and days, or null when such bills need the full engine. */
  planFor(row: BinaryRow): BillPlan | null {
    const { remainder, from, to, splits } = BILL_FIELD
    const key = (row.int2(remainder) * DAY_RANGE + row.int4(from) + DAYS_TO_2000) * DAY_RANGE + row.int4(to) + DAYS_TO_2000
    if (row.isNull(splits)) return this.remembered(this.plain, key, row)
    return this.remembered(this.split, `${key} ${row.text(splits)}`, row)
  }

  /** A map is emptied when it grows too large: nearly every bill finds its plan either way. */
  private remembered<Key>(plans: Map<Key, BillPlan | null>, key: Key, row: BinaryRow): BillPlan | null {
    const known = plans.get(key)
    if (known !== undefined) return known
    if (plans.size >= MOST_PLANS) plans.clear()
    const made = planBills(this.asIf(termsInRow(row, this.catalogue.byId)), this.catalogue.tariffs, periodInRow(row))
    plans.set(key, made)
    return made
  }
}
