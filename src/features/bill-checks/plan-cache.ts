import 'server-only'
import type { PlainDate } from '@/domain/plain-date'
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

/** Where a row has the billed days and the assignment. */
export interface PlanFields {
  from: number
  to: number
  remainder: number
  splits: number
}

const MOST_PLANS = 20_000

/** Days from 1970 to 2000, so that the days of a key are never negative; a day then fits in 16 bits until 2149. */
const DAYS_TO_2000 = 10_957
const DAY_RANGE = 65_536

/** The terms that a row's assignment says. */
export const termsInRow = (row: BinaryRow, fields: PlanFields, byId: Catalogue['byId']): AssignmentTerms =>
  readTerms({ remainderCategoryId: row.int2(fields.remainder), splits: row.isNull(fields.splits) ? null : JSON.parse(row.text(fields.splits)) }, byId)

/** Plans for bills alike: nearly all bills of a month share a few terms and days. */
export class PlanCache {
  private readonly plain = new Map<number, BillPlan | null>()
  private readonly split = new Map<string, BillPlan | null>()

  constructor(
    private readonly catalogue: Catalogue,
    private readonly fields: PlanFields,
  ) {}

  /** The plan for the row's terms and days, or null when such bills need the full engine. */
  planFor(row: BinaryRow): BillPlan | null {
    const { remainder, from, to, splits } = this.fields
    const key = (row.int2(remainder) * DAY_RANGE + row.int4(from) + DAYS_TO_2000) * DAY_RANGE + row.int4(to) + DAYS_TO_2000
    if (row.isNull(splits)) return this.remembered(this.plain, key, row)
    return this.remembered(this.split, `${key} ${row.text(splits)}`, row)
  }

  /** A map is emptied when it grows too large: nearly every bill finds its plan either way. */
  private remembered<Key>(plans: Map<Key, BillPlan | null>, key: Key, row: BinaryRow): BillPlan | null {
    const known = plans.get(key)
    if (known !== undefined) return known
    if (plans.size >= MOST_PLANS) plans.clear()
    const { from, to } = this.fields
    const period = { from: row.date(from) as PlainDate, to: row.date(to) as PlainDate }
    const made = planBills(termsInRow(row, this.fields, this.catalogue.byId), this.catalogue.tariffs, period)
    plans.set(key, made)
    return made
  }
}
